"""Merged cells of a sheet, known before its first row is read.

The file lists them behind the rows, so a first pass searches for them as plain text. The parser
meets them again at the end of the second and checks that the search overlooked none.
"""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from linli.toolbox.tables.archive import BoundedPart
from linli.toolbox.tables.limits import Limits
from linli.toolbox.tables.problems import TableUnreadable
from linli.toolbox.tables.rows import RawProblem, column_of, letters_of

_CHUNK: Final = 1 << 18
_OVERLAP: Final = 512
_MERGE: Final = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s[^<>]*?ref\s*=\s*[\"']([^\"'<>]{1,40})[\"']")
_RANGE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")


class Range(NamedTuple):
    """A rectangle of cells; rows as Excel counts them, columns from 0, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, text: str) -> "Range":
        match = _RANGE.fullmatch(text)
        if match is None:
            raise TableUnreadable("tables.damaged", reason="range")
        left, top, right, bottom = match.groups()
        return cls(int(top), column_of(left), int(bottom or top), column_of(right or left))

    def __str__(self) -> str:
        return f"{letters_of(self.left)}{self.top}:{letters_of(self.right)}{self.bottom}"

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


class Merges:
    """The merged ranges of a sheet, asked for row by row in rising order."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = set(texts)
        self._ranges = sorted(Range.parse(text) for text in self._texts)
        self._next = 0
        self._open: list[Range] = []

    def knows(self, text: str) -> bool:
        return text in self._texts

    def again(self) -> "Merges":
        """Give the same ranges for another reading from the first row."""
        return Merges(self._texts)

    def touch(self, row: int) -> bool:
        """Say whether the row lies in a merged range."""
        if self._open:
            self._open = [area for area in self._open if area.bottom >= row]
        while self._next < len(self._ranges) and self._ranges[self._next].top <= row:
            area = self._ranges[self._next]
            self._next += 1
            if area.bottom >= row:
                self._open.append(area)
        return bool(self._open)

    def problems(self, row: int) -> list[RawProblem]:
        """Name the ranges at this row: a value merged over several rows belongs to none of them for certain."""
        return [
            RawProblem(area.left, "tables.merged", {"range": str(area)}) for area in self._open if area.bottom >= row
        ]


def merges_of(stream: BoundedPart, limits: Limits) -> Merges:
    """Search a sheet for its merged ranges; reads it to the end, and so finds a bomb before any row is taken."""
    found: set[str] = set()
    edge = b""
    while chunk := stream.read(_CHUNK):
        window = edge + chunk
        if b"mergeCell" in window:
            found.update(reference.decode("ascii", "replace") for reference in _MERGE.findall(window))
            if len(found) > limits.merged_ranges:
                raise TableUnreadable("tables.too_many_merged", limit=limits.merged_ranges)
        edge = window[-_OVERLAP:]
    return Merges(found)
