"""The one connection of a load, shared by who asks and who writes."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any


class Ledger:
    """Lets one speak at a time: a question waits until the statement of the writer is done."""

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor
        self.turn = Lock()

    def ask(self, query: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
        """Ask the ledger."""
        with self.turn:
            self.cursor.execute(query, parameters)
            rows: list[tuple[Any, ...]] = self.cursor.fetchall()
            return rows
