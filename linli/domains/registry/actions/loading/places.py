"""Premises of a load: found in the ledger, or made, each once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from linli.domains.registry.actions.loading.ledger import Ledger
from linli.domains.registry.actions.loading.reading import NULL, Place, copied
from linli.domains.registry.actions.loading.settled import WIDTH, Settled, committee_of
from linli.domains.registry.actions.loading.writing import Writer

MOST_REMEMBERED: Final = 200_000  # about 90 MB

_FIND: Final = """
SELECT id, area_code, path, is_home FROM registry_premises
WHERE path = ANY(%s) AND area_code >= %s AND area_code < %s
"""


class Spot(NamedTuple):
    """One premises; number 0: it would be made."""

    id: int
    area_code: int
    is_home: bool


class PlaceBook:
    """Knows the premises met so far; makes those that are missing when there is a writer."""

    def __init__(self, ledger: Ledger, settled: Settled, writer: Writer | None) -> None:
        self._ledger = ledger
        self._settled = settled
        self._writer = writer
        self._known: dict[tuple[int, str], Spot] = {}

    def spots(self, places: Sequence[Place]) -> list[Spot]:
        """Give the spot of each place of a chunk, in their order."""
        self._look_up([place for place in places if (place[0], place[4]) not in self._known])
        missing = [place for place in places if (place[0], place[4]) not in self._known]
        if missing:
            self._make(missing)
        spots = [self._known[place[0], place[4]] for place in places]
        self._open_homes(places, spots)
        if len(self._known) > MOST_REMEMBERED:
            self._forget_oldest()
        return spots

    def _look_up(self, places: Sequence[Place]) -> None:
        asked = [place for place in places if place[0] in self._settled]
        if not asked:
            return
        committees = [place[0] for place in asked]
        paths = list({place[4] for place in asked})
        found = self._ledger.ask(_FIND, [paths, min(committees), max(committees) + WIDTH])
        for number, area_code, path, is_home in found:
            self._known[committee_of(area_code), path] = Spot(number, area_code, is_home)

    def _make(self, places: Sequence[Place]) -> None:
        ids = [0] * len(places) if self._writer is None else self._writer.numbers("registry_premises", len(places))
        lines = []
        for number, (committee, above, kind, label, path, short_path, is_home) in zip(ids, places, strict=True):
            parent = self._known.get((committee, above))
            area_code = committee if parent is None else parent.area_code
            self._known[committee, path] = Spot(number, area_code, is_home)
            parent_id = NULL if parent is None else parent.id
            lines.append(
                f"{number}\t{area_code}\t{parent_id}\t{kind}\t{copied(label)}\t{copied(path)}\t{copied(short_path)}"
                f"\t{'t' if is_home else 'f'}"
            )
        if self._writer is not None:
            self._writer.premises(lines)

    def _open_homes(self, places: Sequence[Place], spots: Sequence[Spot]) -> None:
        """Let premises that were only a step so far be a home as well."""
        newly = [(place, spot) for place, spot in zip(places, spots, strict=True) if place[6] and not spot.is_home]
        for place, spot in newly:
            self._known[place[0], place[4]] = spot._replace(is_home=True)
        if newly and self._writer is not None:
            self._writer.open_homes([spot.id for _, spot in newly])

    def _forget_oldest(self) -> None:
        """Files are ordered by address, so the oldest are not met again; if they are, they are looked up."""
        if self._writer is not None:
            self._writer.catch_up()
        oldest = list(self._known)[: len(self._known) // 2]
        self._settled.forget({committee for committee, _ in oldest})
        for key in oldest:
            del self._known[key]
