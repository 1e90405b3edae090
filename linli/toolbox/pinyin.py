"""Full pinyin: which characters a typed syllable may stand for, and how a Chinese text is spelled.

A name keeps only its initials in an index. Whoever types more is understood here: "zhangsan" is cut into syllables,
their first letters reach the index, and the characters that read like them pick the right ones among the found.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from pypinyin.constants import PINYIN_DICT

LONGEST: Final = 24  # letters: four syllables of six
MOST_READINGS: Final = 4  # xian is 先 and 西安; nobody means more than a few
_MOST_SYLLABLES: Final = 4
_COMMON: Final = (0x4E00, 0x9FFF)
_VOWELS: Final = frozenset("aeiouv")  # 嗯 is read ng: nobody is called so


@lru_cache(maxsize=1)
def _characters() -> dict[str, str]:
    """Give the common characters of each syllable, without tones: "zhang" → 张章漳…."""
    found: dict[str, list[str]] = {}
    for code, readings in PINYIN_DICT.items():
        if _COMMON[0] <= code <= _COMMON[1]:
            for syllable in {_plain(reading) for reading in readings.split(",")}:  # with the rare readings
                found.setdefault(syllable, []).append(chr(code))
    return {syllable: "".join(sorted(each)) for syllable, each in found.items() if _VOWELS & set(syllable)}


def _plain(reading: str) -> str:
    """Take the tone off and write ü as people type it: lǚ → lv."""
    bare = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).lower()


@lru_cache(maxsize=4096)
def readings(letters: str) -> tuple[tuple[str, ...], ...]:
    """Cut letters into syllables in every way that fits; the last one may still be being typed."""
    letters = letters.lower().replace("ü", "v")
    if not (letters.isascii() and letters.isalpha() and len(letters) <= LONGEST):
        return ()
    found: list[tuple[str, ...]] = []
    _cut(letters, (), found)
    # fewer syllables first; initials alone (zs) are no pinyin
    return tuple(sorted((way for way in found if max(map(len, way)) > 1), key=len)[:MOST_READINGS])


def _cut(rest: str, before: tuple[str, ...], found: list[tuple[str, ...]]) -> None:
    if len(before) == _MOST_SYLLABLES:
        return
    if (before or len(rest) > 1) and any(syllable.startswith(rest) for syllable in _characters()):
        found.append((*before, rest))
    for end in range(min(6, len(rest) - 1), 0, -1):
        if rest[:end] in _characters() and (end > 1 or rest[:end] in "aeo"):
            _cut(rest[end:], (*before, rest[:end]), found)


@lru_cache(maxsize=4096)
def spelled_like(syllable: str, *, begun: bool = False) -> str:
    """Give the characters that read like a syllable, or like one that begins so."""
    known = _characters()
    if not begun:
        return known.get(syllable, "")
    return "".join(sorted({each for other, those in known.items() if other.startswith(syllable) for each in those}))


@lru_cache(maxsize=8192)
def sound_of(character: str) -> str:
    """Give the common reading of a character; one that is no Han stands for itself."""
    known = PINYIN_DICT.get(ord(character), "")
    return _plain(known.split(",")[0]) if known else character.lower()


def spoken_prefix(text: str, letters: str) -> int:
    """Say how many characters at the beginning of a text are spelled by letters, whole or by initials; 0: it is not."""
    letters = letters.lower().replace("ü", "v")
    ends = {0}  # how many letters may be used up
    for number, character in enumerate(text, start=1):
        following: set[int] = set()
        sound = sound_of(character)
        for end in ends:
            left = letters[end:]
            if sound.startswith(left):
                return number
            following |= {end + len(sound)} if left.startswith(sound) else set()
            following |= {end + 1} if left[0] == sound[0] else set()
        if not following:
            return 0
        ends = following
    return 0
