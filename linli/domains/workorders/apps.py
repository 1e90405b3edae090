"""The workorders application."""

from django.apps import AppConfig


class WorkordersConfig(AppConfig):
    name = "linli.domains.workorders"
    label = "workorders"

    def ready(self) -> None:
        from linli.domains.workorders import access, menu  # noqa: PLC0415 - models must be loaded first

        access.declare()
        menu.declare()
