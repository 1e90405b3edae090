"""The territory application: areas, their history, and overlays drawn over them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from linli.foundation.scope import grants


class TerritoryConfig(AppConfig):
    name = "linli.foundation.territory"
    label = "territory"
    verbose_name = _("Territory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from linli.foundation.territory import access, menu  # noqa: PLC0415 - needs the apps to be loaded

        grants.declare(access.Permission, access.GRANTS)
        menu.declare()
