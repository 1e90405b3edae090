"""What the first page of a resident shows, gathered from the modules."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from linli.foundation.notices import public as notices
from linli.foundation.scope import Actor
from linli.foundation.territory import public as territory
from linli.portals.resident.cards import Card, card
from linli.toolbox.areacodes import committee_of
from linli.toolbox.levels import Level


def home_of(actor: Actor) -> dict[str, Any]:
    """Give the community's name, what is new, and the entries."""
    is_here = actor.level >= Level.COMMITTEE
    return {
        "community": territory.area(committee_of(actor.area_code)).name if is_here else actor.area_name,
        "cards": entries(actor),
    }


def entries(actor: Actor) -> list[Card]:
    """Give at most four entries; the telephone and reading aloud make six."""
    unread = notices.unread_count(actor)
    news = _("%(count)d unread") % {"count": unread} if unread else _("Nothing new.")
    return [
        *card(
            _("Report a problem"), _("Say what is wrong and where, in a minute."), "workorders:report", "megaphone",
            kind="primary",
        ),
        *card(_("My matters"), _("What became of your reports."), "workorders:matters", "list-checks"),
        *card(_("Messages"), news, "notices:inbox", "mail", count=unread),
        *card(_("My data"), _("What is held about you, and who looked at it."), "resident:me", "id-card"),
    ]  # fmt: skip
