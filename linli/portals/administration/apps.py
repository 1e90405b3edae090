"""The administration portal: what the separated administrators see of the whole."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from linli.foundation.scope import grants
from linli.ui.navigation import Entry, declare


class AdministrationConfig(AppConfig):
    name = "linli.portals.administration"
    label = "administration"

    def ready(self) -> None:
        from linli.portals.administration import access  # noqa: PLC0415 - models must be loaded first

        grants.declare(access.Permission, access.GRANTS)
        declare(Entry(_("Audit"), "administration:audit", access.Permission.AUDIT_VIEW, order=88, icon="scroll-text"))
        declare(
            Entry(
                _("Verification"),
                "administration:verification",
                access.Permission.AUDIT_VERIFY,
                order=89,
                icon="shield-check",
            )
        )
