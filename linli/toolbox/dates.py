"""Dates as people write them in spreadsheets; ages; half-open spans of days.

Nothing is guessed: a form that could mean two days is refused with a stable code, and so is a day
that never was.
"""

import re
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from linli.toolbox.texts import chinese_number, squeeze

EARLIEST: Final = date(1850, 1, 1)
LATEST: Final = date(2200, 1, 1)

_SERIAL_EPOCH: Final = date(1899, 12, 30)  # of Excel's serial numbers from 61 (1900-03-01) on
_SERIAL_EPOCH_1904: Final = date(1904, 1, 1)  # of workbooks once made on a Mac
# Excel believes that 1900 was a leap year: 60 is its 29 February 1900, and all before it are one day off.
_LEAP_BUG: Final = 60
_LAST_SERIAL: Final = (LATEST - _SERIAL_EPOCH).days

_TIME: Final = r"(?:[T]?\d{1,2}[:时点]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?)?[分秒]?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST: Final = re.compile(
    rf"(?P<year>\d{{4}})(?P<sign>[-/.年])(?P<month>\d{{1,2}})[-/.月](?P<day>\d{{1,2}})[日号]?\.?{_TIME}"
)
_COMPACT: Final = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_CHINESE: Final = re.compile(
    r"(?P<year>[零〇○一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,3})月(?P<day>[一二三四五六七八九十]{1,3})[日号]?"
)
_SERIAL: Final = re.compile(r"\d{1,5}(?:\.\d+)?")
_REFUSED: Final = (
    ("dates.incomplete", re.compile(r"\d{4}(?:年|[-/.年]\d{1,2}月?)|(?:19|20)\d{2}(?:0[1-9]|1[0-2])")),
    ("dates.two_digit_year", re.compile(r"\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{6}")),
    ("dates.order", re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")),
)


class ParsedDate(NamedTuple):
    """A day, or the stable code of why there is none."""

    value: date | None
    problem: str | None = None


def parse_date(cell: object, *, from_1904: bool = False) -> ParsedDate:
    """Read a day from what stands in a cell: text, an Excel serial number, a date; a time of day is dropped.

    `from_1904` says that the workbook counts its serial numbers from 1904.
    """
    if isinstance(cell, datetime):
        return _within(cell.date())
    if isinstance(cell, date):
        return _within(cell)
    if isinstance(cell, bool):
        return ParsedDate(None, "dates.format")
    if isinstance(cell, int | float):
        return _of_number(cell, from_1904=from_1904)
    text = squeeze(str(cell)).lstrip("'`") if cell is not None else ""
    return _of_text(text, from_1904=from_1904) if text else ParsedDate(None, "dates.empty")


class Span(NamedTuple):
    """The days from `start` up to, but not including, `end`; None leaves that side open."""

    start: date | None = None
    end: date | None = None

    @classmethod
    def through(cls, first: date | None, last: date | None) -> "Span":
        """Make the span of a form that names its last day."""
        return cls(first, last + timedelta(days=1) if last else None)

    @property
    def last(self) -> date | None:
        """The last day inside, as forms name it."""
        return self.end - timedelta(days=1) if self.end else None

    @property
    def is_empty(self) -> bool:
        return self.start is not None and self.end is not None and self.end <= self.start

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlap(self, other: "Span") -> "Span":
        """Give the days in both; the result may be empty."""
        starts = [day for day in (self.start, other.start) if day]
        ends = [day for day in (self.end, other.end) if day]
        return Span(max(starts, default=None), min(ends, default=None))

    def overlaps(self, other: "Span") -> bool:
        return not (self.is_empty or other.is_empty or self.overlap(other).is_empty)


def from_serial(serial: float, *, from_1904: bool = False) -> ParsedDate:
    """Read an Excel serial number; the fraction is the time of day and is dropped."""
    days = int(serial)
    if serial < 0 or days > _LAST_SERIAL:
        return ParsedDate(None, "dates.range")
    if from_1904:
        return _within(_SERIAL_EPOCH_1904 + timedelta(days=days))
    if days == _LEAP_BUG:
        return ParsedDate(None, "dates.excel_leap_day")
    if days == 0:
        return ParsedDate(None, "dates.range")  # Excel shows it as 1900-01-00: a time without a day
    return _within(_SERIAL_EPOCH + timedelta(days=days + (days < _LEAP_BUG)))


def _of_number(number: float, *, from_1904: bool) -> ParsedDate:
    if number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN is not itself
        return ParsedDate(None, "dates.format")
    if number > _LAST_SERIAL and number == int(number):
        return _of_text(str(int(number)), from_1904=from_1904)  # 20210304 typed into a number cell
    return from_serial(number, from_1904=from_1904)


def _of_text(text: str, *, from_1904: bool) -> ParsedDate:
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _CHINESE.fullmatch(text):
        return _chinese_day(match)
    for code, shape in _REFUSED:
        if shape.fullmatch(text):
            return ParsedDate(None, code)
    if _SERIAL.fullmatch(text):
        return from_serial(float(text), from_1904=from_1904)
    return ParsedDate(None, "dates.format")


def _chinese_day(match: re.Match[str]) -> ParsedDate:
    numbers = [chinese_number(match[name]) for name in ("year", "month", "day")]
    year, month, day = (number or 0 for number in numbers)
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> ParsedDate:
    try:
        return _within(date(year, month, day))
    except ValueError:
        return ParsedDate(None, "dates.impossible")


def _within(day: date) -> ParsedDate:
    if EARLIEST <= day < LATEST:
        return ParsedDate(day)
    return ParsedDate(None, "dates.range")


def next_month(first: date) -> date:
    """Give the first day of the month after this one."""
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)
