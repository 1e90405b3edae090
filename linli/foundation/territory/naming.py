"""Short names and pinyin initials of areas."""

import re
from typing import Final

from pypinyin import Style, lazy_pinyin

_SUFFIXES: Final = (
    "社区居民委员会", "居民委员会", "村民委员会", "社区居委会", "居委会", "村委会",
    "街道办事处", "街道", "新区", "自治县", "镇", "乡", "区", "县", "市",
)  # fmt: skip
_SHORTEST: Final = 2


def short_name(name: str) -> str:
    """Leave out what the level already says: 彭浦新村街道 → 彭浦新村, 静安区 → 静安."""
    for suffix in _SUFFIXES:
        stem = name.removesuffix(suffix)
        if stem != name and len(stem) >= _SHORTEST:
            return stem
    return name


def initials(name: str) -> str:
    """Give the first letters of the pinyin, so that ``pp`` finds 彭浦; digits and letters stay."""
    # in the name of a place 长 is read cháng, by itself the library reads it zhǎng
    letters = "".join(lazy_pinyin(name.replace("长", "常"), style=Style.FIRST_LETTER, errors="default")).lower()
    return re.sub(r"[^a-z0-9]", "", letters)
