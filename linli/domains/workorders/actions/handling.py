"""What a handling unit does with an order that was given to it."""

from __future__ import annotations

from typing import Final

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.moving import NOTHING, Given, move, no_such_order, order_for
from linli.domains.workorders.models import Step
from linli.domains.workorders.queries.members import works_for
from linli.domains.workorders.rules.states import Verb
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall

VERBS: Final = frozenset({Verb.FINISH, Verb.RETURN, Verb.NOTE})


@action(Permission.HANDLE)
def handle(actor: Actor, order_id: int, verb: Verb, given: Given = NOTHING) -> Step:
    """Finish an order with evidence, return what is not the unit's, or note how far it is."""
    if verb not in VERBS:
        raise ValueError(f"{verb} is not a unit's to do.")
    repeated = _returned_before(actor, order_id, given) if verb is Verb.RETURN else None
    if repeated is not None:
        return repeated
    with order_for(actor, order_id) as order:
        if order.holder_unit_id is None or not works_for(actor, order.holder_unit_id):
            raise no_such_order()
        return move(actor, order, verb, given)


def _returned_before(actor: Actor, order_id: int, given: Given) -> Step | None:
    """Give the step that this very form made: the order it returned is no longer the unit's to see."""
    if given.token is None:
        return None
    with wall(Scope.EVERYTHING):
        steps = Step.objects.everywhere(because="one token, one step of whoever sent it")
        step = steps.filter(
            token=given.token, order_id=order_id, verb=Verb.RETURN, by_account_id=actor.account_id
        ).first()
        if step is not None:
            audit.record(actor, "workorders:order:repeat", kind="order", object_id=order_id, area_code=step.area_code)
        return step
