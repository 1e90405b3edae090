"""The people behind a number of an import, as they are named in the address of the list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

_LONGEST_NUMBER: Final = 18  # fits an int8


class Part(StrEnum):
    """Which of the people of an import."""

    ANY = ""  # entered or changed
    NEW = "new"
    CHANGED = "changed"
    RESTORED = "restored"  # as before again, since the import was taken back
    KEPT = "kept"  # left alone when it was taken back


@dataclass(frozen=True, slots=True)
class Brought:
    """Some people of one import; in an address: 12, 12-new, 12-changed."""

    batch_id: int
    part: Part = Part.ANY

    def __str__(self) -> str:
        return f"{self.batch_id}-{self.part}" if self.part else str(self.batch_id)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read it from an address; nonsense narrows nothing."""
        number, _, part = text.partition("-")
        if not (number.isascii() and number.isdecimal() and len(number) <= _LONGEST_NUMBER):
            return None
        return cls(int(number), Part(part)) if part in set(Part) else None
