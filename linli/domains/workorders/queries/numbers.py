"""How much runs, how much is late, and who holds it; counted on running orders only, which are few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.db.models import Case, Count, F, Q, When
from django.utils import timezone

from linli.domains.workorders.models import Order
from linli.domains.workorders.queries.rows import OrderRow, rows_of
from linli.domains.workorders.queries.units import known_units
from linli.domains.workorders.queries.words import OFFICES
from linli.domains.workorders.rules.states import WAITING, Office, State
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.models import ScopedQuerySet
from linli.foundation.scope.roles import COMMITTEE_STAFF

_WAITING: Final = Q(state__in=WAITING)
_LEVEL_WIDTHS: Final = (10**4, 10**7, 10**10, 10**12, 10**14)


@dataclass(frozen=True, slots=True)
class OrderNumbers:
    """The running orders of an area."""

    open: int = 0
    late: int = 0
    waiting: int = 0  # for a decision of the committee or the street

    def __add__(self, other: OrderNumbers) -> OrderNumbers:
        return OrderNumbers(self.open + other.open, self.late + other.late, self.waiting + other.waiting)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds running orders of an area, and how many."""

    office: Office
    unit_id: int | None
    name: str
    open: int
    late: int


def numbers_within(actor: Actor, area: Scope | None = None) -> OrderNumbers:
    """Count the running orders of an area inside the actor's scope."""
    return numbers_of_areas(actor, [area or actor.scope])[0]


def numbers_of_areas(actor: Actor, areas: Sequence[Scope]) -> list[OrderNumbers]:
    """Count the running orders of each area, in one query however many areas there are."""
    if not areas:
        return []
    around = Scope(min(area.lo for area in areas), max(area.hi for area in areas))
    width = max((one for one in _LEVEL_WIDTHS if all(area.lo % one == 0 == area.hi % one for area in areas)), default=1)
    found = (
        _running(actor)
        .filter(around.as_q("area_code"))
        .annotate(part=F("area_code") / width)
        .values("part")
        .annotate(open=Count("pk"), late=Count("pk", filter=_late()), waiting=Count("pk", filter=_WAITING))
    )
    parts = [(one["part"] * width, OrderNumbers(one["open"], one["late"], one["waiting"])) for one in found]
    return [sum((numbers for code, numbers in parts if area.covers(code)), OrderNumbers()) for area in areas]


def holders_within(actor: Actor, area: Scope) -> list[Holder]:
    """Tell who holds the running orders of an area, the latest first."""
    held = _running(actor).filter(area.as_q("area_code"))
    # an order that came back from a unit still names it: only what the unit holds counts as the unit's
    unit = Case(When(holder=Office.UNIT, then=F("holder_unit_id")), default=None)
    found = list(
        held.annotate(unit=unit).values("holder", "unit").annotate(open=Count("pk"), late=Count("pk", filter=_late()))
    )
    units = known_units().in_bulk([one["unit"] for one in found if one["unit"]])
    holders = [
        Holder(
            Office(one["holder"]),
            one["unit"],
            units[one["unit"]].name if one["unit"] else str(OFFICES[Office(one["holder"])]),
            one["open"],
            one["late"],
        )
        for one in found
    ]
    return sorted(holders, key=lambda holder: (-holder.late, -holder.open, holder.name))


def most_urgent(actor: Actor, area: Scope, limit: int = 10) -> list[OrderRow]:
    """Give the running orders of an area that have been due longest, or are due next."""
    running = _running(actor).filter(area.as_q("area_code")).select_related("holder_unit")
    return rows_of(running.order_by("due_at", "id")[:limit])


@dataclass(frozen=True, slots=True)
class Day:
    """What waits for the actor's own office today."""

    late: Sequence[OrderRow]
    today: Sequence[OrderRow]  # due before the day ends, or waiting for a decision
    numbers: OrderNumbers


def day_of(actor: Actor, limit: int = 8) -> Day:
    """Give what the committee or the street must do today, the most urgent first."""
    office = Office.COMMITTEE if actor.role in COMMITTEE_STAFF else Office.STREET
    mine = _running(actor).filter(Q(holder=office) | Q(giver=office, state=State.HANDLED)).select_related("holder_unit")
    now = timezone.now()
    late = rows_of(mine.filter(due_at__lt=now).order_by("due_at", "id")[:limit])
    soon = mine.filter(due_at__gte=now).filter(_WAITING | Q(due_at__lt=_end_of(now)))
    return Day(late, rows_of(soon.order_by("due_at", "id")[:limit]), numbers_within(actor))


def _running(actor: Actor) -> ScopedQuerySet[Order]:
    return Order.objects.within(actor.scope).filter(is_running=True)


def _late() -> Q:
    return Q(due_at__lt=timezone.now())


def _end_of(now: datetime) -> datetime:
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time()))
