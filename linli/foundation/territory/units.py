"""How the last four digits of a code are given out below a committee.

A committee holds 10,000 codes. Estate n takes the hundred from ``n00``; building group m of it the single
code ``nmm``. The hundred 00 and the code 00 of an estate stay free: they mean "not placed any further".
"""

from typing import Final

from django.utils.translation import gettext as _

from linli.foundation.territory.models import Area, AreaKind
from linli.toolbox.errors import Conflict, Invalid
from linli.toolbox.levels import Level

ESTATE_WIDTH: Final = 100
GROUP_WIDTH: Final = 1

_WIDTH: Final = {AreaKind.ESTATE: ESTATE_WIDTH, AreaKind.BUILDING_GROUP: GROUP_WIDTH}


def estate_range(committee_code: int, number: int) -> tuple[int, int]:
    """Give the codes of estate ``number`` (1–99) of a committee."""
    lo = committee_code + number * ESTATE_WIDTH
    return lo, lo + ESTATE_WIDTH


def check_unit_kind(kind: AreaKind, parent: Area) -> None:
    """Refuse an estate anywhere but below a committee, a building group anywhere but below an estate."""
    wanted = {
        AreaKind.ESTATE: parent.level == Level.COMMITTEE,
        AreaKind.BUILDING_GROUP: parent.kind == AreaKind.ESTATE,
    }
    if not wanted.get(kind, False):
        raise Invalid(
            _("A housing estate lies below a committee, a building group below a housing estate."),
            code="territory.unit_kind",
        )


def free_slot(parent: Area, kind: AreaKind, *, after: int | None = None) -> tuple[int, int]:
    """Give the next code range that was never used: a closed unit keeps its number for old records."""
    width = _WIDTH[kind]
    if after is None:
        last = parent.children.order_by("-code").first()
        after = last.code if last else parent.code
    lo = after + width
    if lo + width > parent.hi:
        raise Conflict(_("%(parent)s has no free numbers left.") % {"parent": parent.name}, code="territory.unit_full")
    return lo, lo + width
