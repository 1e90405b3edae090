"""Whom an order can be given to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from linli.domains.workorders.models import HandlingUnit, Order, UnitMember
from linli.domains.workorders.queries.words import NO_SUCH_ORDER
from linli.domains.workorders.rules.states import Office
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import NotFound


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """Somebody an order can be given to."""

    id: int
    name: str
    kind_name: str
    telephone: str
    members: Sequence[tuple[int, str]]  # post, name
    running: int  # of the actor's area


def units_for(actor: Actor, order_id: int) -> list[UnitChoice]:
    """Give the units that work where an order lies, with how much each holds already."""
    place = Order.objects.within(actor.scope).filter(pk=order_id).values_list("area_code", flat=True).first()
    if place is None:
        raise NotFound(NO_SUCH_ORDER, code="workorders.order")
    units = list(
        HandlingUnit.objects.everywhere(because="units are known to all; the range is asked for")
        .filter(is_active=True, area_code__lte=place, hi__gt=place)
        .order_by("kind", "name")
    )
    held = Order.objects.within(actor.scope).filter(is_running=True, holder=Office.UNIT, holder_unit__in=units)
    running = dict(held.values_list("holder_unit_id").annotate(n=Count("pk")))
    members = _members(units)
    return [
        UnitChoice(
            unit.pk,
            unit.name,
            unit.get_kind_display(),
            unit.telephone,
            members.get(unit.pk, []),
            running.get(unit.pk, 0),
        )
        for unit in units
    ]


def _members(units: Sequence[HandlingUnit]) -> dict[int, list[tuple[int, str]]]:
    # a unit of the district lies outside a street's wall; whom work can be given to is no secret of the district
    found: dict[int, list[tuple[int, str]]] = {}
    if units:
        around = Scope(min(unit.area_code for unit in units), max(unit.hi for unit in units))
        with wall(around):
            for member in UnitMember.objects.within(around).filter(unit__in=units).order_by("name"):
                found.setdefault(member.unit_id, []).append((member.post_id, member.name))
    return found
