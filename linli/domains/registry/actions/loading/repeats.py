"""Which rows of one file speak of the same person; a million in 24 MB."""

from __future__ import annotations

from array import array
from typing import Final

_FULLEST: Final = 0.6
_FIRST_SIZE: Final = 1 << 12


class Repeats:
    """Remembers 63-bit keys and the row each came from.

    A set of Python integers would take five times the memory. Two different people share a key once in
    twenty million files of a million rows; they would be reported as a repeat, never lost in silence.
    """

    def __init__(self) -> None:
        self._keys = array("Q", bytes(8 * _FIRST_SIZE))
        self._rows = array("L", bytes(array("L").itemsize * _FIRST_SIZE))
        self._count = 0

    def first_row(self, key: int, row: int) -> int:
        """Give the row that brought this key before, 0 when this is the first, which is then remembered."""
        keys, mask = self._keys, len(self._keys) - 1
        at = key & mask
        while known := keys[at]:
            if known == key:
                return self._rows[at]
            at = (at + 1) & mask
        keys[at], self._rows[at] = key, row
        self._count += 1
        if self._count > _FULLEST * len(keys):
            self._grow()
        return 0

    def _grow(self) -> None:
        keys, rows = self._keys, self._rows
        size = 2 * len(keys)
        self._keys, self._rows = array("Q", bytes(8 * size)), array("L", bytes(rows.itemsize * size))
        self._count = 0
        for key, row in zip(keys, rows, strict=True):
            if key:
                self.first_row(key, row)
