"""Names of people: where the surname ends, and the pinyin initials by which a name is found ("zs")."""

import re
import unicodedata
from typing import Final

from pypinyin.constants import PINYIN_DICT

from linli.toolbox.texts import fold

_UNREADABLE: Final = "?"  # a character no dictionary reads: the name must still be found by the others
_MIDDLE_DOTS: Final = frozenset("·•‧∙・･")  # 阿卜杜拉·买买提: such a name has no Han surname in front
_SHORTEST_WITH_COMPOUND: Final = 3  # in a name of two characters the surname is the first

# Left out on purpose: pairs that are far more often a common surname and the start of a given name (贺兰英).
_COMPOUNDS: Final = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 "
    "皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 "
    "子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 "
    "段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 "
    "左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 "
    "褚师 纳兰 叶赫 完颜 耶律 欧陽 司馬 諸葛 東方 尉遲 長孫 鍾離 萬俟 澹臺 單于 单于 "
)
_COMPOUND_SURNAMES: Final = frozenset(_COMPOUNDS.split())

# Surnames read otherwise than the same character elsewhere, by initial.
_SURNAME_INITIALS: Final = {
    "曾": "z",
    "单": "s",
    "單": "s",
    "仇": "q",
    "解": "x",
    "查": "z",
    "区": "o",
    "區": "o",
    "朴": "p",
    "盖": "g",
    "翟": "z",
    "乐": "y",
    "樂": "y",
    "缪": "m",
    "繆": "m",
    "任": "r",
    "种": "c",
    "重": "c",
    "覃": "q",
    "繁": "p",
    "祭": "z",
    "郇": "x",
    "隗": "w",
    "阚": "k",
    "闞": "k",
    "訾": "z",
    "莘": "s",
    "句": "g",
    "粘": "n",
    "员": "y",
    "員": "y",
    "秘": "b",
    "折": "s",
    "能": "n",
    "召": "s",
    "黑": "h",
    "长": "c",
    "洗": "x",
    "冼": "x",
    "车": "c",
    "幺": "y",
    "万俟": "mq",
    "萬俟": "mq",
    "尉迟": "yc",
    "尉遲": "yc",
    "单于": "cy",
    "單于": "cy",
    "澹台": "tt",
    "澹臺": "tt",
    "长孙": "zs",
    "長孫": "zs",
    "乐正": "yz",
    "子车": "zj",
    "令狐": "lh",
    "亓官": "qg",
    "宰父": "zf",
    "夹谷": "jg",
    "仲长": "zc",
}

# Characters whose first reading in the dictionary is not the one heard in given names.
_GIVEN_NAME_INITIALS: Final = {"晟": "s", "长": "c", "長": "c", "阚": "k", "调": "t"}


_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_CHARACTER: Final = re.compile(f"[{_HAN}]")
_WORD: Final = re.compile(rf"[^\W\d_{_HAN}]+")  # a run of letters of another script


def initials(name: str) -> str:
    """Give the initials by which a name is found: 张三 "zs", 欧阳娜娜 "oynn", 曾单 "zd", John Smith "js"."""
    name = fold(name)
    surname = surname_of(name)
    special = _SURNAME_INITIALS.get(surname, "")
    rest = name[len(surname) :] if special else name
    rest = _WORD.sub(_first_letter, rest)
    return special + "".join([_known[character] for character in rest])


def surname_of(name: str) -> str:
    """Give the surname of a Han name, one or two characters; a name with a middle dot has none."""
    if not _HAN_CHARACTER.match(name) or not _MIDDLE_DOTS.isdisjoint(name):
        return ""
    is_compound = len(name) >= _SHORTEST_WITH_COMPOUND and name[:2] in _COMPOUND_SURNAMES
    return name[:2] if is_compound else name[0]


def _first_letter(word: re.Match[str]) -> str:
    return word[0][0]


class _Initials(dict[str, str]):
    """The initial of each character met so far: the names of a city use a few thousand."""

    def __missing__(self, character: str) -> str:
        self[character] = initial = _initial_of(character)
        return initial


def _initial_of(character: str) -> str:
    if character in _GIVEN_NAME_INITIALS:
        return _GIVEN_NAME_INITIALS[character]
    if _HAN_CHARACTER.match(character):
        return _without_accent(PINYIN_DICT.get(ord(character), _UNREADABLE))
    if character.isalpha():
        return _without_accent(character)
    return character if character.isdecimal() else ""


def _without_accent(letters: str) -> str:
    base = unicodedata.normalize("NFD", letters)[0].lower()
    return base if base.isascii() else letters[0].lower()[0]


_known: Final = _Initials()
