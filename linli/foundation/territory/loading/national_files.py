"""The files of the whole country: streets and villages, from which any city can be cut out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from linli.foundation.territory.loading.lines import lines
from linli.foundation.territory.loading.rows import AreaRow
from linli.foundation.territory.models import AreaKind
from linli.toolbox.areacodes import MUNICIPALITIES
from linli.toolbox.errors import Invalid

_NO_DISTRICT: Final = "00"  # 441900: a city whose streets stand straight below it
_MUNICIPALITY_DIGITS: Final = 2


def read_national(streets: Path, villages: Path, city_prefix: str, names: Mapping[str, str]) -> list[AreaRow]:
    """Cut one city out of the national files.

    ``city_prefix`` is 2 digits for a municipality, 4 for any other city. The files name streets and
    villages only, so ``names`` must give the city and every district by code: nothing is invented.
    """
    _check_prefix(city_prefix)
    street_lines = [line for line in lines(streets) if line["code"].startswith(city_prefix)]
    village_lines = [line for line in lines(villages) if line["code"].startswith(city_prefix)]
    districts = sorted({line["code"][:6] for line in street_lines} - {city_prefix + _NO_DISTRICT})
    if missing := [code for code in (city_prefix, *districts) if code not in names]:
        raise Invalid(
            _("The national files do not name cities and districts. Give the names of: %(codes)s.")
            % {"codes": ", ".join(missing)},
            code="territory.names_missing",
        )
    top = AreaKind.MUNICIPALITY if int(city_prefix) in MUNICIPALITIES else AreaKind.CITY
    return [
        AreaRow.build(city_prefix, names[city_prefix], top),
        *(AreaRow.build(code, names[code], _district_kind(names[code])) for code in districts),
        *(AreaRow.build(line["code"], line["name"], _street_kind(line["name"])) for line in street_lines),
        *(AreaRow.build(line["code"], line["name"], _village_kind(line["name"])) for line in village_lines),
    ]


def _check_prefix(city_prefix: str) -> None:
    municipality = city_prefix.isdecimal() and int(city_prefix) in MUNICIPALITIES
    if not city_prefix.isdecimal() or len(city_prefix) != (_MUNICIPALITY_DIGITS if municipality else 4):
        raise Invalid(
            _("Name a city by 4 digits (Beijing, Tianjin, Shanghai, Chongqing by 2), not by “%(prefix)s”.")
            % {"prefix": city_prefix},
            code="territory.prefix",
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
