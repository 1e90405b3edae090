"""Text as people type it, brought into one form.

Two strengths: `tidy` keeps what a person wrote and only removes what cannot be seen; `fold` brings
text into the form in which it is compared, searched and parsed, where ＡＢＣ，１２３ equals ABC,123.
"""

import re
import unicodedata
from typing import Final, Literal

# Soft hyphen, Arabic letter mark, zero-width and bidirectional marks, byte-order mark, variation
# selectors: all arrive by copy and paste, none can be seen, and each makes two equal names unequal.
_INVISIBLE: Final = (
    "\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"
)
_BLANKS: Final = r"\s\x1c-\x1f\x85\u115f\u1160\u3164\uffa0"  # \s knows U+3000; the Hangul fillers look blank too
_CONTROLS: Final = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # those that do not end a line or a field
_REMOVED: Final = re.compile(f"[{_INVISIBLE}{_CONTROLS}]+")
_BLANK_RUN: Final = re.compile(rf"[{_BLANKS}]+")
_PLAIN: Final = re.compile(r"[!-~\u4e00-\u9fa5]*")  # needs nothing done: no blank, nothing to fold


def tidy(text: str) -> str:
    """Remove what cannot be seen and make every run of blanks one space; punctuation stays as written."""
    if _PLAIN.fullmatch(text):
        return text
    return _normal("NFC", text)


def fold(text: str) -> str:
    """Give the form for comparing: `tidy`, and full-width and compatibility characters made plain (NFKC)."""
    if _PLAIN.fullmatch(text):
        return text
    return _normal("NFKC", text)


def squeeze(text: str) -> str:
    """Fold and drop every blank: for numbers, codes and Chinese addresses, where a blank means nothing."""
    if _PLAIN.fullmatch(text):
        return text
    # Normalised once more: dropping a blank can bring an accent next to its letter.
    return unicodedata.normalize("NFKC", fold(text).replace(" ", ""))


_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[\s.\-\u2010-\u2015\u2212_·•・~]+(?=\d)")
_LONG_NUMBER: Final = re.compile(r"\d{11}")  # the shortest that names one person: a mobile telephone


def holds_long_number(text: str) -> bool:
    """Say whether a text holds 11 digits in a row, as citizen ids and mobile telephones have.

    １３８ ００１３ ８０００ and 138-0013-8000 are such rows too; 2024-01-31 10:30 is none.
    """
    return _LONG_NUMBER.search(_BETWEEN_DIGITS.sub("", fold(text))) is not None


def _normal(form: Literal["NFC", "NFKC"], text: str) -> str:
    text = unicodedata.normalize(form, _REMOVED.sub("", text))
    return _BLANK_RUN.sub(" ", text).strip(" ")


_DIGITS: Final = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0,
    "○": 0,
    "两": 2,
    "幺": 1,
}
_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
CHINESE_NUMERALS: Final = "".join((*_DIGITS, *_UNITS))


def chinese_number(text: str) -> int | None:
    """Read 三百零二, 十二 or the digits one by one as in 五零二; None when it is no number below 10,000."""
    if not text:
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, digit, last_unit = 0, None, 10_000
    for character in text:
        if character in _DIGITS:
            if digit:
                return None  # two digits side by side among units: 一二百
            digit = _DIGITS[character]
        elif character in _UNITS and _UNITS[character] < last_unit:
            last_unit = _UNITS[character]
            if digit is None and total == 0 and last_unit == _UNITS["十"]:
                digit = 1  # 十二 stands for 一十二
            if not digit:
                return None
            total, digit = total + digit * last_unit, None
        else:
            return None
    return total + (digit or 0)
