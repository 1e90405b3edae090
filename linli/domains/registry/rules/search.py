"""What somebody meant by the words typed into the one search box of the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from linli.toolbox import addresses, pinyin
from linli.toolbox.identifiers import TelephoneKind, telephone
from linli.toolbox.texts import fold, squeeze

LONGEST: Final = 80  # nobody types more than an address
MOST_TERMS: Final = 4

_CITIZEN_ID: Final = re.compile(r"\d{17}[\dX]")
_TAIL: Final = re.compile(r"\d{3}[\dX]")
_LETTERS: Final = re.compile(r"[A-Za-z]+")
_NUMBERED: Final = re.compile(r"\d")
# a term of two characters or more may be the beginning of a road: 泉桐 of 泉桐路; one alone means a name
_SHORTEST_ROAD: Final = 2
# a term of three characters or more that ends like a road or a place may be an address as well as a name
_PLACE: Final = re.compile(r".{2,}[路街道弄巷村里坊苑园号幢栋楼室庄城浜桥宅组队]")
_ROAD: Final = re.compile(r"[\u3400-\u9fff]+")
_LONGEST_NAME: Final = 4
_SPACED_NAME: Final = re.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,3}")  # 张 三, as old lists have it
_WIDE: Final = frozenset({addresses.Kind.ROAD, addresses.Kind.ESTATE, addresses.Kind.ZONE, addresses.Kind.LANE})
_SURROGATES: Final = (0xD800, 0xDFFF)
_LAST_CHARACTER: Final = 0x10FFFF


class Kind(StrEnum):
    """What a term can be."""

    NAME = auto()
    INITIALS = auto()  # pinyin initials: zs finds 张三
    PINYIN = auto()  # zhangsan, or zhangs while it is being typed
    CITIZEN_ID = auto()
    TELEPHONE = auto()
    TAIL = auto()  # the last four of a citizen id or a telephone
    ADDRESS = auto()
    ROAD = auto()  # the beginning of a road or an estate

    @property
    def names_one_person(self) -> bool:
        """Say whether whoever types it looks for one person they can already name by a number."""
        return self in {Kind.CITIZEN_ID, Kind.TELEPHONE}


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a search: every kind it may be; the person found need be only one of them."""

    text: str
    kinds: tuple[Kind, ...]


def read(typed: str) -> tuple[Term, ...]:
    """Understand what was typed; all terms must hold of whoever is found."""
    words = fold(typed[:LONGEST]).replace(",", " ").replace("、", " ").split()
    if _SPACED_NAME.fullmatch(" ".join(words)):
        words = ["".join(words)]
    whole = _number(squeeze(typed[:LONGEST]))
    if whole is not None:  # 138 0013 8000 and 310106 19900101 0012 are each one number
        return (whole,)
    return tuple(_term(word) for word in words[:MOST_TERMS])


def _number(text: str) -> Term | None:
    """Read a whole identifier; None when it is none."""
    upper = text.upper()
    if _CITIZEN_ID.fullmatch(upper):
        return Term(upper, (Kind.CITIZEN_ID,))
    number = telephone(text)
    if number.is_valid and number.kind is not TelephoneKind.SERVICE:
        return Term(number.value, (Kind.TELEPHONE,))
    return None


def _term(word: str) -> Term:
    number = _number(word)
    if number is not None:
        return number
    if _TAIL.fullmatch(word.upper()):
        return Term(word.upper(), (Kind.TAIL,))
    if _LETTERS.fullmatch(word):
        return Term(word, (Kind.INITIALS, *([Kind.PINYIN] if pinyin.readings(word) else []), Kind.NAME))
    if _NUMBERED.search(word):
        return Term(word, (Kind.ADDRESS,))
    return Term(word, _kinds_of_words(word))


def _kinds_of_words(word: str) -> tuple[Kind, ...]:
    """Say what words without a digit may be: where nobody can know, both."""
    if _PLACE.fullmatch(word):
        return (Kind.NAME, Kind.ADDRESS) if len(word) <= _LONGEST_NAME else (Kind.ADDRESS,)
    may_be_a_road = len(word) >= _SHORTEST_ROAD and _ROAD.fullmatch(word)
    return (Kind.NAME, Kind.ROAD) if may_be_a_road else (Kind.NAME,)


def without_house(term: Term) -> Term:
    """Widen an address to its lane or estate, for whom people are masked: a house would name them."""
    if Kind.ADDRESS not in term.kinds:
        return term
    wide = "".join(part.label for part in addresses.parse(term.text).parts if part.kind in _WIDE)
    if wide:
        return Term(wide, term.kinds)
    return Term(term.text, tuple(kind for kind in term.kinds if kind is not Kind.ADDRESS))


def prefix_range(prefix: str) -> tuple[str, str | None]:
    """Give [from, to) of every text that begins with ``prefix``, in the order of its bytes.

    Comparing is what reaches an index behind the database wall; LIKE does not (ADR 0003).
    ``None`` for "to": there is no end.
    """
    for end in range(len(prefix) - 1, -1, -1):
        following = ord(prefix[end]) + 1
        if _SURROGATES[0] <= following <= _SURROGATES[1]:
            following = _SURROGATES[1] + 1
        if following <= _LAST_CHARACTER:
            return prefix, prefix[:end] + chr(following)
    return prefix, None
