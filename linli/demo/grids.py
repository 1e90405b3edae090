"""Operation grids of the demonstration: 85 zones over the committees of Jing'an, drawn by rule.

The district runs 85 such grids; where their lines lie is not published. So these are demonstration data:
neighbours by code, inside one street, of nearly equal size.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from linli.demo.drafts import CommitteeSeed
from linli.foundation.territory.public import ZoneDraft

GRIDS: Final = 85
_STREET_WIDTH: Final = 10**7
_COMMITTEE_WIDTH: Final = 10**4


def draw_grids(committees: Sequence[CommitteeSeed], grids: int = GRIDS) -> list[ZoneDraft]:
    """Group committees into zones: neighbours by code, never across a street."""
    streets = [
        (street, list(members))
        for street, members in groupby(sorted(committees), key=lambda one: one.code // _STREET_WIDTH)
    ]
    counts = _divide(grids, [len(members) for _street, members in streets])
    zones: list[ZoneDraft] = []
    for (street, members), count in zip(streets, counts, strict=True):
        for number in range(count):
            part = members[len(members) * number // count : len(members) * (number + 1) // count]
            zones.append(
                ZoneDraft(
                    code=f"{street}-{number + 1:02d}",
                    name=f"第{len(zones) + 1:02d}网格",
                    ranges=tuple((one.code, one.code + _COMMITTEE_WIDTH) for one in part),
                )
            )
    return zones


def _divide(grids: int, sizes: Sequence[int]) -> list[int]:
    """Give every street one grid, then each further grid to the street with the fullest ones."""
    counts = [1] * len(sizes)
    for _grid in range(grids - len(sizes)):
        fullest = max(range(len(sizes)), key=lambda place: sizes[place] / counts[place])
        counts[fullest] += 1
    return counts
