"""Whom of the ledger a row speaks of, and whether it says anything else than the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from linli.domains.registry.actions.loading.ledger import Ledger
from linli.domains.registry.actions.loading.places import Spot
from linli.domains.registry.actions.loading.reading import Chunk, Facts
from linli.domains.registry.actions.loading.settled import WIDTH, Settled

_ENTRIES: Final = (
    "SELECT id, area_code / 10000, name, sex, coalesce(birth_date::text, ''), citizen_id_index, telephone_index,"
    " home_id, household_id, relation, standing FROM registry_person"
)
_BY_ID: Final = _ENTRIES + " WHERE citizen_id_index = ANY(%s) AND area_code >= %s AND area_code < %s ORDER BY id"
_BY_HOME: Final = _ENTRIES + " WHERE home_id = ANY(%s) AND name = ANY(%s) ORDER BY id"
_LOCK: Final = " FOR NO KEY UPDATE"


class Entry(NamedTuple):
    """What the ledger knows of somebody."""

    id: int
    committee: int  # area code without the last four digits
    name: str
    sex: int
    birth_date: str
    citizen_id_index: bytes | None
    telephone_index: bytes | None
    home_id: int | None
    household_id: int | None
    relation: str
    standing: str


class Match(NamedTuple):
    """The entry a row speaks of; a conflict names why the row cannot be believed."""

    entry: Entry | None
    conflict: str = ""


NOBODY: Final = Match(None)


class Matcher:
    """Finds the entries that a chunk speaks of. A load locks them, so that nobody corrects them in between."""

    def __init__(self, ledger: Ledger, settled: Settled, *, locks: bool) -> None:
        self._ledger = ledger
        self._settled = settled
        self._lock = _LOCK if locks else ""

    def matches(self, chunk: Chunk, homes: Sequence[Spot]) -> list[Match]:
        """Give the match of each row of a chunk."""
        if not any(committee in self._settled for committee in set(chunk.committees)):
            return [NOBODY] * len(chunk.rows)
        by_id = self._by_id(chunk)
        by_home = self._by_home(chunk, homes, by_id)
        return [
            _match(facts, by_id.get((committee // WIDTH, facts[3])), by_home.get((home.id, facts[0]), ()))
            for committee, home, facts in zip(chunk.committees, homes, chunk.facts, strict=True)
        ]

    def _by_id(self, chunk: Chunk) -> dict[tuple[int, bytes | None], Entry]:
        asked = [
            (committee, facts[3])
            for committee, facts in zip(chunk.committees, chunk.facts, strict=True)
            if facts[3] is not None and committee in self._settled
        ]
        if not asked:
            return {}
        committees = [committee for committee, _ in asked]
        entries = self._entries(_BY_ID, [[index for _, index in asked], min(committees), max(committees) + WIDTH])
        return {(entry.committee, entry.citizen_id_index): entry for entry in entries}

    def _by_home(
        self, chunk: Chunk, homes: Sequence[Spot], by_id: Mapping[tuple[int, bytes | None], Entry]
    ) -> Mapping[tuple[int, str], Sequence[Entry]]:
        asked = {
            (home.id, facts[0])
            for committee, home, facts in zip(chunk.committees, homes, chunk.facts, strict=True)
            if home.id and committee in self._settled and (committee // WIDTH, facts[3]) not in by_id
        }
        if not asked:
            return {}
        home_ids, names = list({home for home, _ in asked}), list({name for _, name in asked})
        found: dict[tuple[int, str], list[Entry]] = defaultdict(list)
        for entry in self._entries(_BY_HOME, [home_ids, names]):
            found[entry.home_id or 0, entry.name].append(entry)
        return found

    def _entries(self, query: str, parameters: list[object]) -> list[Entry]:
        return [Entry(*row) for row in self._ledger.ask(query + self._lock, parameters)]


def _match(facts: Facts, by_id: Entry | None, at_home: Sequence[Entry]) -> Match:
    if by_id is not None:
        return Match(by_id, "" if by_id.name == facts[0] else "ledger.other_name")
    birth, index = facts[2], facts[3]
    alike = [entry for entry in at_home if not birth or not entry.birth_date or entry.birth_date == birth]
    if index is not None and any(entry.citizen_id_index and entry.birth_date == birth for entry in alike):
        return Match(None, "ledger.other_id")
    if index is not None:
        alike = [entry for entry in alike if entry.citizen_id_index is None]
    if len(alike) > 1:
        return Match(None, "ledger.ambiguous")
    return Match(alike[0]) if alike else NOBODY


def says_otherwise(entry: Entry, facts: Facts, home_id: int, household_id: int | None) -> bool:
    """Say whether a row differs from the ledger; what it leaves empty does not. No household: the row names none."""
    _, sex, birth, id_index, phone_index, relation, standing = facts
    return (
        sex not in (0, entry.sex)
        or birth not in ("", entry.birth_date)
        or (id_index is not None and id_index != entry.citizen_id_index)
        or (phone_index is not None and phone_index != entry.telephone_index)
        or home_id != entry.home_id
        or (household_id is not None and household_id != entry.household_id)
        or relation not in ("", entry.relation)
        or standing not in ("", entry.standing)
    )
