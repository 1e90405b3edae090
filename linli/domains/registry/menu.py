"""Entries of the registry in the navigation."""

from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.ui.navigation import Entry
from linli.ui.navigation import declare as declare_entry


def declare() -> None:
    """Enter the registry's screens."""
    declare_entry(Entry(_("People"), "registry:people", Permission.LIST_PEOPLE, order=20, icon="users"))
    declare_entry(Entry(_("Homes"), "registry:homes", Permission.VIEW_HOMES, order=21, icon="map-pin-house"))
    declare_entry(
        Entry(_("Organisations"), "registry:organisations", Permission.VIEW_ORGANISATIONS, order=22, icon="building-2")
    )
    declare_entry(Entry(_("Imports"), "registry:imports", Permission.IMPORT, order=23, icon="file-up"))
