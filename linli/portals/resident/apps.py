"""The resident's portal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from linli.foundation.scope import grants
from linli.portals.resident.access import GRANTS, Permission
from linli.ui import frame
from linli.ui.navigation import Entry, declare


class ResidentConfig(AppConfig):
    name = "linli.portals.resident"
    label = "resident"

    def ready(self) -> None:
        from linli.portals.resident import helpline, news, places  # noqa: PLC0415 - models must be loaded first

        news.listen()
        grants.declare(Permission, GRANTS)
        frame.declare_helpline(helpline.helpline_of)
        frame.declare_places(places.places_of)
        declare(Entry(_("My data"), "resident:me", Permission.OWN, order=30, icon="id-card"))
        declare(Entry(_("Who looked at me"), "resident:looks", Permission.OWN, order=31, icon="eye"))
