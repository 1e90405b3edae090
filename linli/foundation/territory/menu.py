"""The territory's place in the navigation."""

from django.utils.translation import gettext_lazy as _

from linli.ui.navigation import SIGNED_IN, Entry
from linli.ui.navigation import declare as declare_entry


def declare() -> None:
    """Enter the territory."""
    declare_entry(Entry(_("Territory"), "territory:home", SIGNED_IN, order=60, icon="map"))
