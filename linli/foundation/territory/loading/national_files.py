"""The files of the whole country: from them any city can be cut out.

Each has the columns ``code`` and ``name``; how many digits its codes have says what it lists: 9 streets, 12
committees and villages, 6 districts, 4 cities, 2 provinces.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from linli.foundation.territory.loading.lines import lines
from linli.foundation.territory.loading.rows import AreaRow
from linli.foundation.territory.models import AreaKind
from linli.foundation.territory.naming import short_name
from linli.toolbox.areacodes import MUNICIPALITIES
from linli.toolbox.errors import Invalid

_NO_DISTRICT: Final = "00"  # 441900: a city whose streets stand straight below it
_MUNICIPALITY_DIGITS: Final = 2
_CITY_DIGITS: Final = 4
_DISTRICT_DIGITS: Final = 6
_STREET_DIGITS: Final = 9
_VILLAGE_DIGITS: Final = 12
_NAMING_DIGITS: Final = {_MUNICIPALITY_DIGITS, _CITY_DIGITS, _DISTRICT_DIGITS}
_COLUMNS: Final = {"code", "name"}
_MOST_OFFERED: Final = 5


def read_national(files: Sequence[Path], city: str, names: Mapping[str, str]) -> list[AreaRow]:
    """Cut one city out of the national files.

    ``city`` is 2 digits for a municipality, 4 for any other city, or its name where a file gives it. What the
    files do not name ``names`` must, by code: nothing is invented. A name given by hand goes before the files'.
    """
    named, streets, villages = _read(files, city if city.isdecimal() else "")
    named |= {code.strip(): name.strip() for code, name in names.items()}
    prefix = city if city.isdecimal() else _code_of(city, named)
    _check_prefix(prefix)
    streets = {code: name for code, name in streets.items() if code.startswith(prefix)}
    villages = {code: name for code, name in villages.items() if code.startswith(prefix)}
    _check_whole(prefix, streets, villages)
    districts = sorted({code[:_DISTRICT_DIGITS] for code in streets} - {prefix + _NO_DISTRICT})
    if missing := [code for code in (prefix, *districts) if not named.get(code)]:
        raise Invalid(
            _("The national files do not name cities and districts. Give the names of: %(codes)s.")
            % {"codes": ", ".join(missing)},
            code="territory.names_missing",
        )
    top = AreaKind.MUNICIPALITY if int(prefix) in MUNICIPALITIES else AreaKind.CITY
    return [
        AreaRow.build(prefix, named[prefix], top),
        *(AreaRow.build(code, named[code], _district_kind(named[code])) for code in districts),
        *(AreaRow.build(code, name, _street_kind(name)) for code, name in streets.items()),
        *(AreaRow.build(code, name, _village_kind(name)) for code, name in villages.items()),
    ]


def _read(files: Sequence[Path], prefix: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Read names of cities and districts, streets, and villages, of one city where its code is known."""
    named: dict[str, str] = {}
    streets: dict[str, str] = {}
    villages: dict[str, str] = {}
    kept = {_STREET_DIGITS: streets, _VILLAGE_DIGITS: villages} | dict.fromkeys(_NAMING_DIGITS, named)
    for path in files:
        for number, line in enumerate(lines(path), start=2):
            if missing := _COLUMNS - line.keys():
                raise Invalid(
                    _("The file of areas lacks the columns %(columns)s.") % {"columns": ", ".join(sorted(missing))},
                    code="territory.file",
                )
            code, name = line["code"] or "", line["name"] or ""
            into = kept.get(len(code))
            if into is None or not (code.isascii() and code.isdigit()):
                raise Invalid(
                    _("%(file)s, line %(number)d: “%(code)s” is no national code of 2, 4, 6, 9 or 12 digits.")
                    % {"file": path.name, "number": number, "code": code},
                    code="territory.file",
                )
            if not code.startswith(prefix):
                continue
            if into.setdefault(code, name) != name:
                raise Invalid(
                    _("%(file)s, line %(number)d: %(code)s has two names, %(one)s and %(other)s.")
                    % {"file": path.name, "number": number, "code": code, "one": into[code], "other": name},
                    code="territory.file",
                )
    return named, streets, villages


def _code_of(name: str, named: Mapping[str, str]) -> str:
    """Find the code of a city by its name; a municipality is found by its two digits."""
    found = [
        code
        for code, known in named.items()
        if name in {known, short_name(known)}
        and len(code) == (_MUNICIPALITY_DIGITS if int(code[:2]) in MUNICIPALITIES else _CITY_DIGITS)
    ]
    if len(found) != 1:
        raise Invalid(
            _("No one city is called “%(name)s” in these files. Give its code.") % {"name": name}
            if not found
            else _("Several cities are called “%(name)s”: %(codes)s. Give the code.")
            % {"name": name, "codes": ", ".join(sorted(found)[:_MOST_OFFERED])},
            code="territory.city_unknown",
        )
    return found[0]


def _check_prefix(city_prefix: str) -> None:
    municipality = city_prefix.isdecimal() and int(city_prefix) in MUNICIPALITIES
    if not city_prefix.isdecimal() or len(city_prefix) != (_MUNICIPALITY_DIGITS if municipality else _CITY_DIGITS):
        raise Invalid(
            _("Name a city by 4 digits (Beijing, Tianjin, Shanghai, Chongqing by 2), not by “%(prefix)s”.")
            % {"prefix": city_prefix},
            code="territory.prefix",
        )


def _check_whole(prefix: str, streets: Mapping[str, str], villages: Mapping[str, str]) -> None:
    """Refuse half a city: what a file does not name would be closed by a second load."""
    if not streets:
        raise Invalid(
            _("No street begins with %(city)s in these files. Give the national file of streets, with 9-digit codes.")
            % {"city": prefix},
            code="territory.no_streets",
        )
    if not villages:
        raise Invalid(
            _("No committee begins with %(city)s in these files. Give the national file of villages, with 12 digits.")
            % {"city": prefix},
            code="territory.no_committees",
        )


def _district_kind(name: str) -> AreaKind:
    if name.endswith("市"):
        return AreaKind.COUNTY_LEVEL_CITY
    return AreaKind.COUNTY if name.endswith(("县", "旗")) else AreaKind.DISTRICT


def _street_kind(name: str) -> AreaKind:
    if name.endswith(("街道", "街道办事处", "办事处")):
        return AreaKind.SUBDISTRICT
    if name.endswith("镇"):
        return AreaKind.TOWN
    return AreaKind.TOWNSHIP if name.endswith(("乡", "苏木")) else AreaKind.SPECIAL_ZONE


def _village_kind(name: str) -> AreaKind:
    if name.endswith(("村委会", "村民委员会", "嘎查委员会")):
        return AreaKind.VILLAGE_COMMITTEE
    if name.endswith(("居委会", "居民委员会", "社区")):
        return AreaKind.NEIGHBOURHOOD_COMMITTEE
    return AreaKind.STATISTICAL_COMMUNITY
