"""How an address becomes a chain of premises: 闻喜路 / 251弄 / 3号 / 502室."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from linli.toolbox.addresses import Address, Kind, Part

SEPARATOR: Final = "/"
LONGEST_PATH: Final = 200
LONGEST_LABEL: Final = 60

# the words of models.PremisesKind, which this pure room may not import; a test holds them equal
KINDS: Final = {
    Kind.ROAD: "road",
    Kind.ESTATE: "estate",
    Kind.ZONE: "zone",
    Kind.LANE: "lane",
    Kind.SUBLANE: "sublane",
    Kind.GROUP: "group",
    Kind.NUMBER: "number",
    Kind.BUILDING: "building",
    Kind.UNIT: "entrance",
    Kind.FLOOR: "floor",
    Kind.ROOM: "room",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One premises to be found or made."""

    kind: str
    label: str
    path: str
    short_path: str  # the path behind the road, for those who search from the lane on


def nodes(address: Address) -> Iterator[Node]:
    """Give the chain of an address from wide to narrow; the last node is the place itself."""
    walked: list[Part] = []
    for part in address.parts:
        walked.append(part)
        behind_the_road = [step.label for step in walked if step.kind is not Kind.ROAD]
        yield Node(
            kind=KINDS[part.kind],
            label=part.label,
            path=SEPARATOR.join(step.label for step in walked),
            short_path=SEPARATOR.join(behind_the_road) if len(behind_the_road) < len(walked) else "",
        )


def is_too_long(chain: Sequence[Node]) -> bool:
    """Say whether the ledger cannot hold an address: no real one has 60 digits in a step."""
    return any(len(node.label) > LONGEST_LABEL or len(node.path) > LONGEST_PATH for node in chain)


def spoken(path: str) -> str:
    """Give a path as people write it: without the separators."""
    return path.replace(SEPARATOR, "")


_DIGITS: Final = re.compile(r"(\d+)")


def natural_key(label: str) -> tuple[tuple[int, str], ...]:
    """Order 2号 before 10号."""
    return tuple((int(piece), "") if piece.isdecimal() else (0, piece) for piece in _DIGITS.split(label) if piece)
