"""The number people quote of an order: the day and a running number, 20261122-000017."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

_DAY: Final = 8  # digits of the day
_LAST: Final = 6  # digits of the running number, until there are a million
_LONGEST: Final = 17  # fits an int8
_STROKES: Final = str.maketrans("—–－", "---")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody typed of a number: the running number, and the day when they said it too."""

    id: int
    on: date | None = None


def order_number(text: str) -> Quoted | None:
    """Read what somebody typed of a number: whole, without its stroke, or only its end.

    A day that is none makes it no number: better nothing is found than another day's order.
    """
    typed = "".join(text.split()).translate(_STROKES)
    day, stroke, last = typed.rpartition("-")
    if stroke and not (len(day) == _DAY and _is_number(day)):
        return None
    if not stroke and len(typed) >= _DAY + _LAST:
        day, last = typed[:_DAY], typed[_DAY:]
    if not _is_number(last):
        return None
    if not day:
        return Quoted(int(last))
    on = _day(day)
    return None if on is None else Quoted(int(last), on)


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST
