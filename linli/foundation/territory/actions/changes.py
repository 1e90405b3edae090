"""Splits, merges, moves and new names: a dated mapping from what was to what is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor
from linli.foundation.territory.access import Permission
from linli.foundation.territory.actions.carrying import carry_units
from linli.foundation.territory.actions.checks import check_basis, check_closable, check_day, current_area
from linli.foundation.territory.events import AreaChanged
from linli.foundation.territory.loading.store import give_name
from linli.foundation.territory.models import Area, AreaChange, AreaKind, AreaName, ChangeKind
from linli.foundation.territory.naming import initials, short_name
from linli.toolbox.areacodes import from_national
from linli.toolbox.errors import Conflict, Invalid
from linli.toolbox.levels import Level


@dataclass(frozen=True, slots=True)
class Part:
    """An area after the change: its national code and its name."""

    national_code: str
    name: str


@action(Permission.AREA_CHANGE)
def rename_area(actor: Actor, code: int, name: str, *, on: date, basis: str) -> Area:
    """Give an area a new name from a day on; the old one stays in its history."""
    area = current_area(actor, code)
    check_day(on, [area])
    check_basis(basis)
    if not name.strip() or name.strip() == area.name:
        raise Invalid(_("The new name must differ from the present one."), code="territory.name")
    before = area.name
    give_name(area, name.strip(), on=on, basis=basis)
    _tell(actor, ChangeKind.RENAME, [area], detail={"from": before, "to": area.name, "on": on.isoformat()})
    return area


@action(Permission.AREA_CHANGE)
def split_area(actor: Actor, code: int, parts: Sequence[Part], *, on: date, basis: str) -> list[Area]:
    """Divide an area. A part with its own code is the area going on; without one the area is closed."""
    area = current_area(actor, code)
    check_day(on, [area])
    check_basis(basis)
    if len(parts) < 2:  # noqa: PLR2004 - a split has two sides
        raise Invalid(_("A split needs at least two parts."), code="territory.split")
    going_on = [part for part in parts if _code_of(part, area) == area.code]
    fresh = [_found(part, area, on) for part in parts if _code_of(part, area) != area.code]
    if going_on and going_on[0].name != area.name:
        give_name(area, going_on[0].name, on=on, basis=basis)
    if not going_on:
        _close(area, on)
    _map([area], fresh, ChangeKind.SPLIT, on, basis)
    _tell(actor, ChangeKind.SPLIT, [area], detail={"into": [one.code for one in fresh], "on": on.isoformat()})
    return ([area] if going_on else []) + fresh


@action(Permission.AREA_CHANGE)
def merge_areas(actor: Actor, codes: Sequence[int], into: Part, *, on: date, basis: str) -> Area:
    """Join areas into one of them or into a new one; the others are closed and lead to it."""
    areas = [current_area(actor, code) for code in sorted(set(codes))]
    check_day(on, areas)
    check_basis(basis)
    if len(areas) < 2:  # noqa: PLR2004 - a merge has two sides
        raise Invalid(_("A merge needs at least two areas."), code="territory.merge")
    if len({(area.parent_id, area.level) for area in areas}) > 1:
        raise Invalid(_("Only areas of one parent can be merged. Move one of them first."), code="territory.merge")
    target_code = _code_of(into, areas[0])
    kept = next((area for area in areas if area.code == target_code), None)
    target = kept or _found(into, areas[0], on)
    if kept and into.name != kept.name:
        give_name(kept, into.name, on=on, basis=basis)
    gone = [area for area in areas if area is not kept]
    for area in gone:
        carry_units(area, target, ChangeKind.MERGE, on, basis)
        _close(area, on)
    _map(gone, [target], ChangeKind.MERGE, on, basis)
    _tell(actor, ChangeKind.MERGE, gone, detail={"into": target.code, "on": on.isoformat()})
    return target


@action(Permission.AREA_CHANGE)
def move_area(actor: Actor, code: int, parent_code: int, to: Part, *, on: date, basis: str) -> Area:
    """Put an area under another parent. The national code names the parent, so it changes with it."""
    area = current_area(actor, code)
    parent = current_area(actor, parent_code)
    check_day(on, [area, parent])
    check_basis(basis)
    if parent.level != area.level - 1 or parent.pk == area.parent_id:
        raise Invalid(_("Choose another parent of the same level as the present one."), code="territory.move")
    moved = _found(to, Area(level=area.level, kind=area.kind, parent=parent), on)
    carry_units(area, moved, ChangeKind.MOVE, on, basis)
    _close(area, on)
    _map([area], [moved], ChangeKind.MOVE, on, basis)
    _tell(actor, ChangeKind.MOVE, [area], detail={"to": moved.code, "on": on.isoformat()})
    return moved


def _code_of(part: Part, like: Area) -> int:
    return from_national(part.national_code, Level(like.level))[0]


def _found(part: Part, like: Area, on: date) -> Area:
    """Create an area of the same level, kind and parent as another."""
    lo, hi = from_national(part.national_code, Level(like.level))
    parent = like.parent
    if parent is None or not (parent.code <= lo and hi <= parent.hi):
        raise Invalid(
            _("The code %(code)s does not lie inside %(parent)s.")
            % {"code": part.national_code, "parent": parent or "—"},
            code="territory.code_outside",
        )
    if Area.objects.filter(pk=lo).exists():
        raise Conflict(
            _("The code %(code)s is or was another area. A code is never given twice.") % {"code": part.national_code},
            code="territory.code_taken",
        )
    if not part.name.strip():
        raise Invalid(_("The new area needs a name."), code="territory.name")
    name = part.name.strip()
    area = Area.objects.create(
        code=lo,
        hi=hi,
        level=like.level,
        kind=AreaKind(like.kind),
        national_code=part.national_code.ljust(12, "0"),
        name=name,
        short_name=short_name(name),
        initials=initials(name),
        parent=parent,
        valid_from=on,
    )
    AreaName.objects.create(area=area, name=name, valid_from=on)
    return area


def _close(area: Area, on: date) -> None:
    """Close an area and the units below it."""
    check_closable(area)
    closing = Area.objects.filter(code__gte=area.code, code__lt=area.hi).current()
    # a unit entered after the day of the change ends where it began; Greatest passes over an open beginning
    ended = Greatest(Value(on), F("valid_from"))
    AreaName.objects.filter(area__in=closing, valid_to=None).update(valid_to=ended)
    closing.update(valid_to=ended)
    area.valid_to = on


def _map(sources: Sequence[Area], targets: Sequence[Area], kind: ChangeKind, on: date, basis: str) -> None:
    AreaChange.objects.bulk_create(
        AreaChange(from_area=source, to_area=target, kind=kind, on=on, basis=basis)
        for source in sources
        for target in targets
    )


def _tell(actor: Actor, kind: ChangeKind, areas: Sequence[Area], *, detail: dict[str, object]) -> None:
    """Write the change into the audit, and announce it to those who keep rows under the codes."""
    for area in areas:
        audit.record(
            actor,
            f"territory:area:{kind.value}",
            kind="area",
            object_id=area.code,
            area_code=area.code,
            detail=detail,
        )
        if kind is not ChangeKind.RENAME:
            events.announce(AreaChanged(area.code, area.level, kind.value))
