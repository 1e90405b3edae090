"""The homes of a committee: roads, lanes, numbers and rooms, laid out estate by estate."""

from dataclasses import dataclass, field
from random import Random
from typing import Final

from linli.demo.census import ASSUMED_VACANT_HOMES
from linli.demo.drafts import PremisesDraft, UnitDraft
from linli.demo.names import estate_name, road_name

_ESTATE_WIDTH: Final = 100
_MOST_ESTATES: Final = 99
_MOST_GROUPS: Final = 99
_WALK_UP: Final = (5, 6, 6, 6, 7)
_TOWER: Final = (11, 14, 18)
_TOWERS_SHARE: Final = 0.25
_BY_BUILDING_SHARE: Final = 0.2  # estates numbered 幢 and 单元 instead of 号
_ENTRANCES: Final = 2


@dataclass(slots=True)
class Homes:
    """What was laid out so far, in the order of the tree."""

    committee: int
    units: list[UnitDraft] = field(default_factory=list)
    premises: list[PremisesDraft] = field(default_factory=list)
    homes: list[tuple[int, int]] = field(default_factory=list)  # (key, area code) of homes somebody lives in
    roads: list[tuple[int, str]] = field(default_factory=list)
    shopfronts: int = 0

    def add(self, parent: int | None, kind: str, label: str, area: int) -> int:
        """Put one node under another."""
        key = len(self.premises) + 1
        self.premises.append(PremisesDraft(key, parent, kind, label, False, area))
        return key

    def open_road(self, name: str) -> None:
        """Make a road the one that is built along; one drawn before is gone back to."""
        known = next((road for road in self.roads if road[1] == name), None)
        if known:
            self.roads.remove(known)
        self.roads.append(known or (self.add(None, "road", name, self.committee), name))

    def shopfront(self) -> tuple[int, str]:
        """Open one more door on a road, for an organisation; gives its key and address."""
        road, name = self.roads[self.shopfronts % len(self.roads)]
        self.shopfronts += 1
        label = f"{self.shopfronts * 2}号"
        return self.add(road, "number", label, self.committee), f"{name}{label}"


def lay_out(rng: Random, committee: int, households: int) -> Homes:
    """Lay out enough homes for a number of households, and a few empty ones."""
    made = Homes(committee)
    left = households
    number = 0
    while left > 0 and number < _MOST_ESTATES:
        number += 1
        if number == 1 or rng.random() < 0.5:  # noqa: PLR2004 - half of the estates open a road of their own
            made.open_road(road_name(rng))
        # the last possible estate takes everybody who is left
        size = left if number == _MOST_ESTATES else min(left, rng.randint(250, 800))
        _estate(rng, made, number, size)
        left -= size
    return made


def _estate(rng: Random, made: Homes, number: int, households: int) -> None:
    road, road_label = made.roads[-1]
    lo = made.committee + number * _ESTATE_WIDTH
    name = estate_name(rng, road_label, number)
    made.units.append(UnitDraft(lo, lo + _ESTATE_WIDTH, "estate", name, made.committee))
    # lanes of one road must differ: the estate's number makes sure of it
    lane = made.add(road, "lane", f"{number * 100 + rng.randrange(1, 100)}弄", lo)
    by_building = rng.random() < _BY_BUILDING_SHARE
    stair, building, left = 0, lane, households
    while left > 0:
        stair += 1
        area = lo + min(stair, _MOST_GROUPS)
        if stair <= _MOST_GROUPS:
            made.units.append(UnitDraft(area, area + 1, "building_group", f"{name}{stair}号", lo))
        if by_building:
            entrance = (stair - 1) % _ENTRANCES
            if entrance == 0:
                building = made.add(lane, "building", f"{(stair + 1) // _ENTRANCES}幢", area)
            node = made.add(building, "entrance", f"{entrance + 1}单元", area)
        else:
            node = made.add(lane, "number", f"{stair}号", area)
        left -= _rooms(rng, made, node, area, left)


def _rooms(rng: Random, made: Homes, node: int, area: int, households: int) -> int:
    """Fill one staircase floor by floor; gives how many households found a home."""
    rnd = rng.random
    floors = rng.choice(_TOWER if rnd() < _TOWERS_SHARE else _WALK_UP)
    doors = 2 + int(rnd() * 3)
    premises, homes = made.premises, made.homes
    key = len(premises)
    housed = 0
    for floor in range(1, floors + 1):
        for door in range(1, doors + 1):
            key += 1
            premises.append(PremisesDraft(key, node, "room", f"{floor}{door:02d}室", True, area))
            if housed < households and rnd() >= ASSUMED_VACANT_HOMES:
                homes.append((key, area))
                housed += 1
        if housed >= households:
            break
    return housed
