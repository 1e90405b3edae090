"""The work orders application."""

from django.apps import AppConfig


class WorkordersConfig(AppConfig):
    name = "linli.domains.workorders"
    label = "workorders"

    def ready(self) -> None:
        from linli.domains.workorders import access, checks, menu, tasks  # noqa: PLC0415 - models must be loaded first
        from linli.domains.workorders.models import sealed  # noqa: PLC0415

        access.declare()
        menu.declare()
        tasks.listen()
        sealed.declare()
        assert checks  # registers itself
