"""What people mostly say of a kind of problem: one touch instead of typing. They may change every word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.queries.words import Words
from linli.domains.workorders.rules.kinds import Kind

PHRASES: Final[Mapping[Kind, Sequence[Words]]] = {
    Kind.LAMP: (_("The lamp does not light."), _("The lamp flickers."), _("The lamp is broken off.")),
    Kind.ROAD: (_("There is a hole in the ground."), _("A slab is loose."), _("A manhole cover is missing.")),
    Kind.WATER: (_("Water stands here."), _("The drain is blocked."), _("Sewage comes up.")),
    Kind.RUBBISH: (_("Rubbish lies here."), _("The bins are full."), _("Large things were left here.")),
    Kind.GREENERY: (_("A branch is broken."), _("Branches cover the window or the lamp."), _("A tree leans over.")),
    Kind.BUILDING: (_("Water leaks in."), _("The entrance door does not close."), _("The handrail is loose.")),
    Kind.LIFT: (_("The lift stands still."), _("The lift jerks or makes a noise."), _("The button does not work.")),
    Kind.FIRE: (
        _("Things block the stairs."),
        _("A battery is charged on the stairs."),
        _("The fire extinguisher is missing."),
    ),
    Kind.FACADE: (_("Plaster comes off the wall."), _("A window or a shelf may fall."), _("Something hangs loose.")),
    Kind.PARKING: (_("A car blocks the way."), _("A car stands on the fire lane."), _("Bicycles block the entrance.")),
    Kind.NOISE: (_("It is loud at night."), _("Building work at forbidden hours."), _("A machine is loud all day.")),
}


def phrases_of(kind: str) -> list[str]:
    """Give the usual sentences of a kind; none for advice and for something else."""
    return [str(phrase) for phrase in PHRASES.get(Kind(kind), ())] if kind in set(Kind) else []
