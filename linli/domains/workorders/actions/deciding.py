"""What the offices decide: the committee and the street."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions import checks
from linli.domains.workorders.actions.moving import NOTHING, Given, move, order_for
from linli.domains.workorders.models import HandlingUnit, Order, Step, UnitMember
from linli.domains.workorders.queries.members import working_today
from linli.domains.workorders.queries.units import known_units
from linli.domains.workorders.rules.kinds import Satisfaction
from linli.domains.workorders.rules.states import Verb
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict

PLAIN: Final = frozenset({Verb.ACCEPT, Verb.SEND_UP, Verb.SEND_BACK, Verb.DECLINE, Verb.REWORK, Verb.ANSWER, Verb.NOTE})
URGE_AGAIN: Final = timedelta(hours=24)


@action(Permission.DECIDE)
def decide(actor: Actor, order_id: int, verb: Verb, given: Given = NOTHING) -> Step:
    """Do one of the plain things an office may do with an order."""
    if verb not in PLAIN:
        raise ValueError(f"{verb} has an action of its own.")
    with order_for(actor, order_id) as order:
        if verb is Verb.REWORK and order.holder_unit_id is not None:
            _check_open(order.holder_unit_id)
        return move(actor, order, verb, given)


@action(Permission.DECIDE)
def dispatch(
    actor: Actor, order_id: int, given: Given = NOTHING, *, unit_id: int | None, post_id: int | None = None
) -> Step:
    """Give an order to a unit, or to one person of it; without a unit, to the committee where it lies."""
    with order_for(actor, order_id) as order:
        unit = None if unit_id is None else _unit_for(order, unit_id)
        if unit is not None and post_id is not None:
            _check_member(unit, post_id)
        return move(actor, order, Verb.DISPATCH, given, unit=unit, post_id=post_id if unit else None)


@action(Permission.DECIDE)
def call_back(actor: Actor, order_id: int, given: Given = NOTHING, *, is_solved: bool, satisfaction: str) -> Step:
    """Write down what the reporter said on the telephone about the answer; it closes the order."""
    rating = checked_rating(is_solved=is_solved, satisfaction=satisfaction)
    with order_for(actor, order_id) as order:
        if order.reporter_account_id is not None:
            raise Conflict(
                _("Whoever reported it reads the answer in the app and rates it there; nobody does so for them."),
                code="workorders.call_back",
            )
        return move(actor, order, Verb.CALL_BACK, given, columns=rating)


@action(Permission.URGE)
def urge(actor: Actor, order_id: int, given: Given = NOTHING) -> Step:
    """Ask whoever holds an order to get on with it, at most once a day."""
    with order_for(actor, order_id) as order:
        check_urged(actor, order, given)
        return move(actor, order, Verb.URGE, given)


def check_urged(actor: Actor, order: Order, given: Given) -> None:
    """Refuse a second urging within a day; the same form sent twice is no second one."""
    recent = Step.objects.own(actor.account_id).filter(order=order, verb=Verb.URGE, at__gt=timezone.now() - URGE_AGAIN)
    if given.token is not None:
        recent = recent.exclude(token=given.token)
    if recent.exists():
        raise Conflict(
            _("You urged today already; whoever holds it has been told. You can do so again tomorrow."),
            code="workorders.urged",
        )


def checked_rating(*, is_solved: bool, satisfaction: str) -> dict[str, object]:
    """Give the columns of a rating, or refuse it."""
    if satisfaction not in set(Satisfaction):
        raise checks.wrong("satisfaction", _("Choose how satisfied you are."))
    return {"is_solved": is_solved, "satisfaction": satisfaction, "rated_at": timezone.now()}


def _unit_for(order: Order, unit_id: int) -> HandlingUnit:
    # a unit of the district lies outside the order's wall; the lock keeps it open until the order is given
    with wall(Scope.EVERYTHING):
        here = known_units().filter(is_active=True, area_code__lte=order.area_code, hi__gt=order.area_code)
        unit = here.select_for_update(of=("self",), no_key=True).filter(pk=unit_id).first()
    if unit is None:
        raise checks.wrong("unit", _("This unit does not work where the matter is. Choose one from the list."))
    return unit


def _check_open(unit_id: int) -> None:
    with wall(Scope.EVERYTHING):
        is_open = known_units().select_for_update(of=("self",), no_key=True).filter(pk=unit_id, is_active=True).exists()
    if not is_open:
        raise Conflict(
            _("This unit is closed and gets nothing new. Give the order to another unit, or answer it."),
            code="workorders.unit_closed",
        )


def _check_member(unit: HandlingUnit, post_id: int) -> None:
    # a unit of the district lies outside a street's wall; who works there is needed only for this question
    with wall(Scope(unit.area_code, unit.hi)):
        members = UnitMember.objects.within(Scope(unit.area_code, unit.hi)).filter(unit=unit, post_id=post_id)
        found = working_today(members)
    if not found:
        raise checks.wrong("unit", _("This person does not work for the unit. Choose one from the list."))
