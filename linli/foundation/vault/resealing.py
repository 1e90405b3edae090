"""Sealing one column anew, a few rows at a time, while everybody goes on working."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from psycopg import sql

from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.foundation.vault.cipher import HEADER_BYTES, CannotOpen, KeyRing
from linli.foundation.vault.columns import SealedColumn

BATCH: Final = 500  # short enough that nobody waits for a row: about ten milliseconds

Row = tuple[Any, ...]  # pk, envelope, blind indexes


@dataclass(slots=True)
class Pass:
    """What one walk over a column did."""

    seen: int = 0
    changed: int = 0
    refused: list[int] = field(default_factory=list)  # rows whose new index another row already has
    unreadable: list[int] = field(default_factory=list)  # rows whose envelope was damaged

    @property
    def left(self) -> int:
        return len(self.refused) + len(self.unreadable)


def count_old(column: SealedColumn, ring: KeyRing) -> int:
    """Count the envelopes that the active key has not sealed."""
    query = sql.SQL("SELECT count(*) FROM {table} WHERE {envelope} IS NOT NULL AND {is_old}")
    with wall(Scope.EVERYTHING), connection.cursor() as cursor:
        cursor.execute(query.format(**_names(column)), [ring.header])
        (count,) = cursor.fetchone() or (0,)
    return int(count)


def count_sealed(column: SealedColumn) -> int:
    """Count all envelopes of a column."""
    query = sql.SQL("SELECT count(*) FROM {table} WHERE {envelope} IS NOT NULL")
    with wall(Scope.EVERYTHING), connection.cursor() as cursor:
        cursor.execute(query.format(**_names(column)))
        (count,) = cursor.fetchone() or (0,)
    return int(count)


def reseal(column: SealedColumn, ring: KeyRing, *, with_indexes: bool, on_batch: Callable[[int], None]) -> Pass:
    """Walk over a column once. Rows that somebody holds are passed over; the caller walks again."""
    done = Pass()
    after: Any = None
    while True:
        with wall(Scope.EVERYTHING):
            rows = _lock_rows(column, ring, after, with_indexes=with_indexes)
            if not rows:
                return done
            _rewrite(column, ring, rows, done)
        done.seen += len(rows)
        after = rows[-1][0]
        on_batch(done.seen)


def _lock_rows(column: SealedColumn, ring: KeyRing, after: Any, *, with_indexes: bool) -> list[Row]:
    # the lock and the condition are one statement: PostgreSQL looks at the newest version of a row again
    # once it has it, so a value corrected a moment ago is the one that is sealed anew
    names = _names(column)
    conditions: list[sql.Composable] = [sql.SQL("{envelope} IS NOT NULL").format(**names)]
    values: list[Any] = []
    if not with_indexes:
        conditions.append(names["is_old"])
        values.append(ring.header)
    if after is not None:
        conditions.append(sql.SQL("{pk} > %s").format(**names))
        values.append(after)
    query = sql.SQL(
        "SELECT {pk}, {envelope}{beside} FROM {table} WHERE {where} ORDER BY {pk} LIMIT %s FOR UPDATE SKIP LOCKED"
    ).format(where=sql.SQL(" AND ").join(conditions), **names)
    with connection.cursor() as cursor:
        cursor.execute(query, [*values, BATCH])
        return [tuple(_plain(value) for value in row) for row in cursor.fetchall()]


def _rewrite(column: SealedColumn, ring: KeyRing, rows: Sequence[Row], done: Pass) -> None:
    changed = []
    for row in rows:
        try:
            new = _renewed(column, ring, row)
        except CannotOpen:  # one damaged value must not keep all others on an old key
            done.unreadable.append(row[0])
            continue
        if new != row:
            changed.append(new)
    if not changed:
        return
    try:
        with transaction.atomic():
            _update(column, changed)
        done.changed += len(changed)
    except IntegrityError:
        # two rows of one human that the old and the new index key had kept from meeting: a person must
        # decide which is right, and the others must not wait for it
        for row in changed:
            try:
                with transaction.atomic():
                    _update(column, [row])
                done.changed += 1
            except IntegrityError:
                done.refused.append(row[0])


def _renewed(column: SealedColumn, ring: KeyRing, row: Row) -> Row:
    pk, envelope, *_beside = row
    plain = ring.open_bytes(envelope, column.context)
    sealed = envelope if ring.is_current(envelope) else ring.seal_bytes(plain, column.context)
    beside = [ring.index(kind, plain.decode()) for kind in column.indexes.values()]
    return (pk, sealed, *beside)


def _update(column: SealedColumn, rows: Sequence[Row]) -> None:
    targets = [column.column, *column.indexes]
    query = sql.SQL(
        "UPDATE {table} SET {changes} FROM unnest(%s::bigint[], {arrays}) AS new (pk, {fields})"
        " WHERE {table}.{pk} = new.pk"
    ).format(
        table=sql.Identifier(column.table),
        pk=sql.Identifier(column.pk),
        changes=sql.SQL(", ").join(
            sql.SQL("{} = new.{}").format(sql.Identifier(name), sql.Identifier(f"new_{at}"))
            for at, name in enumerate(targets)
        ),
        arrays=sql.SQL(", ").join([sql.SQL("%s::bytea[]")] * len(targets)),
        fields=sql.SQL(", ").join(sql.Identifier(f"new_{at}") for at in range(len(targets))),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [list(values) for values in zip(*rows, strict=True)])


def _names(column: SealedColumn) -> dict[str, sql.Composable]:
    beside = [sql.SQL(", {}").format(sql.Identifier(name)) for name in column.indexes]
    envelope = sql.Identifier(column.column)
    return {
        "table": sql.Identifier(column.table),
        "pk": sql.Identifier(column.pk),
        "envelope": envelope,
        "beside": sql.SQL("").join(beside),
        "is_old": sql.SQL("substr({}, 1, {}) <> %s").format(envelope, sql.Literal(HEADER_BYTES)),
    }


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
