"""Reading audit rows in the order in which they were sealed, as bytes, in bounded memory."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Final, Self

import psycopg
from django.db import connection

from linli.foundation.audit.canonical import content
from linli.foundation.audit.chain import NOWHERE, Place

_AT_ONCE: Final = 5_000
RowContent = tuple[int, int, bytes]  # txid, id, what is hashed


def fetch_bytes(query: str, parameters: list[int]) -> list[RowContent]:
    """Read rows whose bytes arrive as they are: half the time of hexadecimal text."""
    # Django's own cursors merge the values into the text of the query, and then cannot answer in binary
    with psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(query, parameters, binary=True).fetchall()


class RowsInOrder:
    """A cursor of the server over all rows in sealing order; take them a seal at a time.

    One cursor for all seals: a quiet city makes a seal of three rows every few seconds, and a query for each
    would take longer than the hashing.
    """

    def __init__(self) -> None:
        self._cursor: Any = None
        self._version = 0
        self._waiting: list[RowContent] = []
        self._end = NOWHERE

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def up_to(self, last: Place, *, version: int, at_most: int) -> list[RowContent]:
        """Give the next rows as far as ``last``, but no more than ``at_most``."""
        if version != self._version:
            self._open(version)
        taken: list[RowContent] = []
        while len(taken) < at_most:
            if not self._waiting:
                self._waiting = self._cursor.fetchmany(_AT_ONCE)
                if not self._waiting:
                    break
            inside = self._count_inside(last)
            take = min(inside, at_most - len(taken))
            taken += self._waiting[:take]
            rest = self._waiting[take:]
            self._waiting = rest
            if rest:
                break
        self._end = last
        return taken

    def _count_inside(self, last: Place) -> int:
        limit = (last.txid, last.id)
        waiting = self._waiting
        if waiting[-1][:2] <= limit:
            return len(waiting)
        low, high = 0, len(waiting) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if waiting[middle][:2] <= limit else (low, middle)
        return low

    def _open(self, version: int) -> None:
        self._close()
        self._version, self._waiting = version, []
        self._cursor = psycopg.ServerCursor(connection.connection, "audit_rows_in_order")
        self._cursor.execute(
            f"SELECT txid, id, {content(version)} FROM audit_row"  # noqa: S608 - no values from outside
            " WHERE (txid, id) > (%s, %s) ORDER BY txid, id",
            [self._end.txid, self._end.id],
            binary=True,
        )

    def _close(self) -> None:
        if self._cursor is not None:
            self._cursor.close()
            self._cursor = None
