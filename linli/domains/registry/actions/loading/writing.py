"""Writing a load: COPY into temporary tables, then one statement a chunk into the ledger.

PostgreSQL refuses COPY straight into a table with row-level security, and rightly: the policy would
have to be evaluated for every line. INSERT … SELECT passes the wall.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linli.domains.registry.actions.loading import statements as sql
from linli.domains.registry.actions.loading.stamp import Stamp


class Writer:
    """Puts lines of COPY text into the ledger, within the caller's transaction."""

    def __init__(self, cursor: Any, stamp: Stamp) -> None:
        self._cursor = cursor
        self._stamp = stamp._asdict()
        # each statement checks its own foreign keys: deferred, a million rows would queue up in memory
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql.TEMPORARY)

    def numbers(self, table: str, count: int) -> list[int]:
        """Take numbers for new rows of a table."""
        if not count:
            return []
        self._cursor.execute(sql.NUMBERS, [table, count])
        return [number for (number,) in self._cursor.fetchall()]

    def premises(self, lines: Sequence[str]) -> None:
        self._pour("load_premises", lines, sql.PREMISES)

    def open_homes(self, ids: Sequence[int]) -> None:
        self._cursor.execute(sql.OPEN_HOMES, [list(ids)])

    def households(self, lines: Sequence[str]) -> None:
        self._pour("load_household", lines, sql.HOUSEHOLDS)

    def new_people(self, lines: Sequence[str]) -> None:
        self._pour("load_person", lines, sql.NEW_PEOPLE)

    def changed_people(self, lines: Sequence[str]) -> None:
        self._pour("load_person", lines, sql.KEEP_REVISIONS, sql.CHANGE_PEOPLE, sql.MOVE_TENURES)

    def tenures(self, lines: Sequence[str]) -> None:
        self._pour("load_tenure", lines, sql.TENURES)

    def _pour(self, table: str, lines: Sequence[str], *statements: str) -> None:
        if not lines:
            return
        with self._cursor.copy(f"COPY {table} FROM STDIN") as copy:
            copy.write("\n".join(lines) + "\n")
        for statement in statements:
            self._cursor.execute(statement, self._stamp)
        self._cursor.execute(f"TRUNCATE {table}")
