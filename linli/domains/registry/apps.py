"""The registry application."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "linli.domains.registry"
    label = "registry"

    def ready(self) -> None:
        from linli.domains.registry import access, menu, tasks  # noqa: PLC0415 - models must be loaded first
        from linli.domains.registry.models import sealed  # noqa: PLC0415

        access.declare()
        menu.declare()
        tasks.listen()
        sealed.declare()
