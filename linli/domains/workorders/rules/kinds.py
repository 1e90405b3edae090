"""What a report is about. First cut of the 9 / 74 taxonomy, which has an issue of its own."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """The thing that is wrong, in words a neighbour would use."""

    LAMP = "lamp"
    ROAD = "road"
    WATER = "water"  # standing water, blocked drains
    RUBBISH = "rubbish"
    GREENERY = "greenery"
    BUILDING = "building"  # leaks, doors, stairs
    LIFT = "lift"
    FIRE = "fire"  # blocked escape ways, charging in corridors
    FACADE = "facade"  # what may fall
    PARKING = "parking"
    NOISE = "noise"
    ADVICE = "advice"
    OTHER = "other"


class Source(StrEnum):
    """How the matter came to us (GB/T 30428: passive, active, automatic)."""

    RESIDENT = "resident"  # reported by the resident
    DESK = "desk"  # written down by staff, for somebody who came or telephoned
    PATROL = "patrol"  # seen by staff


class Satisfaction(StrEnum):
    """What the reporter thinks of the answer."""

    SATISFIED = "satisfied"
    FAIRLY = "fairly"
    NOT = "not"


REOPEN_DAYS: Final = 10  # calendar days after the answer; then it closes by itself
LONGEST_WORDS: Final = 1000
LONGEST_PLACE: Final = 120
MOST_PHOTOS: Final = 4
