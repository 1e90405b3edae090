"""Cells of a people file: how a sex, a relation, a standing, a date or a tenure may be written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, TypeVar

from linli.toolbox.dates import EARLIEST, LATEST, parse_date
from linli.toolbox.texts import squeeze

V = TypeVar("V")

# The numbers of the tables, which this pure room may not import; a test holds them equal.
REGISTERED, LIVING, OWNING, RENTING = 1, 2, 3, 4


class Unreadable(ValueError):  # noqa: N818 - it reads as what happened
    """A cell that cannot be read; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _words(meanings: Mapping[V, str]) -> dict[str, V]:
    return {word: meaning for meaning, words in meanings.items() for word in words.split()}


_SEXES: Final = _words(
    {
        1: "1 男 男性 先生 m male",
        2: "2 女 女性 女士 f female",
        0: "0 未知 未知的性别 unknown",
        9: "9 未说明 未说明的性别 notstated unstated",
    }
)
# GB/T 4761-2008 by its first digit
_RELATIONS: Final = _words(
    {
        "0": "0 户主 本人 本人或户主 本人/户主 head self headofhousehold",
        "1": "1 配偶 夫 妻 丈夫 妻子 夫妻 spouse husband wife",
        "2": "2 子 儿子 长子 次子 三子 四子 独生子 养子 继子 女婿 son soninlaw",
        "3": "3 女 女儿 长女 次女 三女 四女 独生女 养女 继女 儿媳 媳妇 daughter daughterinlaw",
        "4": "4 孙 孙子 孙女 外孙 外孙子 外孙女 孙子女 孙子、孙女或外孙子、外孙女 grandchild grandson granddaughter",
        "5": "5 父 母 父亲 母亲 父母 公公 婆婆 岳父 岳母 继父 继母 parent father mother",
        "6": "6 祖父 祖母 祖父母 爷爷 奶奶 外祖父 外祖母 外公 外婆 祖父母或外祖父母 "
        "grandparent grandfather grandmother",
        "7": "7 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 兄弟 姐妹 兄弟姐妹 兄、弟、姐、妹 sibling brother sister",
        "8": "8 97 其他 其它 亲属 其他亲属 非亲属 朋友 保姆 租客 同住人 other nonrelative tenant",
    }
)
_TWO_DIGITS: Final = re.compile(r"[0-8]\d")
_STANDINGS: Final = _words(
    {
        "present": "在住 人在 实住 常住 居住 人户一致 在册在住 人在户在 人在户不在 present liveshere living resident",
        "away": "不在住 人户分离 户在人不在 空挂 空挂户 在册不在住 away registeredonly",
        "moved": "迁出 已迁出 搬离 已搬离 搬走 已搬走 moved movedaway movedout",
        "dead": "死亡 已死亡 已故 去世 dead died deceased",
    }
)
_TENURES: Final = _words(
    {
        REGISTERED: "1 户籍 户籍人口 在册 户口 registered hukou",
        LIVING: "2 居住 实住 常住 在住 living lives resident",
        OWNING: "3 产权 产权人 业主 自有 房主 owning owns owner",
        RENTING: "4 租住 租赁 承租 租客 租户 renting rents tenant",
    }
)
_SEVERAL: Final = re.compile(r"[、,;/|+和及]")


def read_sex(text: str) -> int:
    """Read 男, 女, 1, 2, M, female …"""
    return _look_up(_SEXES, text, "sex.unknown")


def read_relation(text: str) -> str:
    """Read the relation to the head of the household, as a word or as a code of GB/T 4761."""
    plain = _plain(text)
    if plain not in _RELATIONS and _TWO_DIGITS.fullmatch(plain):
        return plain[0]
    return _look_up(_RELATIONS, text, "relation.unknown")


def read_standing(text: str) -> str:
    """Read how the person stands to the committee."""
    return _look_up(_STANDINGS, text, "standing.unknown")


def read_tenures(text: str) -> tuple[int, ...]:
    """Read one or several kinds of tenure: 户籍、产权."""
    words = [word for word in _SEVERAL.split(squeeze(text)) if word]
    return tuple(dict.fromkeys(_look_up(_TENURES, word, "tenure.unknown") for word in words))


def read_date(cell: object) -> date:
    """Read a day from a cell, however it is written; raises Unreadable with the code of the reason."""
    if isinstance(cell, str) and _ISO.fullmatch(cell):  # by far the most; the other forms cost ten times as much
        try:
            day = date.fromisoformat(cell)
        except ValueError:
            raise Unreadable("dates.impossible") from None
        if EARLIEST <= day < LATEST:
            return day
    found, problem = parse_date(cell)
    if found is None:
        raise Unreadable(problem or "dates.format")
    return found


_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _look_up(table: Mapping[str, V], text: str, code: str) -> V:
    found = table.get(text)
    if found is None:
        found = table.get(_plain(text))
    if found is None:
        raise Unreadable(code)
    return found


def _plain(text: str) -> str:
    return squeeze(text).lower()
