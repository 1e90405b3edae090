"""Writing a load: COPY into temporary tables, then one statement a chunk into the ledger.

PostgreSQL refuses COPY straight into a table with row-level security, and rightly: the policy would
have to be evaluated for every line. INSERT … SELECT passes the wall.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final, Self

from linli.domains.registry.actions.loading import statements as sql
from linli.domains.registry.actions.loading.ledger import Ledger
from linli.domains.registry.actions.loading.stamp import Stamp

AHEAD: Final = 4  # statements that may wait for PostgreSQL while the next chunk is matched
NUMBERS_AHEAD: Final = 40_000


class Writer:
    """Puts lines of COPY text into the ledger, in order, within the caller's transaction."""

    def __init__(self, ledger: Ledger, stamp: Stamp) -> None:
        self._ledger = ledger
        self._stamp = stamp._asdict()
        self._numbers: dict[str, deque[int]] = {}
        self._fetching: set[str] = set()
        self._behind: ThreadPoolExecutor | None = None
        self._waiting: deque[Future[None]] = deque()
        # each statement checks its own foreign keys: deferred, a million rows would queue up in memory
        ledger.cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        ledger.cursor.execute(sql.TEMPORARY)

    @contextmanager
    def behind(self) -> Iterator[Self]:
        """Let PostgreSQL write in a thread of its own while the next chunk is matched; done when the block ends.

        What a statement refuses is raised at the next one or at the end; whatever happens, no statement is under
        way any more when the block is left.
        """
        with ThreadPoolExecutor(1) as self._behind:
            try:
                yield self
                self._wait_for(0)
            finally:
                for future in self._waiting:
                    future.cancel()
        self._behind = None

    def catch_up(self) -> None:
        """Wait until everything poured so far is in the ledger, where it can be looked up."""
        self._wait_for(0)

    def numbers(self, table: str, count: int) -> list[int]:
        """Take numbers for new rows of a table."""
        known = self._numbers.setdefault(table, deque())
        if len(known) < count:
            self._fetch_numbers(table, count - len(known))
        taken = [known.popleft() for _ in range(count)]
        if self._behind is not None and len(known) < NUMBERS_AHEAD and table not in self._fetching:
            # asked for before they are needed, else whoever matches would wait for the statements under way
            self._fetching.add(table)
            self._waiting.append(self._behind.submit(self._fetch_numbers, table, NUMBERS_AHEAD))
        return taken

    def _fetch_numbers(self, table: str, count: int) -> None:
        ((numbers,),) = self._ledger.ask(sql.NUMBERS, [table, count])
        self._numbers[table].extend(numbers)
        self._fetching.discard(table)

    def premises(self, lines: Sequence[str]) -> None:
        self._pour("load_premises", lines, sql.PREMISES)

    def open_homes(self, ids: Sequence[int]) -> None:
        self._do(lambda: self._ledger.cursor.execute(sql.OPEN_HOMES, [list(ids)]))

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
        text = "\n".join(lines) + "\n"

        def pour() -> None:
            cursor = self._ledger.cursor
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(text)
            for statement in statements:
                cursor.execute(statement, self._stamp)
            cursor.execute(f"TRUNCATE {table}")

        self._do(pour)

    def _do(self, deed: Callable[[], object]) -> None:
        def in_turn() -> None:
            with self._ledger.turn:
                deed()

        if self._behind is None:
            in_turn()
            return
        self._waiting.append(self._behind.submit(in_turn))
        self._wait_for(AHEAD)

    def _wait_for(self, most: int) -> None:
        while len(self._waiting) > most:
            self._waiting.popleft().result()
