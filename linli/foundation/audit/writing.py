"""Writing audit rows, in the transaction of what they speak of: both happen or neither does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from linli.foundation.scope import Actor

_recorded: ContextVar[int] = ContextVar("linli_audit_rows_recorded", default=0)

_BATCH: Final = 2_000

# No RETURNING: it would ask the reader's policy, and whoever acts may not be allowed to read
_INSERT: Final = """
INSERT INTO audit_row (at, area_code, account_id, post_id, actor_name, role, action, object_kind,
                       object_id, subject_id, purpose, because, detail)
SELECT %s::timestamptz, area_code, %s::bigint, %s::bigint, %s::text, %s::text, %s::text,
       kind, object_id, subject_id, purpose, %s::text, detail
FROM {given} AS given (area_code, kind, object_id, subject_id, purpose, detail)
"""
# a look at one person is the commonest row: planned in half the time of arrays
_INSERT_ONE: Final = _INSERT.format(given="(SELECT %s::bigint, %s::text, %s::bigint, %s::bigint, %s::text, %s::jsonb)")
# one array a column: one statement however many rows
_INSERT_MANY: Final = _INSERT.format(
    given="unnest(%s::bigint[], %s::text[], %s::bigint[], %s::bigint[], %s::text[], %s::jsonb[])"
)


@dataclass(frozen=True, slots=True)
class Row:
    """What an audit row says besides who, when and what was done."""

    kind: str = ""
    object_id: int | None = None
    subject_id: int | None = None
    area_code: int | None = None  # where the thing lies; the actor's own area when not said
    purpose: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def record(
    actor: Actor,
    action: str,
    *,
    kind: str = "",
    object_id: int | None = None,
    subject_id: int | None = None,
    area_code: int | None = None,
    purpose: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Record one thing that the actor does, in the running transaction."""
    row = Row(kind, object_id, subject_id, area_code, purpose, detail or {})
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_ONE, [*_who(actor, str(action)), *_what(actor, row)])
    _recorded.set(_recorded.get() + 1)


def record_many(actor: Actor, action: str, rows: Iterable[Row]) -> int:
    """Record the same action on many things; return how many rows were written."""
    remaining = iter(rows)
    written = 0
    with connection.cursor() as cursor:
        while batch := list(islice(remaining, _BATCH)):
            columns = zip(*(_what(actor, row) for row in batch), strict=True)
            cursor.execute(_INSERT_MANY, [*_who(actor, str(action)), *map(list, columns)])
            written += len(batch)
    _recorded.set(_recorded.get() + written)
    return written


def rows_recorded() -> int:
    """Return how many rows this thread of work has recorded so far; actions compare before and after."""
    return _recorded.get()


def _who(actor: Actor, action: str) -> tuple[Any, ...]:
    return (
        timezone.now(),
        actor.account_id,
        actor.post_id,
        _storable(actor.display_name),
        "" if actor.role is None else str(actor.role),
        action,
        _storable(actor.because),
    )


def _what(actor: Actor, row: Row) -> tuple[Any, ...]:
    return (
        actor.area_code if row.area_code is None else row.area_code,
        row.kind,
        row.object_id,
        row.subject_id,
        _without_numbers_of_people(row.purpose),
        json.dumps(_clean(row.detail), ensure_ascii=False, default=str),
    )


# A citizen id or a mobile number that slipped into a purpose or a detail would stand there for ever
_NUMBERS_OF_PEOPLE: Final = re.compile(r"(?<![0-9])(?:[0-9]{17}[0-9Xx]|1[3-9][0-9]{9})(?![0-9Xx])")


def _without_numbers_of_people(text: str) -> str:
    return _NUMBERS_OF_PEOPLE.sub(lambda found: "*" * len(found[0]), _storable(text))


def _storable(text: str) -> str:
    """Take out what PostgreSQL cannot store: recording must not fail because of an odd character."""
    return str(text).replace("\x00", "").encode("utf-8", "replace").decode()


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _without_numbers_of_people(value)
    if isinstance(value, Mapping):
        return {_without_numbers_of_people(str(name)): _clean(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(inner) for inner in value]
    return value
