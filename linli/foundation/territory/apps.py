"""The territory application: areas, their history, and overlays drawn over them."""

from django.apps import AppConfig

from linli.foundation.scope import grants


class TerritoryConfig(AppConfig):
    name = "linli.foundation.territory"
    label = "territory"

    def ready(self) -> None:
        from linli.foundation.territory import access, menu  # noqa: PLC0415 - needs the apps to be loaded

        grants.declare(access.Permission, access.GRANTS)
        menu.declare()
