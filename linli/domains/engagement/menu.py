"""Entries of engagement in the navigation."""

from django.utils.translation import gettext_lazy as _

from linli.domains.engagement.access import Permission
from linli.ui.navigation import Entry
from linli.ui.navigation import declare as declare_entry


def declare() -> None:
    """Enter the screens of this module."""
    declare_entry(Entry(_("Engagement"), "engagement:overview", Permission.VIEW, order=50))
