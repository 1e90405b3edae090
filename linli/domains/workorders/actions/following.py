"""What the reporter does with their own matter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.deciding import check_urged, checked_rating
from linli.domains.workorders.actions.moving import NOTHING, Given, move, no_such_order, order_for
from linli.domains.workorders.models import Order, Step
from linli.domains.workorders.rules.kinds import REOPEN_DAYS
from linli.domains.workorders.rules.states import Verb
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor
from linli.toolbox.errors import Conflict


@action(Permission.REPORT)
def rate(actor: Actor, order_id: int, given: Given = NOTHING, *, is_solved: bool, satisfaction: str) -> Step:
    """Say whether it is solved and how satisfied one is; that closes the matter."""
    rating = checked_rating(is_solved=is_solved, satisfaction=satisfaction)
    with _own(actor, order_id) as order:
        return move(actor, order, Verb.RATE, given, columns=rating)


@action(Permission.REPORT)
def reopen(actor: Actor, order_id: int, given: Given) -> Step:
    """Send a matter back that is not solved, within ten days of the answer."""
    with _own(actor, order_id) as order:
        if order.answered_at is not None and timezone.now() > order.answered_at + timedelta(days=REOPEN_DAYS):
            raise Conflict(
                _("The ten days after the answer are over. Report it anew and name the old number."),
                code="workorders.reopen_late",
            )
        return move(actor, order, Verb.REOPEN, given)


@action(Permission.REPORT)
def withdraw(actor: Actor, order_id: int, given: Given = NOTHING) -> Step:
    """Take a report back before anybody works on it."""
    with _own(actor, order_id) as order:
        return move(actor, order, Verb.WITHDRAW, given)


@action(Permission.REPORT)
def urge_own(actor: Actor, order_id: int, given: Given = NOTHING) -> Step:
    """Ask whoever holds one's own matter to get on with it, at most once a day."""
    with _own(actor, order_id) as order:
        check_urged(actor, order, given)
        return move(actor, order, Verb.URGE, given)


@contextmanager
def _own(actor: Actor, order_id: int) -> Iterator[Order]:
    with order_for(actor, order_id) as order:
        if actor.account_id is None or order.reporter_account_id != actor.account_id:
            raise no_such_order()
        yield order
