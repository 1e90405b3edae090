"""Which cell styles of a workbook show a number as a date."""

import re
from typing import Final

from linli.toolbox.tables.archive import BoundedPart
from linli.toolbox.tables.limits import Limits
from linli.toolbox.tables.xml import elements

# Built-in formats that show a day; 27-36 and 50-58 are the Chinese ones (2021年3月4日). Those that show
# only a time of day are left out: there is no day in them.
_DATE_FORMATS: Final = frozenset([*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)])
_NOT_CODE: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')  # quoted text, colours, escapes, padding
_DAY_OR_YEAR: Final = re.compile(r"[dy]|e(?![+-])", re.IGNORECASE)  # e is the year too, but not in 0.00E+00


def date_styles(stream: BoundedPart, limits: Limits) -> frozenset[str]:
    """Give the numbers of the cell styles that show a date, as cells name them ("3")."""
    custom: dict[str, str] = {}
    formats: list[str] = []

    def take(name: str, attributes: dict[str, str], around: list[str]) -> None:
        if name == "numFmt":
            custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and around and around[-1] == "cellXfs":
            formats.append(attributes.get("numFmtId", "0"))

    elements(stream, "styles.xml", limits, take)
    return frozenset(str(style) for style, number in enumerate(formats) if _is_date(number, custom))


def _is_date(number: str, custom: dict[str, str]) -> bool:
    if number in custom:
        first_section = _NOT_CODE.sub("", custom[number]).split(";", 1)[0]
        return "general" not in first_section.lower() and bool(_DAY_OR_YEAR.search(first_section))
    return number.isdecimal() and int(number) in _DATE_FORMATS
