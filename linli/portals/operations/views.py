"""What runs and what is late in the areas one level below; each number opens the list behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from linli.domains.registry import public as registry
from linli.domains.workorders import public as workorders
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen
from linli.foundation.scope import Actor
from linli.foundation.territory import public as territory
from linli.toolbox.errors import NotFound
from linli.toolbox.levels import Level
from linli.ui.figures import Area as Tile

_MOST_HOLDERS: Final = 8


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area and its numbers."""

    code: int
    name: str
    has_areas_below: bool
    committees: int
    numbers: registry.Numbers
    orders: workorders.OrderNumbers

    @property
    def is_whole(self) -> bool:
        """Say whether every committee below has been counted."""
        return self.numbers.committees >= self.committees

    @property
    def url(self) -> str:
        """Give the way one level down; below a committee that is its queue."""
        return reverse("operations:area", args=[self.code]) if self.has_areas_below else queue_url(area=self.code)


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Somebody who holds running orders, and the lists of them."""

    name: str
    open: int
    late: int
    open_url: str
    late_url: str


@dataclass(frozen=True, slots=True)
class OrdersPart:
    """What the page says of work orders, to those who may count them."""

    numbers: workorders.OrderNumbers
    holders: list[HolderRow]
    at_street: HolderRow | None  # what waits for the street's own word; above a committee only
    urgent: list[workorders.OrderRow]
    tiles: list[Tile]
    as_of: datetime


@screen(registry.Permission.COUNT)
def home(request: Request) -> HttpResponse:
    """Show the actor's own area."""
    return _show(request, territory.area(request.actor.area_code))


@screen(registry.Permission.COUNT)
def area(request: Request, code: int) -> HttpResponse:
    """Show an area further down."""
    if not request.actor.scope.covers(code):
        raise NotFound(_("There is nothing at this address, or it lies outside your area."), code="operations.area")
    return _show(request, territory.area(code))


def _show(request: Request, here: territory.Area) -> HttpResponse:
    actor = request.actor
    below = list(territory.children(here).filter(valid_to=None)) if here.level < Level.COMMITTEE else []
    counts_orders = actor.may(workorders.Permission.COUNT)
    own, *parts = _order_numbers(actor, [here, *below]) if counts_orders else _no_orders(1 + len(below))
    rows = _rows(actor, below, parts)
    return page(
        request,
        "operations/home.html",
        here=here,
        above=[step for step in territory.path(here.code) if _is_inside(actor, step) and step.code != here.code],
        rows=rows,
        rows_running=[row for row in rows if row.orders.open] if counts_orders else rows,
        rows_quiet=[row for row in rows if not row.orders.open] if counts_orders else [],
        is_street=here.level == Level.STREET and actor.level == Level.STREET,
        numbers=registry.tallies_within(actor, here.scope),
        orders=_orders_part(actor, here, own, rows) if counts_orders else None,
        can_list=actor.may(registry.Permission.LIST_PEOPLE),
        level_below=_level_below(here),
    )


def _order_numbers(actor: Actor, areas: list[territory.Area]) -> list[workorders.OrderNumbers]:
    """Count an area and those below it in one query."""
    return workorders.numbers_of_areas(actor, [area.scope for area in areas])


def _no_orders(many: int) -> list[workorders.OrderNumbers]:
    return [workorders.OrderNumbers()] * many


def _rows(actor: Actor, below: list[territory.Area], orders: list[workorders.OrderNumbers]) -> list[AreaRow]:
    counted = registry.numbers_of_areas(actor, [area.scope for area in below])
    return [
        AreaRow(
            code=area.code,
            name=area.short_name or area.name,
            has_areas_below=area.level < Level.COMMITTEE,
            committees=1 if area.level == Level.COMMITTEE else int(getattr(area, "committees_below", 0)),
            numbers=numbers,
            orders=running,
        )
        for area, numbers, running in zip(below, counted, orders, strict=True)
    ]


def _orders_part(
    actor: Actor, here: territory.Area, numbers: workorders.OrderNumbers, rows: list[AreaRow]
) -> OrdersPart:
    holders = workorders.holders_within(actor, here.scope)
    return OrdersPart(
        numbers=numbers,
        holders=[_holder(holder, here.code) for holder in holders[:_MOST_HOLDERS]],
        at_street=None if here.level >= Level.COMMITTEE else _at_street(holders, here.code),
        urgent=workorders.most_urgent(actor, here.scope),
        tiles=[Tile(row.name, row.orders.late, row.url) for row in rows],
        as_of=timezone.now(),
    )


def _holder(holder: workorders.Holder, code: int) -> HolderRow:
    held: dict[str, str | int] = {"area": code, "office": holder.office.value}
    if holder.unit_id is not None:
        held["unit"] = holder.unit_id
    return HolderRow(holder.name, holder.open, holder.late, queue_url(**held), queue_url(**held, late=1))


def _at_street(holders: list[workorders.Holder], code: int) -> HolderRow:
    """Give what the street itself must decide, dispatch or check; none of it is as good a number as any."""
    at_street = workorders.Office.STREET
    nothing = workorders.Holder(at_street, None, "", 0, 0)
    return _holder(next((holder for holder in holders if holder.office is at_street), nothing), code)


def queue_url(**query: str | int) -> str:
    """Give the address of the queue, narrowed."""
    return f"{reverse('workorders:orders')}?{urlencode({'whose': 'all', **query})}"


def _is_inside(actor: Actor, step: territory.Area) -> bool:
    return actor.scope.contains(step.scope)


def _level_below(here: territory.Area) -> str:
    words = {Level.CITY: _("District"), Level.DISTRICT: _("Street or town"), Level.STREET: _("Committee")}
    return words.get(Level(here.level), "")
