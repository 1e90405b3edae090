"""Whom an order can be given to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.models import HandlingUnit, Order, UnitMember
from linli.domains.workorders.queries.members import working_today
from linli.domains.workorders.queries.words import NO_SUCH_ORDER
from linli.domains.workorders.rules.states import Office
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.scope.models import ScopedQuerySet
from linli.toolbox.areacodes import street_of, width
from linli.toolbox.errors import NotFound
from linli.toolbox.levels import Level

_People = dict[int, list[tuple[int, str]]]  # unit: post, name


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """Somebody an order can be given to."""

    id: int
    name: str
    kind_name: str
    telephone: str
    members: Sequence[tuple[int, str]]  # post, name
    former: Sequence[tuple[int, str]]  # entered, but their post has ended
    running: int  # of the actor's area
    is_own: bool  # of the actor's own area, not of one above


def units_for(actor: Actor, order_id: int) -> list[UnitChoice]:
    """Give the units that work where an order lies, with how much each holds already."""
    place = Order.objects.within(actor.scope).filter(pk=order_id).values_list("area_code", flat=True).first()
    if place is None:
        raise NotFound(NO_SUCH_ORDER, code="workorders.order")
    units = list(known_units().filter(is_active=True, area_code__lte=place, hi__gt=place).order_by("kind", "name"))
    return _choices(actor, units)


def _choices(actor: Actor, units: Sequence[HandlingUnit]) -> list[UnitChoice]:
    held = Order.objects.within(actor.scope).filter(is_running=True, holder=Office.UNIT, holder_unit__in=units)
    running = dict(held.values_list("holder_unit_id").annotate(n=Count("pk")))
    members, former = _members(units)
    return [
        UnitChoice(
            unit.pk,
            unit.name,
            unit.get_kind_display(),
            unit.telephone,
            members.get(unit.pk, []),
            former.get(unit.pk, []),
            running.get(unit.pk, 0),
            is_own=actor.scope.covers(unit.area_code) and unit.hi <= actor.scope.hi,
        )
        for unit in units
    ]


def _members(units: Sequence[HandlingUnit]) -> tuple[_People, _People]:
    """Give those who work for the units today, and those whose post has ended since."""
    # a unit of the district lies outside a street's wall; whom work can be given to is no secret of the district
    today: _People = {}
    before: _People = {}
    if units:
        around = Scope(min(unit.area_code for unit in units), max(unit.hi for unit in units))
        with wall(around):
            known = list(UnitMember.objects.within(around).filter(unit__in=units).order_by("name"))
        working = {member.pk for member in working_today(known)}
        for member in known:
            people = today if member.pk in working else before
            people.setdefault(member.unit_id, []).append((member.post_id, member.name))
    return today, before


def unit_name(unit_id: int) -> str:
    """Name a unit; empty when there is none."""
    units = known_units().filter(pk=unit_id)
    return units.values_list("name", flat=True).first() or ""


def likely_unit(actor: Actor, order_id: int) -> UnitChoice | None:
    """Give the unit that was last given a matter of the same kind in the same committee or street, when it is free."""
    order = Order.objects.within(actor.scope).filter(pk=order_id).first()
    if order is None:
        return None
    choices = {unit.id: unit for unit in units_for(actor, order_id)}
    street = street_of(order.area_code)
    near = Order.objects.within(actor.scope).filter(
        kind=order.kind,
        holder_unit__in=choices,
        area_code__gte=street,
        area_code__lt=street + width(Level.STREET, street),
    )
    known = near.order_by("-pk").values_list("holder_unit_id", flat=True).first()
    return choices.get(known) if known is not None else None


def units_within(actor: Actor) -> list[UnitChoice]:
    """Give the units of the actor's own area and those above that work in it too, the area's own first."""
    scope = actor.scope
    units = list(
        known_units()
        .filter(is_active=True, area_code__lt=scope.hi, hi__gt=scope.lo)
        .order_by("-area_code", "kind", "name")
    )
    return _choices(actor, units)


def unit_card(actor: Actor, unit_id: int) -> UnitChoice:
    """Give one unit of the actor's area; raises NotFound for any other."""
    units = list(HandlingUnit.objects.within(actor.scope).filter(pk=unit_id, is_active=True))
    if not units:
        raise NotFound(_("There is no such unit in your area."), code="workorders.unit")
    return _choices(actor, units)[0]


def known_units() -> ScopedQuerySet[HandlingUnit]:
    """Give the units of everywhere: their names are public, and a street gives work to units of its district."""
    return HandlingUnit.objects.everywhere(because="units are known to all")
