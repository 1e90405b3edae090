"""Entries of the bulletin board in the navigation."""

from django.utils.translation import gettext_lazy as _

from linli.domains.engagement.access import Permission
from linli.ui.navigation import Entry
from linli.ui.navigation import declare as declare_entry


def declare() -> None:
    """Enter the screens of this module."""
    declare_entry(Entry(_("Bulletins"), "engagement:bulletins", Permission.LIST, order=30, icon="megaphone"))
    declare_entry(Entry(_("Bulletin board"), "engagement:board", Permission.READ, order=30, icon="megaphone"))
