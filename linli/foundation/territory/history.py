"""What a code meant on a day, and what became of it: old records keep their meaning."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.foundation.territory.models import Area, AreaChange, AreaName, ChangeKind
from linli.toolbox.errors import NotFound


@dataclass(frozen=True, slots=True)
class Resolved:
    """A code as it was on a day."""

    area: Area  # the smallest area that held the code
    name: str  # what it was called that day
    path: tuple[str, ...]  # the names of that day, the city first, the area itself last
    successors: tuple[Area, ...]  # the areas of today that hold what it held; usually itself


def resolve(code: int, on: date) -> Resolved:
    """Tell what a code meant on a day. A day before our records begin is read as their first day."""
    around = list(Area.objects.around(code))
    if not around:
        raise NotFound(_("No area holds the code %(code)s.") % {"code": code}, code="territory.area")
    # a closed area still holds its old records; one that had not begun yet cannot have
    there = [area for area in around if area.valid_from is None or area.valid_from <= on] or around
    names = _names_on(there, on)
    return Resolved(
        area=there[-1],
        name=names[there[-1].pk],
        path=tuple(names[area.pk] for area in there),
        successors=successors(there[-1], since=on),
    )


def _names_on(areas: list[Area], on: date) -> dict[int, str]:
    """Take for each area the last name that had begun by then, or its first one."""
    names = {area.pk: area.name for area in areas}
    history: dict[int, list[AreaName]] = {}
    for name in AreaName.objects.filter(area__in=areas).order_by("-valid_from"):
        history.setdefault(name.area_id, []).append(name)
    for code, known in history.items():
        begun = [name for name in known if name.valid_from is None or name.valid_from <= on]
        # PostgreSQL sorts an open beginning first when descending, so dated names are preferred by hand
        dated = [name for name in begun if name.valid_from is not None]
        names[code] = (dated or begun or known[-1:])[0].name
    return names


def successors(area: Area, since: date) -> tuple[Area, ...]:
    """Follow splits, merges and moves from a day to today."""
    found: dict[int, Area] = {}
    seen: set[tuple[int, date]] = set()
    waiting = [(area, since)]
    while waiting:
        here, day = waiting.pop()
        if (here.pk, day) in seen:
            continue
        seen.add((here.pk, day))
        if here.is_current:
            found[here.pk] = here
        waiting.extend((change.to_area, change.on) for change in _changes_after(here, day))
    return tuple(found[code] for code in sorted(found))


def _changes_after(area: Area, day: date) -> list[AreaChange]:
    """Find what an area became after a day; what stands below a committee follows the committee."""
    changes = AreaChange.objects.filter(~Q(kind=ChangeKind.RENAME), on__gte=day).select_related("to_area")
    own = list(changes.filter(from_area=area))
    if own or area.is_current:
        return own
    above = Area.objects.around(area.code).filter(level__lte=area.level).exclude(pk=area.pk)
    return list(changes.filter(from_area__in=above, from_area__valid_to__isnull=False))
