"""Setting apart the part of a title that matched: by its words, or by the characters that were spelled."""

from __future__ import annotations

from typing import NamedTuple

from linli.toolbox.pinyin import spoken_prefix
from linli.toolbox.texts import fold


class Piece(NamedTuple):
    """A part of a title, matched or not."""

    text: str
    is_match: bool


def pieces(title: str, text: str, *, by_sound: bool = True) -> list[Piece]:
    """Cut a title into what matched and what did not; together the pieces are the title again."""
    found = _span(title, text, by_sound=by_sound)
    if found is None:
        return [Piece(title, is_match=False)] if title else []
    start, end = found
    cut = [
        Piece(title[:start], is_match=False),
        Piece(title[start:end], is_match=True),
        Piece(title[end:], is_match=False),
    ]
    return [piece for piece in cut if piece.text]


def _span(title: str, text: str, *, by_sound: bool) -> tuple[int, int] | None:
    folded = title.casefold()
    if len(folded) != len(title):  # İ: places would no longer agree
        return None
    words = [text, *text.split()]
    for word in words:
        place = folded.find(word.casefold()) if word else -1
        if place >= 0:
            return place, place + len(word)
    if not by_sound:
        return None
    return next((span for word in words if (span := _spelled(title, word)) is not None), None)


def _spelled(title: str, word: str) -> tuple[int, int] | None:
    if not (word.isascii() and word.isalpha()) or fold(title).isascii():
        return None
    for start in range(len(title)):
        length = spoken_prefix(title[start:], word)
        if length:
            return start, start + length
    return None
