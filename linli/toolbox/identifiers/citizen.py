"""The citizen identification number (GB 11643)."""

from datetime import date
from enum import IntEnum
from operator import mul
from typing import Final, NamedTuple

from linli.toolbox.clock import today as today_here
from linli.toolbox.texts import squeeze

LENGTH: Final = 18
OLD_LENGTH: Final = 15  # before 1999; void since 2013, so it is refused with a code of its own
EARLIEST_BIRTH: Final = date(1850, 1, 1)

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS: Final = "10X98765432"
_ZERO: Final = ord("0")
_ASCII_BIAS: Final = _ZERO * sum(_WEIGHTS)
_PROVINCES: Final = frozenset(
    str(number)
    for region in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
    for number in region
) | {"71", "81", "82", "83"}
_FOREIGN_OR_INVENTED: Final = "9"  # residents' cards of foreigners begin with 9; so do invented people (990000)


class Sex(IntEnum):
    """Sex as GB/T 2261.1 codes it; the number itself knows only two of the four values."""

    UNKNOWN = 0
    MALE = 1
    FEMALE = 2
    NOT_STATED = 9


class CitizenId(NamedTuple):
    """A checked citizen id, and what it says of its owner; both are empty when it is not valid."""

    value: str
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    birth_on: date | None = None
    sex: Sex = Sex.UNKNOWN

    @property
    def is_valid(self) -> bool:
        return not self.problems


def citizen_id(text: str, *, today: date | None = None) -> CitizenId:
    """Normalise and check a citizen id; `today` bounds the date of birth."""
    value = squeeze(text).lstrip("'`").upper()
    problem = _shape_problem(value)
    if problem:
        return CitizenId(value, (problem,))
    problems: tuple[str, ...] = () if value[-1] == _check_digit(value) else ("citizen_id.check_digit",)
    birth_on = _birth_on(value)
    if birth_on is None:
        problems += ("citizen_id.birth_date",)
    elif not EARLIEST_BIRTH <= birth_on <= (today or today_here()):
        problems += ("citizen_id.birth_range",)
    known = value[:2] in _PROVINCES or value[0] == _FOREIGN_OR_INVENTED
    warnings = () if known else ("citizen_id.area",)
    if problems:
        return CitizenId(value, problems, warnings)
    sex = Sex.MALE if int(value[16]) % 2 else Sex.FEMALE
    return CitizenId(value, problems, warnings, birth_on, sex)


def citizen_id_check_digit(first_17: str) -> str:
    """Give the check digit that belongs behind 17 digits."""
    if len(first_17) != LENGTH - 1 or not (first_17.isascii() and first_17.isdigit()):
        raise ValueError("A check digit is computed from 17 digits.")
    return _check_digit(first_17)


def _shape_problem(value: str) -> str | None:
    if not value:
        return "citizen_id.empty"
    if len(value) == OLD_LENGTH and value.isascii() and value.isdigit():
        return "citizen_id.old_form"
    if len(value) != LENGTH:
        return "citizen_id.length"
    body, last = value[:-1], value[-1]
    if not (value.isascii() and body.isdigit() and (last.isdigit() or last == "X")):
        return "citizen_id.characters"
    return None


def _check_digit(value: str) -> str:
    # Weighs the bytes as they are and takes the sum of the 48s off: a million ids are checked per import.
    return _CHECK_DIGITS[(sum(map(mul, _WEIGHTS, value.encode())) - _ASCII_BIAS) % 11]


def _birth_on(value: str) -> date | None:
    try:
        return date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return None
