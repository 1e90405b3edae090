"""The queue of an area or of a unit: what is to be done, the most urgent first; never counted, never offset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Self

from django.db.models import Q
from django.utils import timezone

from linli.domains.workorders.models import Order
from linli.domains.workorders.queries.members import own_units
from linli.domains.workorders.queries.rows import OrderRow, rows_of
from linli.domains.workorders.rules.kinds import Kind
from linli.domains.workorders.rules.numbers import Quoted
from linli.domains.workorders.rules.states import WAITING, Office, State
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.models import ScopedQuerySet

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO: Final = timedelta(microseconds=1)
SIZES: Final = (25, 50, 100)
DEFAULT_SIZE: Final = 50
RUNNING, ENDED, ANSWERED = "running", "ended", "answered"
SHOWN: Final = (RUNNING, ANSWERED, ENDED)
GIVEN_BACK: Final = "given_back"  # by a unit: it shows what it no longer holds, however it went on


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """Which orders are wanted. Every part narrows."""

    shown: str = RUNNING
    desk: Office | None = None  # waits for this office; of what no longer runs: this office answered
    is_late: bool = False
    is_waiting: bool = False  # for a decision of the committee or the street
    state: State | None = None
    kind: Kind | None = None
    office: Office | None = None
    unit_id: int | None = None
    area: Scope | None = None
    number: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between two rows: the queue runs by (due_at, id), what is over by -id."""

    due_at: datetime
    id: int
    backwards: bool = False

    def __str__(self) -> str:
        return f"{'b' if self.backwards else 'a'}{(self.due_at - _EPOCH) // _MICRO}-{self.id}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read a mark from an address; one that somebody mangled starts the list anew."""
        moment, _, key = text[1:].partition("-")
        if text[:1] not in {"a", "b"} or not (_is_number(moment) and _is_number(key)):
            return None
        try:
            return cls(_EPOCH + int(moment) * _MICRO, int(key), text[0] == "b")
        except OverflowError:
            return None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue and the ways to its neighbours."""

    rows: Sequence[OrderRow]
    size: int
    previous: Mark | None = None
    next: Mark | None = None


def queue(actor: Actor, wanted: OrderFilter, *, mark: Mark | None = None, size: int = DEFAULT_SIZE) -> QueuePage:
    """Give a page of the area's orders."""
    return _page(_narrow(Order.objects.within(actor.scope), wanted), wanted, mark, size)


def tasks(actor: Actor, wanted: OrderFilter, *, mark: Mark | None = None, size: int = DEFAULT_SIZE) -> QueuePage:
    """Give a page of what was given to the actor's own units."""
    mine = Order.objects.everywhere(because="the units one works for").filter(holder_unit_id__in=own_units(actor))
    mine = mine.filter(holder=Office.UNIT) if wanted.shown == RUNNING else mine.exclude(holder=Office.UNIT)
    return _page(_narrow(mine, wanted), wanted, mark, size)


def with_number(orders: ScopedQuerySet[Order], quoted: Quoted) -> ScopedQuerySet[Order]:
    """Find the order of a number; a day that was typed with it must be its own."""
    found = orders.filter(pk=quoted.id)
    return found if quoted.on is None else found.filter(number_on=quoted.on)


def _narrow(orders: ScopedQuerySet[Order], wanted: OrderFilter) -> ScopedQuerySet[Order]:
    if wanted.number is not None:
        return with_number(orders, wanted.number)
    if wanted.area is not None:
        orders = orders.filter(wanted.area.as_q("area_code"))
    match wanted.shown:
        case "running":
            orders = orders.filter(is_running=True)
        case "answered":
            orders = orders.filter(state=State.ANSWERED)
        case "ended":
            orders = orders.filter(closed_at__isnull=False)
    if wanted.is_late:
        orders = orders.filter(is_running=True, due_at__lt=timezone.now())
    if wanted.is_waiting:
        orders = orders.filter(is_running=True, state__in=WAITING)
    equal = {
        ("holder" if wanted.shown == RUNNING else "giver"): wanted.desk,
        "state": wanted.state,
        "kind": wanted.kind,
        "holder_unit_id": wanted.unit_id,
    }
    orders = orders.filter(**{column: value for column, value in equal.items() if value is not None})
    return orders if wanted.office is None else orders.filter(holder=wanted.office)


def _page(orders: ScopedQuerySet[Order], wanted: OrderFilter, mark: Mark | None, size: int) -> QueuePage:
    backwards = mark is not None and mark.backwards
    by_due = wanted.shown == RUNNING
    if mark is not None:
        orders = orders.filter(_beyond(mark, by_due=by_due))
    order = ["due_at", "id"] if by_due else ["-id"]
    if backwards:
        order = [name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in order]
    found = list(orders.select_related("holder_unit").order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return QueuePage([], size)
    first, last = found[0], found[-1]
    return QueuePage(
        rows_of(found),
        size,
        previous=Mark(first.due_at, first.pk, backwards=True) if (more if backwards else mark is not None) else None,
        next=Mark(last.due_at, last.pk) if (backwards or more) else None,
    )


def _beyond(mark: Mark, *, by_due: bool) -> Q:
    if not by_due:
        return Q(pk__gt=mark.id) if mark.backwards else Q(pk__lt=mark.id)
    if mark.backwards:
        return Q(due_at__lte=mark.due_at) & (Q(due_at__lt=mark.due_at) | Q(pk__lt=mark.id))
    return Q(due_at__gte=mark.due_at) & (Q(due_at__gt=mark.due_at) | Q(pk__gt=mark.id))


_LONGEST_NUMBER: Final = 17


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
