"""The number people quote of an order: the day and a running number, 20261122-000017."""

from __future__ import annotations

from typing import Final

_DAY: Final = 8  # digits of the day
_LAST: Final = 6  # digits of the running number, until there are a million
_LONGEST: Final = 17  # fits an int8
_STROKES: Final = str.maketrans("—–－", "---")


def order_number(text: str) -> int | None:
    """Read the running number out of what somebody typed: whole, without its stroke, or only its end."""
    typed = "".join(text.split()).translate(_STROKES)
    day, stroke, last = typed.rpartition("-")
    if stroke and not (len(day) == _DAY and _is_number(day)):
        return None
    if not stroke and len(typed) >= _DAY + _LAST:
        last = typed[_DAY:]
    return int(last) if _is_number(last) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST
