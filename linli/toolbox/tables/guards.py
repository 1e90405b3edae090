"""Text that a spreadsheet would execute or damage, and the guard written in front of it.

Excel takes a text beginning with = + - or @ for a formula, and keeps only 15 digits of a long
number. In CSV, which knows no types, such text is written behind one tab: Excel then shows it as
text, the digits stay, and nothing is put inside the value (an apostrophe would be, for every other
program and for Excel itself, which hides it only when typed). Linli takes the tab off on reading.
"""

import re
from typing import Final

GUARD: Final = "\t"

# Full-width signs too: Excel in Chinese takes ＝ for =. A guard already there is guarded again,
# so that taking off one guard always gives back what was written.
_DAMAGED_BY_EXCEL: Final = (
    r"\s*[=+\-@＝＋－＠]|[\t\r\n]"  # executed, or lost at the edge of the cell
    r"|0\d+\Z|\d{16,}\Z|\d+[eE]\d+\Z"  # zeros in front lost, digits lost, taken for 12 × 10³
    r"|\d{1,4}[-/]\d{1,2}\Z"  # the house 3-5 taken for the 5th of March
)
_DANGEROUS: Final = re.compile(_DAMAGED_BY_EXCEL)
_GUARDED: Final = re.compile(rf"{GUARD}(?:{_DAMAGED_BY_EXCEL})")


def guarded(text: str) -> str:
    """Put a tab before text that a spreadsheet would not leave as it is."""
    return GUARD + text if _DANGEROUS.match(text) else text


def unguarded(text: str) -> str:
    """Take the tab off again; other text is left alone."""
    return text[1:] if _GUARDED.match(text) else text
