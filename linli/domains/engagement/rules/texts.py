"""The body of a bulletin as paragraphs and links. Plain text in, pieces out; the template escapes them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

# Only what a browser opens over the web, only plain characters: in Chinese a link ends where the next word begins,
# without a blank between them ("详见https://example.cn/a。请…").
_LINK: Final = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&'*+,;=%\[\]()-]*")
_TRAILING: Final = ".,;:!?'*)]"
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_AFTER_FULL_STOP: Final = re.compile(r"(?<=[。！？；：，、）”]) ")  # Chinese marks bring their own space
_SMS_LENGTH: Final = 120


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; with an address it is a link."""

    text: str
    url: str = ""


def settled(body: str) -> str:
    """Keep the lines as they were typed: one kind of line end, nothing invisible, at most one empty line."""
    lines = unicodedata.normalize("NFC", body).replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(char for char in lines if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"})
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in seen.split("\n"))).strip("\n ")


def paragraphs(body: str) -> list[list[list[Piece]]]:
    """Cut a body into paragraphs of lines of pieces."""
    return [[_pieces(line) for line in block.split("\n")] for block in settled(body).split("\n\n") if block]


def _pieces(line: str) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for match in _LINK.finditer(line):
        url = match[0].rstrip(_TRAILING)
        if match.start() > at:
            found.append(Piece(line[at : match.start()]))
        found.append(Piece(url, url))
        at = match.start() + len(url)
    if at < len(line) or not found:
        found.append(Piece(line[at:]))
    return found


def in_short(body: str, length: int = _SMS_LENGTH) -> str:
    """Give the beginning of a body in one line, for a text message or a row of a list."""
    line = _AFTER_FULL_STOP.sub("", " ".join(settled(body).split()))
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
