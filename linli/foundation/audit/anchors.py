"""The heads of the chain, written outside the database, so that cutting off its newest end is noticed.

A copy of this file belongs on another machine: whoever can write both it and the database can shorten both.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from linli.foundation.audit.chain import Seal

NAME: Final = "audit-anchors.log"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A seal that certainly was in the chain once."""

    line: int
    seal_id: int
    mac: bytes


class UnreadableAnchor(ValueError):  # noqa: N818 - it reads as what happened
    """A line of the anchor file was altered."""

    def __init__(self, line: int) -> None:
        super().__init__(f"Line {line} of {NAME} cannot be read.")
        self.line = line


def place() -> Path:
    """Return where the anchors are kept."""
    return Path(settings.LINLI_HOME) / NAME


def append(seal: Seal, mac: bytes) -> None:
    """Write the head of the chain down; it is on the disk when this returns."""
    line = f"{seal.id} {mac.hex()} {seal.last.id} {seal.sealed_at.isoformat()}\n"
    descriptor = os.open(place(), os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        # a power cut may have left half a line: it must not swallow the beginning of this one
        if (size := os.fstat(descriptor).st_size) and os.pread(descriptor, 1, size - 1) != b"\n":
            line = "\n" + line
        os.write(descriptor, line.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read() -> Iterator[Anchor]:
    """Give every anchor; a line that a power cut left half written is passed over."""
    try:
        file = place().open(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return
    with file:
        for number, line in enumerate(file, start=1):
            words = line.split()
            if len(words) == 4:  # noqa: PLR2004 - as written above
                yield _anchor(number, words)
            elif not _is_half(line):
                raise UnreadableAnchor(number)


def _anchor(number: int, words: list[str]) -> Anchor:
    try:
        return Anchor(number, int(words[0]), bytes.fromhex(words[1]))
    except ValueError as problem:
        raise UnreadableAnchor(number) from problem


def _is_half(line: str) -> bool:
    return len(line.split()) < 4  # noqa: PLR2004 - as written above
