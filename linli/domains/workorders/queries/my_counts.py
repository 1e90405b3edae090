"""How many matters of a resident's own are open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linli.domains.workorders.models import Order
from linli.domains.workorders.rules.states import State
from linli.foundation.scope import Actor

MOST_COUNTED: Final = 99


@dataclass(frozen=True, slots=True)
class MyCounts:
    """How many matters of mine run, and how many answers wait for my word; counted up to ``MOST_COUNTED``."""

    running: int
    answered: int


def my_counts(actor: Actor) -> MyCounts:
    """Count the actor's open matters: those that run, and apart from them those that are answered."""
    mine = Order.objects.own(actor.account_id).filter(closed_at=None)
    states = list(mine.values_list("state", flat=True)[:MOST_COUNTED])
    answered = states.count(State.ANSWERED)
    return MyCounts(len(states) - answered, answered)
