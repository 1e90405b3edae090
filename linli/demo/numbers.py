"""Numbers that can belong to nobody, each given once in the whole city.

Nothing is remembered from one committee to the next. Committee c of C gives its k-th number the slot
``k * C + c``, so no two committees share a slot; the slot is then scattered by ``slot * A + B mod N`` with A
coprime to N, which is one to one. So ids are unique by arithmetic, committees can be made in any order or
on several cores, and a city of a million needs no table.
"""

from datetime import date
from typing import Final

from linli.demo.drafts import MALE
from linli.toolbox.identifiers import citizen_id_check_digit, credit_code_check_digit

AREA_PREFIX: Final = 990_000  # no such place: such an id can belong to nobody
TELEPHONE_BLOCK: Final = "154"  # assigned to no operator; the length and first digit of a mobile all the same

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
_DAYS: Final = 365  # the last day of a leap year stays free
_SEQUENCES: Final = 500  # a day's 1,000 sequence numbers, odd for men and even for women
_YEAR_SLOTS: Final = _DAYS * _SEQUENCES
_SCATTER: Final = 74_933
_YEAR_STEP: Final = 104_729  # starts each year elsewhere, so that couples do not share birthdays
_TELEPHONES: Final = 10**8
_TELEPHONE_SCATTER: Final = 73_939_133
_CODES: Final = 10**8
_CODE_SCATTER: Final = 27_182_819

_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS: Final = "10X98765432"
_ORG_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)


def _weighed(digits: str, first: int) -> int:
    return sum(int(digit) * _ID_WEIGHTS[first + place] for place, digit in enumerate(digits))


_SEQUENCE: Final = [f"{number:03d}" for number in range(1000)]
_SEQUENCE_SUM: Final = [_weighed(text, 14) for text in _SEQUENCE]


_PREFIXES: Final = [(str(AREA_PREFIX + more), _weighed(str(AREA_PREFIX + more), 0)) for more in range(100)]
_FIRST_DAY: Final = date(_FIRST_YEAR, 1, 1).toordinal()
_NEW_YEAR: Final = [date(year, 1, 1).toordinal() - _FIRST_DAY for year in range(_FIRST_YEAR, _LAST_YEAR + 1)]
_days: Final[list[tuple[date, str, int] | None]] = [None] * (_NEW_YEAR[-1] + _DAYS)


class Numbers:
    """The number giver of one committee."""

    def __init__(self, committee: int, committees: int, seed: int) -> None:
        self._committee = committee
        self._committees = committees
        self._offset = seed * 7919
        self._born: dict[int, int] = {}
        self._telephones = 0
        self._codes = 0

    def birth(self, year: int, sex: int) -> tuple[date, str]:
        """Give a birth date in a year and the citizen id that goes with it."""
        which = year * 2 + (sex == MALE)
        count = self._born.get(which, 0)
        self._born[which] = count + 1
        round_, slot = divmod(count * self._committees + self._committee, _YEAR_SLOTS)
        scattered = (slot * _SCATTER + self._offset + year * _YEAR_STEP) % _YEAR_SLOTS
        place = _NEW_YEAR[year - _FIRST_YEAR] + scattered // _SEQUENCES
        born, digits, weight = _days[place] or _day(place)
        sequence = scattered % _SEQUENCES * 2 + (sex == MALE)
        # a city that outgrows 990000 goes on in 990001: every slot of a year and sex is used before
        prefix, prefix_weight = _PREFIXES[round_]
        check = _CHECK_DIGITS[(prefix_weight + weight + _SEQUENCE_SUM[sequence]) % 11]
        return born, f"{prefix}{digits}{_SEQUENCE[sequence]}{check}"

    def telephone(self) -> str:
        """Give a telephone of a block that no operator holds."""
        slot = self._telephones * self._committees + self._committee
        self._telephones += 1
        return f"{TELEPHONE_BLOCK}{(slot * _TELEPHONE_SCATTER + self._offset) % _TELEPHONES:08d}"

    def credit_code(self, register: str) -> str:
        """Give a unified social credit code of the area 990000; ``register`` is its first two characters."""
        slot = self._codes * self._committees + self._committee
        self._codes += 1
        body = f"{(slot * _CODE_SCATTER + self._offset) % _CODES:08d}"
        rest = -sum(int(digit) * weight for digit, weight in zip(body, _ORG_WEIGHTS, strict=True)) % 11
        first_17 = f"{register}{AREA_PREFIX}{body}{'X' if rest == 10 else rest}"  # noqa: PLR2004 - X is ten
        return first_17 + credit_code_check_digit(first_17)


def _day(place: int) -> tuple[date, str, int]:
    """Give a day, its eight digits and their weight; kept, for each day is asked for again and again."""
    born = date.fromordinal(_FIRST_DAY + place)
    digits = f"{born:%Y%m%d}"
    known = _days[place] = (born, digits, _weighed(digits, 6))
    return known


def spoilt(citizen_id: str) -> str:
    """Give the id with a wrong check digit, as copied by hand."""
    right = citizen_id_check_digit(citizen_id[:-1])
    return citizen_id[:-1] + ("1" if right != "1" else "2")
