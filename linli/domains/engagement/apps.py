"""The engagement application."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "linli.domains.engagement"
    label = "engagement"

    def ready(self) -> None:
        from linli.domains.engagement import access, menu, tasks  # noqa: F401, PLC0415 - models must be loaded first

        access.declare()
        menu.declare()
