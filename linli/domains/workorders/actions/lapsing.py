"""Matters that nobody rated close by themselves, ten days after the answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import structlog
from django.db import transaction
from django.utils import timezone

from linli.domains.workorders.actions.moving import move
from linli.domains.workorders.models import Order
from linli.domains.workorders.rules.kinds import REOPEN_DAYS
from linli.domains.workorders.rules.states import State, Verb
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall

_AT_ONCE: Final = 500

log = structlog.get_logger(__name__)


def close_unrated() -> int:
    """Close what was answered long enough ago, a few hundred in a transaction; return how many."""
    closed = last = 0
    while True:
        with wall(Scope.EVERYTHING):
            due = list(
                Order.objects.everywhere(because="the same days for all areas")
                .filter(state=State.ANSWERED, answered_at__lt=timezone.now() - timedelta(days=REOPEN_DAYS), pk__gt=last)
                .select_for_update(skip_locked=True, of=("self",))
                .order_by("pk")[:_AT_ONCE]
            )
            closed += sum(_closes(order) for order in due)
        if len(due) < _AT_ONCE:
            return closed
        last = due[-1].pk


def _closes(order: Order) -> bool:
    """Close one order; one that fails is named in the log, waits for the next night and stops no other."""
    try:
        with transaction.atomic():
            move(Actor.system(because="ten days after the answer"), order, Verb.LAPSE)
    except Exception:
        log.exception("workorders.lapse_failed", order=order.pk)
        return False
    return True
