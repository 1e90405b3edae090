"""Numbers that stand in an address or a hidden field: anybody may have typed them."""

from __future__ import annotations

from typing import Final

_LONGEST: Final = 18  # fits an int8


def number_of(text: str) -> int | None:
    """Read a number out of an address or a hidden field; nonsense is None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else None
