"""Cells of a people file: how a sex, a relation, a standing, a date or a tenure may be written."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final, NamedTuple

from linli.toolbox.texts import squeeze

# The numbers and words of the tables; rules may not import them (a test holds the two equal).
UNKNOWN_SEX: Final = 0
REGISTERED, LIVING, OWNING, RENTING = 1, 2, 3, 4


class Unreadable(ValueError):  # noqa: N818 - it reads as what happened
    """A cell that cannot be read; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _table(**words: str) -> dict[str, str]:
    return {word: value for value, row in words.items() for word in row.split()}


_SEXES: Final = {
    **dict.fromkeys(["男", "男性", "m", "male", "1", "先生"], 1),
    **dict.fromkeys(["女", "女性", "f", "female", "2", "女士"], 2),
    **dict.fromkeys(["0", "未知", "未知的性别", "unknown"], 0),
    **dict.fromkeys(["9", "未说明", "未说明的性别", "notstated", "unstated"], 9),
}
_RELATIONS: Final = {
    **dict.fromkeys(["户主", "本人", "本人或户主", "本人/户主", "head", "self", "headofhousehold"], "0"),
    **dict.fromkeys(["配偶", "夫", "妻", "丈夫", "妻子", "夫妻", "spouse", "husband", "wife"], "1"),
    **dict.fromkeys(["子", "儿子", "长子", "次子", "三子", "四子", "独生子", "养子", "继子", "女婿", "son", "soninlaw"], "2"),
    **dict.fromkeys(["女", "女儿", "长女", "次女", "三女", "四女", "独生女", "养女", "继女", "儿媳", "媳妇", "daughter", "daughterinlaw"], "3"),
    **dict.fromkeys(
        ["孙", "孙子", "孙女", "外孙", "外孙子", "外孙女", "孙子女", "孙子、孙女", "孙子、孙女或外孙子、外孙女", "grandchild", "grandson", "granddaughter"],
        "4",
    ),
    **dict.fromkeys(["父", "母", "父亲", "母亲", "父母", "公公", "婆婆", "岳父", "岳母", "继父", "继母", "parent", "father", "mother"], "5"),
    **dict.fromkeys(
        ["祖父", "祖母", "祖父母", "爷爷", "奶奶", "外祖父", "外祖母", "外公", "外婆", "祖父母或外祖父母", "grandparent", "grandfather", "grandmother"],
        "6",
    ),
    **dict.fromkeys(
        ["兄", "弟", "姐", "妹", "哥哥", "弟弟", "姐姐", "妹妹", "兄弟", "姐妹", "兄弟姐妹", "兄、弟、姐、妹", "sibling", "brother", "sister"], "7"
    ),
    **dict.fromkeys(["其他", "其它", "亲属", "其他亲属", "非亲属", "朋友", "保姆", "租客", "同住人", "other", "nonrelative", "tenant"], "8"),
    **{str(digit): str(digit) for digit in range(9)},
    "97": "8",
}
_TWO_DIGITS: Final = re.compile(r"[0-8]\d")
_STANDINGS: Final = {
    **dict.fromkeys(
        ["在住", "人在", "实住", "常住", "居住", "人户一致", "在册在住", "人在户在", "人在户不在", "present", "liveshere", "living", "resident"],
        "present",
    ),
    **dict.fromkeys(["不在住", "人户分离", "户在人不在", "空挂", "空挂户", "在册不在住", "away", "registeredonly"], "away"),
    **dict.fromkeys(["迁出", "已迁出", "搬离", "已搬离", "搬走", "已搬走", "moved", "movedaway", "movedout"], "moved"),
    **dict.fromkeys(["死亡", "已死亡", "已故", "去世", "注销", "dead", "died", "deceased"], "dead"),
}
_TENURES: Final = {
    **dict.fromkeys(["户籍", "户籍人口", "在册", "本市户籍", "户口", "1", "registered", "hukou"], REGISTERED),
    **dict.fromkeys(["居住", "实住", "常住", "在住", "自住", "2", "living", "lives", "resident"], LIVING),
    **dict.fromkeys(["产权", "产权人", "业主", "自有", "房主", "3", "owning", "owns", "owner"], OWNING),
    **dict.fromkeys(["租住", "租赁", "承租", "租客", "租户", "出租", "4", "renting", "rents", "tenant"], RENTING),
}
_SEVERAL: Final = re.compile(r"[、,;/|+]|和|及")
_DATE: Final = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_YEAR_AND_MONTH: Final = re.compile(r"\d{4}[-/.年]\d{1,2}月?")
_SHORT_YEAR: Final = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{1,4}")
_NUMBER: Final = re.compile(r"\d{4,5}(?:\.\d+)?")


def read_sex(text: str) -> int:
    """Read 男, 女, 1, 2, M, female …"""
    return _look_up(_SEXES, text, "sex.unknown")


def read_relation(text: str) -> str:
    """Read the relation to the head of the household, as a word or as a code of GB/T 4761."""
    plain = _plain(text)
    if _TWO_DIGITS.fullmatch(plain):
        return plain[0]
    known = _RELATIONS.get(plain)
    if known is None:
        raise Unreadable("relation.unknown")
    return known


def read_standing(text: str) -> str:
    """Read how the person stands to the committee."""
    return _look_up(_STANDINGS, text, "standing.unknown")


def read_tenures(text: str) -> tuple[int, ...]:
    """Read one or several kinds of tenure: 户籍、产权."""
    kinds = (_look_up(_TENURES, word, "tenure.unknown") for word in _SEVERAL.split(squeeze(text)) if word)
    return tuple(dict.fromkeys(kinds))


def read_date(cell: object) -> date:
    """Read 1990-01-02, 1990/1/2, 1990.1.2, 19900102, 1990年1月2日 or a date cell."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell)
    if len(text) == _ISO_LENGTH and text[4] == "-":  # by far the most; regular expressions only for the rest
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    return _written_date(squeeze(text))


_ISO_LENGTH: Final = 10


class Reading(NamedTuple):
    """The pieces of a written date."""

    year: int
    month: int
    day: int


def _written_date(text: str) -> date:
    found = _DATE.fullmatch(text)
    if found is None:
        raise Unreadable(_why_no_date(text))
    year, month, day, packed_month, packed_day = found.groups()
    pieces = Reading(int(year), int(month or packed_month), int(day or packed_day))
    try:
        return date(*pieces)
    except ValueError:
        raise Unreadable("date.impossible") from None


def _why_no_date(text: str) -> str:
    if _YEAR_AND_MONTH.fullmatch(text):
        return "date.no_day"
    if _SHORT_YEAR.fullmatch(text):
        return "date.order"  # 02/03/90 and 3/2/1990: nobody can know which is the month
    if _NUMBER.fullmatch(text):
        return "date.number"  # a day number of the spreadsheet program that lost its format
    return "date.unreadable"


def _look_up[V](table: dict[str, V], text: str, code: str) -> V:
    try:
        return table[_plain(text)]
    except KeyError:
        raise Unreadable(code) from None


def _plain(text: str) -> str:
    return squeeze(text).lower()
