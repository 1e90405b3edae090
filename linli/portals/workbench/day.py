"""The day of a committee: what must be done, each with its reason, its list, and until when.

Every source gives its own matters; the page only puts them in order. A module that brings matters gets a function
here and a line in ``SOURCES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from math import inf
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.domains.registry import public as registry
from linli.domains.workorders import public as workorders
from linli.foundation.notices import public as notices
from linli.foundation.scope import Actor


class Urgency(IntEnum):
    """How pressing a matter is; the order of the list."""

    LATE = 1
    TODAY = 2
    FIND_OUT = 3


BADGES: Final = {Urgency.LATE: "late", Urgency.TODAY: "soon", Urgency.FIND_OUT: "info"}


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that somebody should do, with the reason beside it."""

    title: str
    reason: str
    url: str
    urgency: Urgency
    due: datetime | None = None

    @property
    def badge(self) -> str:
        return BADGES[self.urgency]


@dataclass(frozen=True, slots=True)
class Known:
    """What the page has asked for already, so that no source asks twice."""

    actor: Actor
    numbers: registry.Numbers
    batches: list[registry.BatchRow]
    orders: workorders.Day | None = None  # nothing for whom orders are not shown


def matters_of(known: Known) -> list[Matter]:
    """Give everything that waits, the late first, then what is due today, then what is to be found out."""
    found = [matter for source in SOURCES for matter in source(known)]
    return sorted(found, key=lambda matter: (matter.urgency, matter.due.timestamp() if matter.due else inf))


def _orders(known: Known) -> Iterable[Matter]:
    if known.orders is not None:
        yield from (_order(row, Urgency.LATE) for row in known.orders.late)
        yield from (_order(row, Urgency.TODAY) for row in known.orders.today)


def _order(row: workorders.OrderRow, urgency: Urgency) -> Matter:
    reason = " · ".join(word for word in (row.state_name, row.place, row.number) if word)
    return Matter(row.title or row.kind_name, reason, reverse("workorders:order", args=[row.id]), urgency, row.due_at)


def _failed_imports(known: Known) -> Iterable[Matter]:
    for batch in known.batches:
        if batch.has_failed:
            yield Matter(
                _("The import of “%(file)s” did not succeed") % {"file": batch.filename},
                _("Nothing of it is in the ledger. Open it to see why, and try again."),
                reverse("registry:import", args=[batch.id]),
                Urgency.LATE,
            )


def _checked_imports(known: Known) -> Iterable[Matter]:
    for batch in known.batches:
        if batch.waits:
            yield Matter(
                _("The import of “%(file)s” waits for you") % {"file": batch.filename},
                _("It is checked. Look at what would be entered, and load it or leave it."),
                reverse("registry:import", args=[batch.id]),
                Urgency.TODAY,
            )


def _messages(known: Known) -> Iterable[Matter]:
    count = notices.unread_count(known.actor)
    if count:
        sentence = ngettext("%(count)d unread message", "%(count)d unread messages", count) % {"count": count}
        yield Matter(sentence, _("What Linli and others have to tell you."), reverse("notices:inbox"), Urgency.TODAY)


def _left_behind(known: Known) -> Iterable[Matter]:
    count = registry.rows_waiting(known.actor)
    if count:
        sentence = ngettext(
            "%(count)d entry waits after a change of committees",
            "%(count)d entries wait after a change of committees",
            count,
        )
        reason = _("They stand under the code of a committee that is no more.")
        yield Matter(sentence % {"count": count}, reason, reverse("registry:rehoming"), Urgency.TODAY)


def _gaps(known: Known) -> Iterable[Matter]:
    numbers = known.numbers
    found = [
        (
            numbers.without_home,
            ngettext("%(count)d person without a home", "%(count)d people without a home", numbers.without_home),
            _("They are not found by address and belong to no house."),
            "home",
        ),
        (
            numbers.without_birth_date,
            ngettext(
                "%(count)d person without a date of birth",
                "%(count)d people without a date of birth",
                numbers.without_birth_date,
            ),
            _("Nobody can tell what they are entitled to by age."),
            "birth_date",
        ),
        (
            numbers.without_telephone,
            ngettext(
                "%(count)d person without a telephone",
                "%(count)d people without a telephone",
                numbers.without_telephone,
            ),
            _("They are not reached in an emergency. Ask at the next visit."),
            "telephone",
        ),
    ]
    for count, sentence, reason, gap in found:
        if count:
            url = f"{reverse('registry:people')}?{urlencode({'gap': gap})}"
            yield Matter(sentence % {"count": count}, reason, url, Urgency.FIND_OUT)


SOURCES: Final[tuple[Callable[[Known], Iterable[Matter]], ...]] = (
    _orders,
    _failed_imports,
    _checked_imports,
    _messages,
    _left_behind,
    _gaps,
)
