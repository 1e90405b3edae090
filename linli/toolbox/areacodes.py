"""Arithmetic on area codes: one integer of 16 digits says where a thing is.

The first 12 digits are the national code (GB/T 2260, GB/T 10114), the last 4 number what lies
below a committee. An area is the half-open range of the codes inside it, so "inside" is two
comparisons, in Python, in SQL and in an index alike.
"""

from typing import Final

from linli.toolbox.errors import Invalid
from linli.toolbox.levels import Level

DIGITS: Final = 16
MUNICIPALITIES: Final = frozenset({11, 12, 31, 50})  # 北京 天津 上海 重庆: the city is the 2-digit province

_MUNICIPALITY_WIDTH: Final = 10**14
_PREFECTURE_WIDTH: Final = 10**12
_DISTRICT_WIDTH: Final = 10**10
_STREET_WIDTH: Final = 10**7
_COMMITTEE_WIDTH: Final = 10**4
_LOWEST: Final = 11 * 10**14
_HIGHEST: Final = 83 * 10**14

_NATIONAL_LENGTHS: Final = frozenset({2, 4, 6, 9, 12})


def from_national(code: str, level: Level | None = None) -> tuple[int, int]:
    """Give the range of an area from its national code of 2, 4, 6, 9 or 12 digits.

    Trailing zeros are filler ("310106000000" is the district 310106). Name the level where the
    zeros are not: 441900 is the district of a city without districts and begins where its city begins.
    """
    if not (code.isascii() and code.isdigit()) or len(code) not in _NATIONAL_LENGTHS:
        raise Invalid(f"An area code has 2, 4, 6, 9 or 12 digits, not {code!r}.", code="areacodes.format")
    return range_of(int(code.ljust(DIGITS, "0")), level)


def range_of(code: int, level: Level | None = None) -> tuple[int, int]:
    """Give the half-open range [lo, hi) of the area that begins at this code."""
    level = level_of(code) if level is None else level
    step = width(level, code)
    if code % step:
        raise Invalid(f"{code} is not the code of an area at level {level.name}.", code="areacodes.level")
    _refuse_the_skipped_level(code, level)
    return code, code + step


def width(level: Level, code: int) -> int:
    """Give how many codes an area of this level holds; only a city needs the code to know."""
    if level is Level.CITY:
        return _MUNICIPALITY_WIDTH if is_municipality(code) else _PREFECTURE_WIDTH
    return _WIDTHS[level]


_WIDTHS: Final = {
    Level.DISTRICT: _DISTRICT_WIDTH,
    Level.STREET: _STREET_WIDTH,
    Level.COMMITTEE: _COMMITTEE_WIDTH,
    Level.UNIT: 1,
}


def level_of(code: int) -> Level:
    """Give the highest level whose area can begin at this code."""
    check(code)
    for level in Level:
        if code % width(level, code) == 0:
            return level
    return Level.UNIT  # pragma: no cover - every code is a multiple of the unit's width, 1


def is_municipality(code: int) -> bool:
    """Say whether the code lies in one of the four cities that are provinces."""
    return code // _MUNICIPALITY_WIDTH in MUNICIPALITIES


def city_of(code: int) -> int:
    """Give the code of the city around: 2 digits in a municipality, 4 in a prefecture-level city."""
    check(code)
    return code - code % width(Level.CITY, code)


def district_of(code: int) -> int:
    """Give the code of the district around; a city itself lies in none."""
    return _around(code, Level.DISTRICT)


def street_of(code: int) -> int:
    """Give the code of the street or town around; a district itself lies in none."""
    return _around(code, Level.STREET)


def committee_of(code: int) -> int:
    """Give the code of the committee or village around; a street itself lies in none."""
    return _around(code, Level.COMMITTEE)


def national(code: int) -> str:
    """Give the national 12-digit code of an area, or of the committee around a unit."""
    check(code)
    return str(code // _COMMITTEE_WIDTH)


def check(code: int) -> None:
    """Refuse a number that cannot be an area code."""
    if not _LOWEST <= code < _HIGHEST:
        raise Invalid(f"{code} is not an area code of {DIGITS} digits.", code="areacodes.format")


def _around(code: int, level: Level) -> int:
    check(code)
    lo = code - code % width(level, code)
    above = Level(level - 1)
    # A city without districts (东莞 4419, 中山 4420) has streets numbered straight below it: there
    # the district begins where the city begins, and only the city itself has no district around it.
    outside = code == city_of(code) if level is Level.DISTRICT else lo % width(above, code) == 0
    if outside:
        raise Invalid(f"{code} lies above the level {level.name}.", code="areacodes.above")
    return lo


def _refuse_the_skipped_level(code: int, level: Level) -> None:
    """Refuse 3101 ("市辖区"), a row of the national table at which nobody governs, and a whole province."""
    within_city = code % _MUNICIPALITY_WIDTH
    if level is Level.DISTRICT and is_municipality(code) and within_city % _PREFECTURE_WIDTH == 0:
        raise Invalid(f"{code} is the row 市辖区 of the national table, not an area.", code="areacodes.skipped")
    if level is Level.CITY and not is_municipality(code) and within_city == 0:
        raise Invalid(f"{code} is a province; Linli governs one city.", code="areacodes.province")
