"""The jobs application."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "linli.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from linli.foundation.jobs import access  # noqa: PLC0415 - models must be loaded first
        from linli.ui.navigation import Entry, declare  # noqa: PLC0415

        access.declare()
        declare(Entry(_("Background jobs"), "jobs:list", access.Permission.VIEW, order=92, icon="list-checks"))
