"""One row of a national file after it has been read and found whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from linli.foundation.territory.models import AreaKind
from linli.toolbox.areacodes import from_national
from linli.toolbox.errors import Invalid
from linli.toolbox.levels import Level
from linli.toolbox.texts import tidy

# The national table of 2023 tells the state of 30 June 2023.
AS_OF_2023: Final = date(2023, 6, 30)
_MOST_FAULTS_TOLD: Final = 5
LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area as a file tells it."""

    code: int
    hi: int
    level: Level
    kind: AreaKind
    national_code: str
    name: str

    @classmethod
    def build(cls, national_code: str, name: str, kind: AreaKind) -> "AreaRow":
        """Read a national code and a name; raises Invalid for a code that cannot be."""
        lo, hi = from_national(national_code, kind.level)
        name = tidy(name)
        if len(name) > LONGEST_NAME:
            raise Invalid(
                _("The name of the area %(code)s is longer than %(most)d characters.")
                % {"code": national_code, "most": LONGEST_NAME},
                code="territory.name",
            )
        if not name:
            raise Invalid(_("The area %(code)s has no name.") % {"code": national_code}, code="territory.name")
        return cls(lo, hi, kind.level, kind, national_code.ljust(12, "0"), name)


def parents(rows: Sequence[AreaRow]) -> dict[int, int | None]:
    """Find the parent of every row by range; refuses a file in which one is missing or two overlap."""
    found: dict[int, int | None] = {}
    above: list[AreaRow] = []
    faults: list[str] = []
    for row in sorted(rows, key=lambda row: (row.code, -row.hi)):
        while above and above[-1].hi <= row.code:
            above.pop()
        if row.code in found:
            faults.append(_("%(code)s %(name)s is there twice") % {"code": row.national_code, "name": row.name})
        elif not above and row.level is not Level.CITY:
            faults.append(
                _("%(code)s %(name)s lies in no area of the file") % {"code": row.national_code, "name": row.name}
            )
        elif above and above[-1].level >= row.level:
            faults.append(
                _("%(code)s %(name)s overlaps %(other)s")
                % {"code": row.national_code, "name": row.name, "other": above[-1].name}
            )
        elif row.level is Level.COMMITTEE and above[-1].level is not Level.STREET:
            faults.append(
                _("%(code)s %(name)s lies in no street of the file") % {"code": row.national_code, "name": row.name}
            )
        found[row.code] = above[-1].code if above else None
        above.append(row)
    _refuse(faults)
    return found


def _refuse(faults: Iterable[str]) -> None:
    told = list(faults)
    if told:
        raise Invalid(
            _("The file of areas is not whole, nothing was loaded: %(faults)s.")
            % {"faults": "; ".join(told[:_MOST_FAULTS_TOLD])},
            code="territory.file",
        )
