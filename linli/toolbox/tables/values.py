"""What a cell of a workbook holds, from the text in the file, its type and its style."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from linli.toolbox.dates import from_serial
from linli.toolbox.tables.limits import Limits
from linli.toolbox.tables.rows import Cell
from linli.toolbox.tables.strings import SharedStrings
from linli.toolbox.tables.xml import unescaped

_EXACT_DIGITS: Final = 15  # a double holds 15 decimal digits for certain: an id of 18 has lost three
_LEAST_INEXACT: Final = 10**_EXACT_DIGITS
_NUMBER: Final = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?\s*", re.ASCII)
_SECONDS_A_DAY: Final = 86_400
_SHOWN: Final = 40


class Wrong(NamedTuple):
    """No value: why, and what belongs in the sentence about it."""

    code: str
    detail: Mapping[str, object] = {}


_BAD_VALUE: Final = Wrong("tables.bad_value")


class CellValues:
    """Reads values; knows what the cells refer to in the rest of the workbook."""

    def __init__(self, strings: SharedStrings, date_styles: frozenset[str], limits: Limits, *, from_1904: bool) -> None:
        self.strings = strings
        self._date_styles = date_styles
        self._limit = limits.cell_characters
        self._from_1904 = from_1904
        self._kinds: dict[str, Callable[[str, str], Cell | Wrong]] = {
            "n": self._number,
            "s": self._shared,
            "inlineStr": self._text,
            "str": self._text,
            "b": lambda text, _: text.strip() == "1",
            "d": self._iso_date,
            "e": lambda text, _: Wrong("tables.error_value", {"value": text[:_SHOWN]}),  # #N/A, #REF!
        }

    def read(self, kind: str, text: str, style: str) -> Cell | Wrong:
        """Give the value of a cell of this type and style."""
        reader = self._kinds.get(kind)
        return reader(text, style) if reader else _BAD_VALUE

    def _text(self, text: str, _style: str) -> str | Wrong:
        return self._fitting(unescaped(text))

    def _shared(self, text: str, _style: str) -> str | Wrong:
        try:
            return self._fitting(self.strings[int(text)])
        except (ValueError, IndexError):
            return _BAD_VALUE

    def _fitting(self, text: str) -> str | Wrong:
        return text if len(text) <= self._limit else Wrong("tables.cell_too_long", {"limit": self._limit})

    def _number(self, text: str, style: str) -> Cell | Wrong:
        if style in self._date_styles:
            return self._date(text)
        if len(text) <= _EXACT_DIGITS and text.isdecimal() and text.isascii():
            return int(text)
        number = float(text) if _NUMBER.fullmatch(text) else math.inf
        if math.isinf(number):
            return _BAD_VALUE
        if not number.is_integer():
            return number
        is_exact = abs(number) < _LEAST_INEXACT
        return int(number) if is_exact else Wrong("tables.precision_lost", {"value": f"{number:.0f}"[:_SHOWN]})

    def _date(self, text: str) -> Cell | Wrong:
        serial = float(text) if _NUMBER.fullmatch(text) else math.inf
        if math.isinf(serial):
            return _BAD_VALUE
        if 0 <= serial < 1:
            return serial  # a time of day: there is no day to give
        day, problem = from_serial(serial, from_1904=self._from_1904)
        if day is None:
            return Wrong(problem or "tables.bad_value", {"value": text[:_SHOWN]})
        seconds = round((serial - int(serial)) * _SECONDS_A_DAY)
        return datetime.combine(day, time()) + timedelta(seconds=seconds) if seconds else day

    def _iso_date(self, text: str, _style: str) -> Cell | Wrong:
        try:
            moment = datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            return _BAD_VALUE
        return moment if moment.time() != time() else date(moment.year, moment.month, moment.day)
