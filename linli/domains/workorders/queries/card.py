"""One order whole: what, where, who holds it, what happened, and what the reader may do now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from linli.domains.workorders.access import Permission, party_of
from linli.domains.workorders.models import Order
from linli.domains.workorders.queries.members import works_for
from linli.domains.workorders.queries.rows import OrderRow, rows_of
from linli.domains.workorders.queries.timeline import StepRow, timeline
from linli.domains.workorders.queries.words import NO_SUCH_ORDER, SATISFACTION, SOURCES
from linli.domains.workorders.rules.kinds import REOPEN_DAYS, Satisfaction, Source
from linli.domains.workorders.rules.states import Office, Party, Standing, State, Verb, allowed
from linli.foundation.scope import Actor
from linli.toolbox import masks
from linli.toolbox.errors import NotFound

INSIDE: Final = frozenset({Party.COMMITTEE, Party.STREET})


@dataclass(frozen=True, slots=True)
class OrderCard:
    """An order as its card shows it."""

    row: OrderRow
    source_name: str
    steps: Sequence[StepRow]
    step_due_at: datetime | None
    answered_at: datetime | None
    reopen_until: datetime | None
    satisfaction_name: str
    is_solved: bool | None
    seen: int  # goes back with a form, so that nobody moves what they have not seen
    can: frozenset[str]  # verbs
    reporter: str  # masked; empty where the reader may not know
    can_reveal: bool
    unit_name: str
    parties: frozenset[Party]  # as whom one reads it
    is_from_resident: bool  # reported in the app: who did rates the answer there

    @property
    def report_photos(self) -> Sequence[int]:
        """Give the pictures that came with the report."""
        return self.steps[-1].photos if self.steps else ()

    @property
    def is_held_here(self) -> bool:
        """Say whether the reader's own office is the one to act."""
        return self.row.office.value in {party.value for party in self.parties}

    def may(self, verb: Verb) -> bool:
        """Answer whether the reader may do this now."""
        return verb.value in self.can


def order_card(actor: Actor, order_id: int) -> OrderCard:
    """Give the card of an order of the area, of one's unit, or one's own; raises NotFound for any other."""
    orders = Order.objects.everywhere(because="the wall shows the area's, the unit's and one's own")
    order = orders.filter(pk=order_id).select_related("holder_unit").first()
    if order is None:
        raise NotFound(NO_SUCH_ORDER, code="workorders.order")
    parties = parties_of(actor, order)
    if not parties:
        raise NotFound(NO_SUCH_ORDER, code="workorders.order")
    return _card(actor, order, parties)


def parties_of(actor: Actor, order: Order) -> set[Party]:
    """Tell as whom the actor may read an order; nothing means not at all."""
    parties = set()
    if actor.account_id is not None and order.reporter_account_id == actor.account_id:
        parties.add(Party.REPORTER)
    office = party_of(actor)
    if office is not None and actor.may(Permission.OPEN) and actor.scope.covers(order.area_code):
        parties.add(office)
    unit_id = order.holder_unit_id
    if unit_id is not None and actor.may(Permission.HANDLE) and works_for(actor, unit_id):
        parties.add(Party.UNIT)
    return parties


def inside_for(parties: set[Party]) -> frozenset[Party]:
    """Tell whose inside notes may be read: the offices read each other's, a unit its own, nobody else any.

    What an office notes for itself may name the reporter, whom units, district and city do not learn.
    """
    if parties & INSIDE:
        return frozenset(Party)
    return frozenset({Party.UNIT}) if Party.UNIT in parties else frozenset()


def _card(actor: Actor, order: Order, parties: set[Party]) -> OrderCard:
    # district and city see the work, not who asked for it; a unit not even that
    is_office = bool(parties & INSIDE)
    standing = Standing(State(order.state), Office(order.holder), Office(order.giver))
    can = {verb.value for party in parties for verb in allowed(standing, party)}
    if not actor.may(Permission.DECIDE) or order.reporter_account_id is not None:
        can.discard(Verb.CALL_BACK.value)
    steps = timeline(order, inside=inside_for(parties))
    until = None if order.answered_at is None else order.answered_at + timedelta(days=REOPEN_DAYS)
    if until is None or until < timezone.now():
        can.discard(Verb.REOPEN.value)
    reporter = masks.name(order.reporter_name) if is_office and order.reporter_name else ""
    return OrderCard(
        row=rows_of([order])[0],
        source_name=str(SOURCES[Source(order.source)]),
        steps=steps,
        step_due_at=order.step_due_at,
        answered_at=order.answered_at,
        reopen_until=until,
        satisfaction_name=str(SATISFACTION[Satisfaction(order.satisfaction)]) if order.satisfaction else "",
        is_solved=order.is_solved,
        seen=order.last_step_id,
        can=frozenset(can),
        reporter=reporter,
        can_reveal=bool(reporter or order.reporter_telephone) and is_office and actor.may(Permission.REVEAL),
        unit_name=order.holder_unit.name if order.holder_unit else "",
        parties=frozenset(parties),
        is_from_resident=order.reporter_account_id is not None,
    )
