"""Writing the rows of a file into the tables: all of them or none, and as often as one likes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from linli.foundation.territory.loading.rows import AreaRow, parents
from linli.foundation.territory.models import Area, AreaChange, AreaName, ChangeKind
from linli.foundation.territory.naming import initials, short_name
from linli.toolbox.levels import Level

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many areas a load added, renamed, closed, and found unchanged."""

    added: int
    renamed: int
    closed: int
    unchanged: int


@transaction.atomic
def store(rows: Sequence[AreaRow], *, as_of: date, basis: str) -> LoadReport:
    """Bring the tables to what the rows say of the day ``as_of``.

    What an administrator recorded for a later day stands: an old file does not undo a newer decision.
    """
    parent_of = parents(rows)
    city = min(rows, key=lambda row: row.level)
    known = {area.code: area for area in Area.objects.select_for_update().filter(code__gte=city.code, code__lt=city.hi)}
    ordered = sorted(rows, key=lambda row: (row.level, row.code))
    fresh = [row for row in ordered if row.code not in known]
    # the first load of a city knows no founding days; what a later file adds was founded since
    since = as_of if known else None
    _add(fresh, parent_of, since)
    renamed = _rename([row for row in ordered if row.code in known], known, as_of, basis)
    closed = _close_missing({row.code for row in rows}, known, as_of)
    return LoadReport(len(fresh), renamed, closed, len(rows) - len(fresh) - renamed)


def _add(rows: Sequence[AreaRow], parent_of: dict[int, int | None], since: date | None) -> None:
    Area.objects.bulk_create(
        [
            Area(
                code=row.code,
                hi=row.hi,
                level=row.level,
                kind=row.kind,
                national_code=row.national_code,
                name=row.name,
                short_name=short_name(row.name),
                initials=initials(row.name),
                parent_id=parent_of[row.code],
                valid_from=since,
            )
            for row in rows
        ],
        batch_size=_BATCH,
    )
    AreaName.objects.bulk_create(
        [AreaName(area_id=row.code, name=row.name, valid_from=since) for row in rows], batch_size=_BATCH
    )


def _rename(rows: Sequence[AreaRow], known: dict[int, Area], as_of: date, basis: str) -> int:
    renamed = 0
    for row in rows:
        area = known[row.code]
        if area.name != row.name and not _was_touched_after(area, as_of):
            give_name(area, row.name, on=as_of, basis=basis)
            renamed += 1
    return renamed


def _was_touched_after(area: Area, day: date) -> bool:
    if area.valid_to is not None:
        return True
    return area.names.filter(valid_from__gte=day).exists()


def give_name(area: Area, name: str, *, on: date, basis: str) -> None:
    """Close the name of today on a day and open a new one; the old one stays readable."""
    area.names.filter(valid_to=None).update(valid_to=on)
    AreaName.objects.create(area=area, name=name, valid_from=on)
    AreaChange.objects.create(from_area=area, to_area=area, kind=ChangeKind.RENAME, on=on, basis=basis)
    area.name, area.short_name, area.initials = name, short_name(name), initials(name)
    area.save(update_fields=["name", "short_name", "initials"])


def _close_missing(told: set[int], known: dict[int, Area], as_of: date) -> int:
    """Close what the newer file no longer names; units below a committee are ours, not the file's."""
    gone = [
        area.code
        for area in known.values()
        if area.code not in told
        and area.level != Level.UNIT
        and area.valid_to is None
        and (area.valid_from is None or area.valid_from < as_of)
    ]
    AreaName.objects.filter(area__in=gone, valid_to=None).update(valid_to=as_of)
    return Area.objects.filter(pk__in=gone).update(valid_to=as_of)
