"""What was known of a person, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from linli.domains.registry.models import Person
from linli.domains.registry.models.person import PersonFields
from linli.domains.registry.queries.person import Facts, addresses_of, shown_facts
from linli.domains.registry.queries.rehoming import earlier_revisions
from linli.foundation.scope import Actor


@dataclass(frozen=True, slots=True)
class Known:
    """A stretch of time in which the ledger said the same of a person."""

    facts: Facts
    until: datetime | None  # None: still so
    changed: frozenset[str]  # the fields that differ from what was known before
    is_first: bool


def known_of(actor: Actor, person: Person) -> list[Known]:
    """Give what was known of a person and when, the newest first."""
    earlier = earlier_revisions(actor, person)
    states: list[PersonFields] = [*earlier, person]
    ends = [*(revision.superseded_at for revision in earlier), None]
    addresses = addresses_of(states)
    known: list[Known] = []
    before: PersonFields | None = None
    for state, until in zip(states, ends, strict=True):
        known.append(Known(shown_facts(actor, state, addresses), until, _changed(before, state), before is None))
        before = state
    return known[::-1]


def known_at(known: Sequence[Known], moment: datetime) -> Known | None:
    """Give what the ledger said at a moment; None before anything was known."""
    for state in known:
        if state.facts.recorded_at <= moment and (state.until is None or moment < state.until):
            return state
    return None


def state_of_version(actor: Actor, person: Person, version: int) -> PersonFields | None:
    """Give what the ledger said in a version: what a writer had before their eyes."""
    if person.version == version:
        return person
    return next((state for state in earlier_revisions(actor, person) if state.version == version), None)


# sealed twice, the same value gives different bytes: only its index tells whether it changed
_COMPARED: Final = {
    "name": "name",
    "sex": "sex",
    "birth_date": "birth_date",
    "citizen_id_index": "citizen_id",
    "telephone_index": "telephone",
    "home_id": "address",
    "household_id": "household",
    "relation": "relation",
    "standing": "standing",
}


def _changed(before: PersonFields | None, after: PersonFields) -> frozenset[str]:
    if before is None:
        return frozenset()
    return frozenset(shown for column, shown in _COMPARED.items() if _plain(before, column) != _plain(after, column))


def _plain(state: PersonFields, column: str) -> object:
    value = getattr(state, column)
    return bytes(value) if isinstance(value, memoryview) else value
