"""Who works for a unit: under a post that is valid today, and no longer than that."""

from __future__ import annotations

from collections.abc import Iterable

from linli.domains.workorders.models import UnitMember
from linli.foundation.accounts import public as accounts
from linli.foundation.scope import Actor
from linli.foundation.scope.models import ScopedQuerySet


def own_units(actor: Actor) -> list[int]:
    """Give the numbers of the units that the actor works for under the post they act under now."""
    return list(_memberships(actor).values_list("unit_id", flat=True))


def works_for(actor: Actor, unit_id: int) -> bool:
    """Answer whether the actor works for a unit under the post they act under now."""
    return _memberships(actor).filter(unit_id=unit_id).exists()


def working_today(members: Iterable[UnitMember]) -> list[UnitMember]:
    """Give those of the members whose post is valid today."""
    known = list(members)
    valid = accounts.valid_posts([member.post_id for member in known]) if known else set()
    return [member for member in known if member.post_id in valid]


def _memberships(actor: Actor) -> ScopedQuerySet[UnitMember]:
    # the post of an actor is valid today by construction; the account alone would keep what a post of before was given
    mine = UnitMember.objects.own(actor.account_id)
    return mine.none() if actor.post_id is None else mine.filter(post_id=actor.post_id)
