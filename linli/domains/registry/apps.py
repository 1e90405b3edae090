"""The registry application."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "linli.domains.registry"
    label = "registry"

    def ready(self) -> None:
        from linli.domains.registry import access, menu, tasks  # noqa: PLC0415 - models must be loaded first

        access.declare()
        menu.declare()
        tasks.listen()
