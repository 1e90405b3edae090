"""What a handling unit does with an order that was given to it."""

from __future__ import annotations

from typing import Final

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.moving import NOTHING, Given, move, no_such_order, order_for
from linli.domains.workorders.models import Step
from linli.domains.workorders.queries.members import works_for
from linli.domains.workorders.rules.states import Verb
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor

VERBS: Final = frozenset({Verb.FINISH, Verb.RETURN, Verb.NOTE})


@action(Permission.HANDLE)
def handle(actor: Actor, order_id: int, verb: Verb, given: Given = NOTHING) -> Step:
    """Finish an order with evidence, return what is not the unit's, or note how far it is."""
    if verb not in VERBS:
        raise ValueError(f"{verb} is not a unit's to do.")
    with order_for(actor, order_id) as order:
        if order.holder_unit_id is None or not works_for(actor, order.holder_unit_id):
            raise no_such_order()
        return move(actor, order, verb, given)
