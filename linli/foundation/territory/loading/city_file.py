"""The file of one city with all five levels, as shipped for Shanghai."""

from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from linli.foundation.territory.loading.lines import lines
from linli.foundation.territory.loading.rows import AreaRow
from linli.foundation.territory.models import AreaKind
from linli.toolbox.errors import Invalid

SHANGHAI_2023: Final = Path(__file__).parent.parent / "data" / "shanghai_5level_2023.csv.gz"

_COLUMNS: Final = {"code12", "name", "kind"}
_SKIPPED_KIND: Final = "市辖区"  # a row of the table at which nobody governs
_KIND_OF: Final = {
    "直辖市": AreaKind.MUNICIPALITY,
    "市": AreaKind.CITY,
    "区": AreaKind.DISTRICT,
    "县": AreaKind.COUNTY,
    "街道": AreaKind.SUBDISTRICT,
    "镇": AreaKind.TOWN,
    "乡": AreaKind.TOWNSHIP,
    "其他(开发区/农场/虚拟)": AreaKind.SPECIAL_ZONE,
    "居委会": AreaKind.NEIGHBOURHOOD_COMMITTEE,
    "村委会": AreaKind.VILLAGE_COMMITTEE,
    "其他": AreaKind.STATISTICAL_COMMUNITY,
}


def read_city(path: Path) -> list[AreaRow]:
    """Read every area of a city file, plain or gzipped; raises Invalid with the line that is wrong."""
    return [_row(line, number) for number, line in enumerate(lines(path), start=2) if line.get("kind") != _SKIPPED_KIND]


def _row(line: dict[str, str], number: int) -> AreaRow:
    if missing := _COLUMNS - line.keys():
        raise Invalid(
            _("The file of areas lacks the columns %(columns)s.") % {"columns": ", ".join(sorted(missing))},
            code="territory.file",
        )
    kind = _KIND_OF.get(line["kind"])
    if kind is None:
        raise Invalid(
            _("Line %(number)d: “%(kind)s” is no kind of area that Linli knows.")
            % {"number": number, "kind": line["kind"]},
            code="territory.kind",
        )
    return AreaRow.build(line["code12"], line["name"], kind)
