"""Units go along with their committee: each gets a code of its own in the committee they now belong to."""

from collections.abc import Sequence
from datetime import date

from linli.foundation.territory.models import Area, AreaChange, AreaKind, AreaName, ChangeKind
from linli.foundation.territory.units import ESTATE_WIDTH, free_slot
from linli.toolbox.levels import Level


def carry_units(source: Area, target: Area, kind: ChangeKind, on: date, basis: str) -> None:
    """Found the units of a committee anew in another; to be called before the first is closed.

    A unit keeps its last digits where nobody there has ever had them, else it gets the next free ones.
    """
    if source.level != Level.COMMITTEE:
        return
    units = list(Area.objects.under(source).current().filter(level=Level.UNIT).order_by("code"))
    estates = [unit for unit in units if unit.kind == AreaKind.ESTATE]
    codes = _codes(source, target, estates)
    for estate in estates:
        founded = _found(estate, codes[estate.code], target, kind, on=on, basis=basis)
        for group in units:
            if group.parent_id == estate.code:
                _found(group, founded.code + group.code - estate.code, founded, kind, on=on, basis=basis)


def _codes(source: Area, target: Area, estates: Sequence[Area]) -> dict[int, int]:
    """Give out the same last digits first: whoever must change theirs takes what then is free."""
    taken = {area.code // ESTATE_WIDTH for area in Area.objects.under(target)}
    codes: dict[int, int] = {}
    for estate in estates:
        same = target.code + estate.code - source.code
        if same // ESTATE_WIDTH not in taken:
            codes[estate.code] = same
    last = max([target.code, *(number * ESTATE_WIDTH for number in taken), *codes.values()])
    for estate in estates:
        if estate.code not in codes:
            last, _hi = free_slot(target, AreaKind.ESTATE, after=last)
            codes[estate.code] = last
    return codes


def _found(unit: Area, code: int, parent: Area, kind: ChangeKind, *, on: date, basis: str) -> Area:
    area = Area.objects.create(
        code=code,
        hi=code + unit.hi - unit.code,
        level=unit.level,
        kind=unit.kind,
        name=unit.name,
        short_name=unit.short_name,
        initials=unit.initials,
        parent=parent,
        valid_from=on,
    )
    AreaName.objects.create(area=area, name=unit.name, valid_from=on)
    AreaChange.objects.create(from_area=unit, to_area=area, kind=kind, on=on, basis=basis)
    return area
