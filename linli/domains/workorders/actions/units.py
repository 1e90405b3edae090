"""Handling units and who works for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions import checks
from linli.domains.workorders.models import HandlingUnit, UnitMember
from linli.domains.workorders.models.unit import UnitKind
from linli.foundation.accounts import public as accounts
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor, Scope, grants
from linli.toolbox.errors import NotFound


@action(Permission.UNITS)
def add_unit(actor: Actor, *, name: str, kind: UnitKind, scope: Scope, telephone: str = "") -> int:
    """Enter a unit that handles orders of a range; one of that name there is given back. Return its number."""
    if not actor.scope.contains(scope):
        raise checks.wrong("place", checks.OUTSIDE)
    unit, _is_new = HandlingUnit.objects.everywhere(because="one name a range").get_or_create(
        area_code=scope.lo,
        name=checks.checked_name(name),
        defaults={"hi": scope.hi, "kind": kind, "telephone": telephone},
    )
    audit.record(actor, "workorders:unit:add", kind="unit", object_id=unit.pk, area_code=unit.area_code)
    return int(unit.pk)


@action(Permission.UNITS)
def add_member_named(actor: Actor, unit_id: int, username: str) -> None:
    """Let somebody of the actor's area work for a unit, under the first post of theirs that handles orders."""
    account_id = accounts.account_number(actor, username)
    posts = [] if account_id is None else accounts.posts_today(account_id)
    handling = [post for post in posts if Permission.HANDLE in grants.permissions_of(post.role)]
    if not handling:
        raise checks.wrong(
            "username",
            _("Nobody of this user name in your area has a post as property firm staff or department officer."),
        )
    add_member(actor, unit_id, handling[0].id)


@action(Permission.UNITS)
def add_member(actor: Actor, unit_id: int, post_id: int) -> None:
    """Let the holder of a post work for a unit."""
    unit = HandlingUnit.objects.within(actor.scope).filter(pk=unit_id).first()
    holder = accounts.actor_for_post(post_id)
    # firms and departments have posts whose range is empty or wider than the street: where the post lies is what counts
    if unit is None or holder is None or holder.account_id is None or not actor.scope.covers(holder.area_code):
        raise NotFound(_("There is no such unit or post in your area."), code="workorders.unit")
    UnitMember.objects.everywhere(because="once a post").get_or_create(
        unit=unit,
        post_id=post_id,
        defaults={"area_code": unit.area_code, "account_id": holder.account_id, "name": holder.display_name},
    )
    audit.record(actor, "workorders:unit:member", kind="unit", object_id=unit.pk, area_code=unit.area_code)
