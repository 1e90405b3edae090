"""Handling units and who works for them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions import checks
from linli.domains.workorders.actions.moving import Given, move
from linli.domains.workorders.models import HandlingUnit, Order, UnitMember
from linli.domains.workorders.models.unit import UnitKind
from linli.domains.workorders.rules.states import Office, Verb
from linli.foundation.accounts import public as accounts
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor, Scope, grants
from linli.foundation.scope.database import wall
from linli.toolbox.errors import NotFound
from linli.toolbox.texts import tidy

LONGEST_REASON: Final = 200


@action(Permission.UNITS)
def add_unit(actor: Actor, *, name: str, kind: UnitKind, scope: Scope, telephone: str = "") -> int:
    """Enter a unit that handles orders of a range; one of that name there is given back. Return its number."""
    if not actor.scope.contains(scope):
        raise checks.wrong("place", checks.OUTSIDE)
    unit, is_new = HandlingUnit.objects.everywhere(because="one name a range").get_or_create(
        area_code=scope.lo,
        name=checks.checked_name(name),
        defaults={"hi": scope.hi, "kind": kind, "telephone": telephone},
    )
    if not (is_new or unit.is_active):
        unit.is_active = True  # closed before, entered again: the same unit goes on with its people and its past
        unit.save(update_fields=["is_active"])
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
    unit = HandlingUnit.objects.within(actor.scope).filter(pk=unit_id, is_active=True).first()
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


@action(Permission.UNITS)
def remove_member(actor: Actor, unit_id: int, post_id: int, *, reason: str) -> None:
    """Let somebody work for a unit no longer; from then on they see nothing of its orders."""
    said = _checked_reason(reason)
    unit = HandlingUnit.objects.within(actor.scope).filter(pk=unit_id).first()
    member = UnitMember.objects.within(actor.scope).filter(unit_id=unit_id, post_id=post_id).first()
    if unit is None or member is None:
        raise NotFound(_("There is no such unit or post in your area."), code="workorders.unit")
    member.delete()
    # what was given to this one person is the whole unit's again
    with wall(Scope.EVERYTHING):
        theirs = Order.objects.everywhere(because="a unit's orders, wherever it works")
        theirs.filter(holder_unit=unit, holder_post_id=post_id).update(holder_post_id=None)
    audit.record(
        actor,
        "workorders:unit:remove_member",
        kind="unit",
        object_id=unit.pk,
        area_code=unit.area_code,
        purpose=said,
        detail={"post": post_id},
    )


@action(Permission.UNITS)
def close_unit(actor: Actor, unit_id: int, *, reason: str) -> int:
    """Close a unit: it gets nothing new, and what it holds goes back to whoever gave it. Return how many orders did.

    What it reported done stays with whoever checks it, who gives it to another unit if it must be done again.
    """
    said = _checked_reason(reason)
    unit = HandlingUnit.objects.within(actor.scope).filter(pk=unit_id, is_active=True).first()
    if unit is None or unit.hi > actor.scope.hi:
        raise NotFound(_("There is no such unit in your area."), code="workorders.unit")
    # orders first, then the unit, as a dispatch does; what was given meanwhile is met by the second look
    with wall(Scope.EVERYTHING):
        returned = _take_back(unit, said)
        HandlingUnit.objects.everywhere(because="closed").filter(pk=unit.pk).update(is_active=False)
        returned += _take_back(unit, said)
    audit.record(
        actor,
        "workorders:unit:close",
        kind="unit",
        object_id=unit.pk,
        area_code=unit.area_code,
        purpose=said,
        detail={"orders": returned},
    )
    return returned


def _take_back(unit: HandlingUnit, reason: str) -> int:
    words = _now("%(unit)s has stopped taking orders: %(reason)s") % {"unit": unit.name, "reason": reason}
    system = Actor.system(because="the unit that held it was closed")
    held = Order.objects.everywhere(because="a unit's orders, wherever it works")
    running = held.filter(holder=Office.UNIT, holder_unit=unit).select_for_update(of=("self",)).order_by("pk")
    orders = list(running)
    for order in orders:
        move(system, order, Verb.RETURN, Given(words=words))
    return len(orders)


def _checked_reason(text: str) -> str:
    said = tidy(text)
    if not said or len(said) > LONGEST_REASON:
        raise checks.wrong("reason", _("Say why, in at most 200 characters."))
    return said
