"""Many units at once, for a city that comes with its own list of estates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError

from linli.foundation.scope import Scope
from linli.foundation.territory.models import Area, AreaKind, AreaName
from linli.foundation.territory.naming import initials
from linli.toolbox.levels import Level

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit whose code range is already decided."""

    lo: int
    hi: int
    kind: AreaKind
    name: str
    parent_code: int


@transaction.atomic
def load_units(units: Iterable[UnitDraft], *, since: date | None = None) -> int:
    """Add the units that are not there yet; give how many were added."""
    drafts = {unit.lo: unit for unit in units}
    known = set(Area.objects.filter(pk__in=drafts).values_list("pk", flat=True))
    fresh = [unit for code, unit in sorted(drafts.items()) if code not in known]
    # estates before the building groups inside them
    fresh.sort(key=lambda unit: unit.lo - unit.hi)
    Area.objects.bulk_create(
        [
            Area(
                code=unit.lo,
                hi=unit.hi,
                level=Level.UNIT,
                kind=unit.kind,
                name=unit.name,
                short_name=unit.name,
                initials=initials(unit.name),
                parent_id=unit.parent_code,
                valid_from=since,
            )
            for unit in fresh
        ],
        batch_size=_BATCH,
    )
    AreaName.objects.bulk_create(
        [AreaName(area_id=unit.lo, name=unit.name, valid_from=since) for unit in fresh], batch_size=_BATCH
    )
    return len(fresh)


def forget_units(scope: Scope) -> int:
    """Delete the units of a scope as if they had never been; none of a kind when a post stands on one."""
    units = Area.objects.covered_by(scope).filter(level=Level.UNIT)
    forgotten = 0
    # building groups before the estates around them
    for kind in (AreaKind.BUILDING_GROUP, AreaKind.ESTATE):
        try:
            with transaction.atomic():
                of_kind = units.filter(kind=kind)
                count = of_kind.count()
                of_kind.delete()
        except ProtectedError:
            return forgotten
        forgotten += count
    return forgotten
