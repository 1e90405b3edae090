"""What the first page of a resident shows, gathered from the modules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.domains.engagement import public as engagement
from linli.domains.workorders import public as workorders
from linli.foundation.notices import public as notices
from linli.foundation.scope import Actor
from linli.foundation.territory import public as territory
from linli.portals.resident.cards import Card, card
from linli.portals.resident.places import address
from linli.toolbox.areacodes import committee_of
from linli.toolbox.levels import Level

FEW: Final = 3


@dataclass(frozen=True, slots=True)
class MyMatter:
    """One of my open matters: what it is, how it stands, who holds it."""

    title: str
    state: str
    badge: str
    holder: str
    url: str


def home_of(actor: Actor) -> dict[str, Any]:
    """Give the community's name, what is new, what I wait for, and the entries."""
    is_here = actor.level >= Level.COMMITTEE
    bulletins, matters = bulletins_of(actor), matters_of(actor)
    found = entries(actor, bulletins)
    return {
        "community": territory.area(committee_of(actor.area_code)).name if is_here else actor.area_name,
        "bulletins": bulletins,
        "board_url": address("engagement:board"),
        "matters": matters,
        "matters_url": address("workorders:matters"),
        "cards": found,
        # the lists say already what these two entries would say
        "first": [one for one in found if one.kind],
        "rest": [
            one
            for one in found
            if not one.kind
            and not (bulletins and one.url == address("engagement:board"))
            and not (matters and one.url == address("workorders:matters"))
        ],
    }


def bulletins_of(actor: Actor) -> Sequence[engagement.BulletinRow]:
    """Give the first bulletins of the board, the important and unread first."""
    if not actor.may(engagement.Permission.READ) or not address("engagement:board"):
        return []
    return engagement.bulletins_for(actor, FEW)


def matters_of(actor: Actor) -> list[MyMatter]:
    """Give the newest of my matters that run or wait for my word."""
    if not actor.may(workorders.Permission.REPORT) or not address("workorders:matters"):
        return []
    return [
        MyMatter(row.title, row.state_name, row.badge, row.holder, _matter_url(row.id))
        for row in workorders.open_matters(actor, FEW)
    ]


def entries(actor: Actor, bulletins: Sequence[engagement.BulletinRow]) -> list[Card]:
    """Give the large entries; in elder mode the telephone and reading aloud make them six at most."""
    found: list[Card] = []
    if actor.may(workorders.Permission.REPORT):
        found += card(
            _("Report a problem"), _("Say what is wrong and where, in a minute."), "workorders:report", "megaphone",
            kind="primary",
        )  # fmt: skip
        found += card(
            _("My matters"), _matters_in_short(workorders.my_counts(actor)), "workorders:matters", "list-checks"
        )
    if actor.may(engagement.Permission.READ):
        unread = engagement.unread_bulletins(actor)
        newest = bulletins[0].title if bulletins else _("Nothing new.")
        found += card(_("Bulletins"), newest, "engagement:board", "newspaper", count=unread)
    else:
        found += card(_("Messages"), "", "notices:inbox", "mail", count=notices.unread_count(actor))
    return found + card(_("My data"), _("What is held about you, and who looked at it."), "resident:me", "id-card")


def _matters_in_short(mine: workorders.MyCounts) -> str:
    said = []
    if mine.running:
        said.append(ngettext("%(count)d runs", "%(count)d run", mine.running) % {"count": mine.running})
    if mine.answered:
        words = ngettext("%(count)d answered: please rate it", "%(count)d answered: please rate them", mine.answered)
        said.append(words % {"count": mine.answered})
    return " · ".join(said) or _("What became of your reports.")


def _matter_url(matter_id: int) -> str:
    try:
        return reverse("workorders:matter", args=[matter_id])
    except NoReverseMatch:
        return address("workorders:matters")
