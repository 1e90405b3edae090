"""Units below a committee: estates, and building groups inside an estate."""

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor
from linli.foundation.territory.access import Permission
from linli.foundation.territory.models import Area, AreaKind, AreaName
from linli.foundation.territory.naming import initials
from linli.foundation.territory.units import check_unit_kind, free_slot
from linli.toolbox.errors import Conflict, NotFound
from linli.toolbox.levels import Level


@action(Permission.UNIT_ADD)
def add_unit(actor: Actor, parent_code: int, name: str, kind: AreaKind = AreaKind.ESTATE) -> Area:
    """Add an estate to a committee, or a building group to an estate, under the next free code."""
    parent = (
        Area.objects.select_for_update()
        .covered_by(actor.scope)
        .filter(pk=parent_code, level__gte=Level.COMMITTEE)
        .current()
        .first()
    )
    if parent is None:
        raise NotFound(_("No committee or estate of your area has this code."), code="territory.unit_parent")
    check_unit_kind(kind, parent)
    if parent.children.filter(name=name, valid_to=None).exists():
        raise Conflict(
            _("%(parent)s already has a unit called %(name)s.") % {"parent": parent.name, "name": name},
            code="territory.unit_name",
        )
    lo, hi = free_slot(parent, kind)
    unit = Area.objects.create(
        code=lo,
        hi=hi,
        level=Level.UNIT,
        kind=kind,
        name=name,
        short_name=name,
        initials=initials(name),
        parent=parent,
        valid_from=timezone.localdate(),
    )
    AreaName.objects.create(area=unit, name=name, valid_from=unit.valid_from)
    audit.record(
        actor,
        "territory:unit:add",
        kind="area",
        object_id=unit.code,
        area_code=unit.code,
        detail={"name": name, "unit_kind": kind.value},
    )
    return unit
