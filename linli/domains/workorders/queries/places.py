"""The places an office can name: its committees and what lies below them."""

from __future__ import annotations

from linli.foundation.scope import Actor
from linli.foundation.territory import public as territory
from linli.toolbox.areacodes import committee_of
from linli.toolbox.levels import Level


def places_within(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give each committee of the actor's area with its estates and building groups, in two queries."""
    committees = list(territory.committees_in(actor.scope))
    below: dict[int, list[tuple[str, str]]] = {}
    areas = territory.Area.objects.covered_by(actor.scope).current().filter(level=Level.UNIT).order_by("code")
    names: dict[int, str] = {}
    for unit in areas:
        names[unit.code] = unit.name
        around = names.get(unit.parent_id or 0, "")
        below.setdefault(committee_of(unit.code), []).append((str(unit.code), named_within(around, unit.name)))
    return [(area.name, [(str(area.code), area.name), *below.get(area.code, [])]) for area in committees]


def named_within(around: str, name: str) -> str:
    """Name a part of something; a name that begins with the whole's says it already."""
    return name if not around or name.startswith(around) else f"{around} {name}"
