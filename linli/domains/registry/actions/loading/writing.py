"""Writing a load: COPY into temporary tables, then one statement for many rows into the ledger.

PostgreSQL refuses COPY straight into a table with row-level security, and rightly: the policy would
have to be evaluated for every line. INSERT … SELECT passes the wall.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final, NamedTuple, Self

from linli.domains.registry.actions.loading import statements as sql
from linli.domains.registry.actions.loading.ledger import Ledger
from linli.domains.registry.actions.loading.stamp import Stamp

AHEAD: Final = 1  # pours that may wait for PostgreSQL while the next chunks are matched
LINES_AT_ONCE: Final = 40_000  # emptying a temporary table takes as long as filling it with a thousand lines
NUMBERS_AHEAD: Final = 60_000


class Way(NamedTuple):
    """The way of some lines into the ledger: a temporary table, and the statements that take them from there."""

    table: str
    statements: tuple[str, ...]


_PREMISES: Final = Way("load_premises", (sql.PREMISES,))
_HOUSEHOLDS: Final = Way("load_household", (sql.HOUSEHOLDS,))
_NEW_PEOPLE: Final = Way("load_person", (sql.NEW_PEOPLE,))
_CHANGED_PEOPLE: Final = Way("load_person", (sql.KEEP_REVISIONS, sql.CHANGE_PEOPLE, sql.MOVE_TENURES))
_TENURES: Final = Way("load_tenure", (sql.TENURES,))
# what is pointed at comes first
_IN_ORDER: Final = (_PREMISES, _HOUSEHOLDS, _NEW_PEOPLE, _CHANGED_PEOPLE, _TENURES)


class Writer:
    """Puts lines of COPY text into the ledger, in order, within the caller's transaction."""

    def __init__(self, ledger: Ledger, stamp: Stamp) -> None:
        self._ledger = ledger
        self._stamp = stamp._asdict()
        self._numbers: dict[str, deque[int]] = {}
        self._fetching: set[str] = set()
        self._behind: ThreadPoolExecutor | None = None
        self._waiting: deque[Future[None]] = deque()
        self._empty()
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
                self.catch_up()
            finally:
                for future in self._waiting:
                    future.cancel()
        self._behind = None

    def catch_up(self) -> None:
        """Wait until everything given so far is in the ledger, where it can be looked up."""
        self._pour()
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
        self._hold(_PREMISES, lines)

    def open_homes(self, ids: Sequence[int]) -> None:
        self._opened.extend(ids)

    def households(self, lines: Sequence[str]) -> None:
        self._hold(_HOUSEHOLDS, lines)

    def new_people(self, lines: Sequence[str]) -> None:
        self._hold(_NEW_PEOPLE, lines)

    def changed_people(self, lines: Sequence[str]) -> None:
        self._hold(_CHANGED_PEOPLE, lines)

    def tenures(self, lines: Sequence[str]) -> None:
        """Take the last lines of a chunk; with them its people are whole and may be poured."""
        self._hold(_TENURES, lines)
        if self._behind is None or sum(map(len, self._held.values())) >= LINES_AT_ONCE:
            self._pour()

    def _hold(self, way: Way, lines: Sequence[str]) -> None:
        self._held[way].extend(lines)

    def _empty(self) -> None:
        self._held: dict[Way, list[str]] = {way: [] for way in _IN_ORDER}
        self._opened: list[int] = []

    def _pour(self) -> None:
        held, opened = self._held, self._opened
        self._empty()

        def pour() -> None:
            with self._ledger.turn:
                for way, lines in held.items():
                    self._pour_one(way, lines)
                    if way is _PREMISES and opened:
                        self._ledger.cursor.execute(sql.OPEN_HOMES, [opened])

        if self._behind is None:
            pour()
            return
        self._waiting.append(self._behind.submit(pour))
        self._wait_for(AHEAD)

    def _pour_one(self, way: Way, lines: Sequence[str]) -> None:
        if not lines:
            return
        cursor = self._ledger.cursor
        with cursor.copy(f"COPY {way.table} FROM STDIN") as copy:
            copy.write("\n".join(lines) + "\n")
        for statement in way.statements:
            cursor.execute(statement, self._stamp)
        cursor.execute(f"TRUNCATE {way.table}")

    def _wait_for(self, most: int) -> None:
        while len(self._waiting) > most:
            self._waiting.popleft().result()
