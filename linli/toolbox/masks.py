"""What is left of a personal detail when it is shown to someone who need not know it whole."""

import re
from typing import Final

from linli.toolbox import addresses
from linli.toolbox.addresses import Kind
from linli.toolbox.names import surname_of
from linli.toolbox.texts import fold, squeeze

HIDDEN: Final = "*"
HIDDEN_WORD: Final = "***"

_MOBILE_LENGTH: Final = 11
_CITIZEN_ID_LENGTH: Final = 18
_SHORTEST_WITH_TAIL: Final = 8  # shorter numbers would be given away by their last four
_TAIL: Final = 4
_LANDLINE: Final = re.compile(r"(0\d{2,3}-)(\d{3,4})(\d{4})(-\d+)?")
_TO_THE_LANE: Final = (Kind.ROAD, Kind.ESTATE, Kind.LANE)


def name(text: str) -> str:
    """张三丰 → 张*, 欧阳娜娜 → 欧阳*, John Smith → J*: one star, so that the length is hidden too."""
    text = fold(text)
    if len(text) <= 1:
        return HIDDEN if text else ""
    return (surname_of(text) or text[0]) + HIDDEN


def telephone(text: str) -> str:
    """13800138000 → 138****8000, 021-62345678 → 021-****5678; a short number shows nothing."""
    number = squeeze(text)
    if len(number) == _MOBILE_LENGTH and number.isdecimal():
        return f"{number[:3]}{HIDDEN * 4}{number[-_TAIL:]}"
    if landline := _LANDLINE.fullmatch(number):
        return f"{landline[1]}{HIDDEN * len(landline[2])}{landline[3]}"
    return _tail(number, shown_in_front=0)


def citizen_id(text: str) -> str:
    """11010519491231002X → 110***********002X: first three, last four; the birth date is hidden."""
    number = squeeze(text)
    if len(number) != _CITIZEN_ID_LENGTH:
        return document(text)
    return _tail(number, shown_in_front=3)


def document(text: str) -> str:
    """E12345678 → E****5678: for passports, permits and numbers that are not well formed."""
    return _tail(squeeze(text), shown_in_front=1)


def email(text: str) -> str:
    """alice@example.org → a***@example.org."""
    before, at, domain = squeeze(text).rpartition("@")
    if not before or not at:
        return HIDDEN_WORD if text.strip() else ""
    return f"{before[0]}{HIDDEN_WORD}@{domain}"


def address(text: str) -> str:
    """闻喜路251弄3号502室 → 闻喜路251弄***: down to the lane or the estate, and no further."""
    parts = addresses.parse(text).parts
    shown = "".join(part.label for part in parts if part.kind in _TO_THE_LANE)
    return shown + HIDDEN_WORD if text.strip() else ""


def _tail(number: str, *, shown_in_front: int) -> str:
    if len(number) < _SHORTEST_WITH_TAIL:
        return HIDDEN * len(number)
    hidden = len(number) - shown_in_front - _TAIL
    return f"{number[:shown_in_front]}{HIDDEN * hidden}{number[-_TAIL:]}"
