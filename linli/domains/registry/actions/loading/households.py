"""Households of a load: by their number, else by the home; found, or made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from linli.domains.registry.actions.loading.ledger import Ledger
from linli.domains.registry.actions.loading.places import Spot
from linli.domains.registry.actions.loading.reading import NULL, copied
from linli.domains.registry.actions.loading.settled import WIDTH, Settled, committee_of
from linli.domains.registry.actions.loading.writing import Writer

MOST_REMEMBERED: Final = 200_000

_BY_NUMBER: Final = """
SELECT DISTINCT ON (area_code / 10000, number) id, area_code, number FROM registry_household
WHERE number = ANY(%s) AND area_code >= %s AND area_code < %s
ORDER BY area_code / 10000, number, id
"""
# a home's own household is the one without a number, else its only one
_BY_HOME: Final = """
SELECT home_id, id, number, count(*) OVER (PARTITION BY home_id) FROM registry_household
WHERE home_id = ANY(%s) ORDER BY home_id, number, id
"""


class Wanted(NamedTuple):
    """The household that a row belongs to."""

    committee: int
    number: str
    home: Spot
    place: str  # tells new homes apart while they have no number


Key = tuple[int, str, str]


class HouseholdBook:
    """Knows the households met so far; makes those that are missing when there is a writer."""

    def __init__(self, ledger: Ledger, settled: Settled, writer: Writer | None) -> None:
        self._ledger = ledger
        self._settled = settled
        self._writer = writer
        self._known: dict[Key, int] = {}

    def ids(self, wanted: Sequence[Wanted]) -> list[int]:
        """Give the number of each household; 0 where it would be made."""
        keys = [_key(one) for one in wanted]
        new = {key: one for key, one in zip(keys, wanted, strict=True) if key not in self._known}
        if new:
            self._look_up_numbers([one for one in new.values() if one.number and one.committee in self._settled])
            self._look_up_homes([one for one in new.values() if not one.number and one.committee in self._settled])
            self._make({key: one for key, one in new.items() if key not in self._known})
        found = [self._known[key] for key in keys]
        if len(self._known) > MOST_REMEMBERED:
            self._forget_oldest()
        return found

    def _look_up_numbers(self, wanted: Sequence[Wanted]) -> None:
        if not wanted:
            return
        committees = [one.committee for one in wanted]
        numbers = list({one.number for one in wanted})
        asked = [numbers, min(committees), max(committees) + WIDTH]
        for found, area_code, number in self._ledger.ask(_BY_NUMBER, asked):
            self._known[committee_of(area_code), number, ""] = found

    def _look_up_homes(self, wanted: Sequence[Wanted]) -> None:
        by_home = {one.home.id: _key(one) for one in wanted if one.home.id}
        if not by_home:
            return
        for home, found, number, households in self._ledger.ask(_BY_HOME, [list(by_home)]):
            if not number or households == 1:
                self._known.setdefault(by_home[home], found)

    def _make(self, missing: dict[Key, Wanted]) -> None:
        if self._writer is None:
            self._known.update(dict.fromkeys(missing, 0))
            return
        ids = self._writer.numbers("registry_household", len(missing))
        lines = []
        for number, (key, one) in zip(ids, missing.items(), strict=True):
            self._known[key] = number
            lines.append(f"{number}\t{one.home.area_code}\t{copied(one.number)}\t{one.home.id or NULL}")
        self._writer.households(lines)

    def _forget_oldest(self) -> None:
        if self._writer is not None:
            self._writer.catch_up()
        oldest = list(self._known)[: len(self._known) // 2]
        self._settled.forget({committee for committee, _, _ in oldest})
        for key in oldest:
            del self._known[key]


def _key(one: Wanted) -> Key:
    return (one.committee, one.number, "") if one.number else (one.committee, "", one.place)
