"""The places a bulletin can be for: the part of the territory below an office, as a tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.domains.engagement.rules.ranges import Range, union
from linli.foundation.scope import Actor, Scope
from linli.foundation.territory import public as territory
from linli.toolbox.levels import Level


@dataclass(frozen=True, slots=True)
class Place:
    """An area that can be ticked, and those below it."""

    code: int
    hi: int
    name: str
    below: Sequence[Place] = ()
    kind: str = ""

    def flat(self) -> list[Place]:
        """Give this place and everything below it."""
        return [self, *(inner for place in self.below for inner in place.flat())]


def places_of(actor: Actor, office_code: int) -> Place | None:
    """Give the tree of an office: a committee's estates and building groups, a street's committees.

    None where the office lies outside of the actor's scope or is no more.
    """
    office = territory.Area.objects.current().filter(pk=office_code).first()
    if office is None or not actor.scope.contains(office.scope):
        return None
    if office.level == Level.COMMITTEE:
        units = list(territory.units_of(office))
        below = [_place(unit, units) for unit in units if unit.parent_id == office.pk]
    else:
        below = [_place(committee, []) for committee in territory.committees_in(office.scope)]
    return Place(office.pk, office.hi, office.name, below, office.kind)


def _place(area: territory.Area, units: Sequence[territory.Area]) -> Place:
    inside = [_place(unit, []) for unit in units if unit.parent_id == area.pk]
    return Place(area.pk, area.hi, area.name, inside, area.kind)


def places_named(codes: Iterable[int]) -> dict[int, Place]:
    """Give the places of these codes by today's names, in one query."""
    areas = territory.Area.objects.filter(pk__in=set(codes))
    return {area.pk: Place(area.pk, area.hi, area.name, (), area.kind) for area in areas}


def where_words(places: Sequence[Place]) -> str:
    """Say for where a bulletin is: names while they are few, else how many."""
    if not places:
        return _("nowhere yet")
    if len(places) == 1:
        return places[0].name
    count = len(places)
    if all(place.kind == territory.AreaKind.BUILDING_GROUP for place in places):
        return ngettext("%(count)d building", "%(count)d buildings", count) % {"count": count}
    return ngettext("%(count)d place", "%(count)d places", count) % {"count": count}


def scopes_of(ranges: Iterable[Range]) -> list[Scope]:
    """Give what several ranges cover together."""
    return [Scope(lo, hi) for lo, hi in union(ranges)]


def areas_below(actor: Actor, code: int | None) -> Place | None:
    """Give an area inside the actor's scope for narrowing a list; None for any other."""
    if code is None:
        return None
    place = places_named([code]).get(code)
    return place if place is not None and actor.scope.contains(Scope(place.code, place.hi)) else None
