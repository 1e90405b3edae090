"""Entries of the bulletin board in the navigation."""

from django.utils.translation import gettext_lazy as _

from linli.domains.engagement.access import Permission
from linli.foundation.finding.public import Command, declare_command
from linli.ui.navigation import Entry
from linli.ui.navigation import declare as declare_entry


def declare() -> None:
    """Enter the screens of this module."""
    declare_entry(Entry(_("Bulletins"), "engagement:bulletins", Permission.LIST, order=30, icon="megaphone"))
    declare_entry(Entry(_("Bulletin board"), "engagement:board", Permission.READ, order=30, icon="megaphone"))
    declare_command(
        Command(
            _("Write a bulletin"),
            "engagement:bulletin-new",
            Permission.WRITE,
            words=(_("publish a bulletin, notice, announcement"),),
            icon="pencil",
            order=7,
        )
    )
    declare_command(
        Command(
            _("Scheduled bulletins"),
            "engagement:bulletins",
            Permission.LIST,
            words=(_("bulletins by the clock, schedule"),),
            icon="clock",
            query="state=scheduled",
            order=8,
        )
    )
