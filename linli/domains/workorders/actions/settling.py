"""Orders with their whole past at once: taken over from elsewhere, or made up for a demonstration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from django.apps import apps as django_apps
from django.conf import settings
from django.db import connections
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone
from psycopg import sql

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.deadlines import due_for_answer, due_for_step
from linli.domains.workorders.actions.moving import advance, keep_photo, standing_of
from linli.domains.workorders.models import Order, OrderPhoto, Step
from linli.domains.workorders.models.sealed import keep_telephone
from linli.domains.workorders.rules.kinds import Kind, Source
from linli.domains.workorders.rules.states import (
    Office,
    Party,
    State,
    Verb,
    allows,
)
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor
from linli.toolbox.errors import NotAllowed

AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class PastStep:
    """One thing that happened to an order."""

    at: datetime
    verb: Verb
    party: Party
    by_name: str = ""
    by_account_id: int | None = None
    words: str = ""
    is_inside: bool = False
    unit_id: int | None = None  # to whom it was given
    photos: Sequence[tuple[BinaryIO, str]] = ()
    is_solved: bool | None = None  # of a rating
    satisfaction: str = ""


@dataclass(frozen=True, slots=True)
class PastOrder:
    """One order and all that happened to it, the report first."""

    area_code: int
    kind: Kind
    source: Source
    words: str
    steps: Sequence[PastStep]
    place_words: str = ""
    reporter_account_id: int | None = None
    reporter_name: str = ""
    reporter_telephone: str = field(default="", repr=False)


@action(Permission.WRITE_DOWN)
def settle(actor: Actor, past: Iterable[PastOrder]) -> list[int]:
    """Write orders as they went, by the same rules as if they went today; nobody is told. Only the system does this."""
    if not actor.is_system:
        raise NotAllowed("Orders of the past are taken over by the system alone.", code="workorders.settle")
    numbers: list[int] = []
    batch: list[PastOrder] = []
    for one in past:
        batch.append(one)
        if len(batch) >= AT_ONCE:
            numbers += _write(actor, batch)
            batch = []
    numbers += _write(actor, batch)
    audit.record(actor, "workorders:order:settle", kind="order", object_id=0, detail={"orders": len(numbers)})
    return numbers


def empty_the_orders() -> None:
    """Take every order and unit out of a demonstration, by the owner's hand; refused in any other installation."""
    if not settings.LINLI_DEMO:
        raise NotAllowed("Only a demonstration's orders can be emptied.", code="workorders.settle.not_a_demo")
    models = django_apps.get_app_config("workorders").get_models()
    tables = [sql.Identifier(model._meta.db_table) for model in models]  # noqa: SLF001 - Django's documented door
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql.SQL("TRUNCATE {} CONTINUE IDENTITY").format(sql.SQL(", ").join(tables)))


def _write(actor: Actor, past: Sequence[PastOrder]) -> list[int]:
    replayed = [_replay(one) for one in past]
    everywhere = Order.objects.everywhere(because="orders of all areas are taken over")
    orders = everywhere.bulk_create([order for order, _steps in replayed], batch_size=1_000)
    steps = []
    for order, own in replayed:
        for step in own:
            step.order = order
            steps.append(step)
    Step.objects.everywhere(because="their steps").bulk_create(steps, batch_size=1_000)
    numbers = [order.pk for order in orders]
    last = Step.objects.everywhere(because="their steps").filter(order=OuterRef("pk")).order_by()
    newest = last.values("order").annotate(newest=Max("pk")).values("newest")
    everywhere.filter(pk__in=numbers).update(last_step_id=Subquery(newest))
    for one, (order, own) in zip(past, replayed, strict=True):
        for told, step in zip(one.steps, own, strict=True):
            _bring(actor, order, step, told.photos)
    return numbers


def _bring(actor: Actor, order: Order, step: Step, photos: Sequence[tuple[BinaryIO, str]]) -> None:
    for stream, name in photos:
        kept = keep_photo(actor, stream, name, order.area_code)
        OrderPhoto.objects.create(area_code=order.area_code, order=order, step=step, file_id=kept.pk)


def _replay(past: PastOrder) -> tuple[Order, list[Step]]:
    """Let an order go through its past; raises ValueError for a past that the rules forbid."""
    first, *later = past.steps
    order = Order(
        area_code=past.area_code,
        kind=past.kind,
        source=past.source,
        words=past.words,
        place_words=past.place_words,
        reporter_account_id=past.reporter_account_id,
        reporter_name=past.reporter_name,
        reporter_telephone=keep_telephone(past.reporter_telephone),
        number_on=timezone.localdate(first.at),
        reported_at=first.at,
        due_at=due_for_answer(past.kind, first.at),
        step_due_at=due_for_step(State.REPORTED, first.at),
    )
    steps = [_step(order, first)]
    for told in later:
        before = standing_of(order)
        if not allows(before, told.verb, told.party):
            raise ValueError(f"{told.party} cannot {told.verb} what stands at {before}.")
        _move(order, told)
        steps.append(_step(order, told))
    return order, steps


def _move(order: Order, told: PastStep) -> None:
    advance(order, told.verb, told.at, to_unit=told.unit_id is not None)
    match told.verb:
        case Verb.DISPATCH:
            order.holder_unit_id = told.unit_id
        case Verb.RETURN:
            order.holder_unit_id = None
        case Verb.RATE | Verb.CALL_BACK:
            order.is_solved, order.satisfaction, order.rated_at = told.is_solved, told.satisfaction, told.at


def _step(order: Order, told: PastStep) -> Step:
    return Step(
        area_code=order.area_code,
        at=told.at,
        verb=told.verb,
        party=told.party,
        by_account_id=told.by_account_id,
        by_name="" if told.party is Party.REPORTER else told.by_name,
        words=told.words,
        is_inside=told.is_inside,
        state=order.state,
        holder=order.holder,
        holder_unit_id=order.holder_unit_id if order.holder == Office.UNIT else None,
        due_at=order.due_at if order.is_running else None,
    )
