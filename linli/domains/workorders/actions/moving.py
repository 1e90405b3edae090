"""How an order moves: lock it, ask the rules, write the step, tell the world. Every verb goes through here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.workorders.access import party_of
from linli.domains.workorders.actions import checks
from linli.domains.workorders.actions.deadlines import due_for_answer, due_for_step
from linli.domains.workorders.events import OrderMoved
from linli.domains.workorders.models import HandlingUnit, Order, OrderPhoto, Step
from linli.domains.workorders.queries.members import works_for
from linli.domains.workorders.queries.words import NO_SUCH_ORDER
from linli.domains.workorders.rules.kinds import MOST_PHOTOS, Kind
from linli.domains.workorders.rules.states import (
    ENDED,
    MOVES,
    RUNNING,
    Office,
    Party,
    Standing,
    State,
    Verb,
    allows,
    place_after,
)
from linli.foundation.audit import public as audit
from linli.foundation.events import public as events
from linli.foundation.files import public as files
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict, NotFound


@dataclass(frozen=True, slots=True)
class Given:
    """What a form brings: words, pictures, what it saw, and the token that makes it count once."""

    words: str = ""
    photos: Sequence[tuple[BinaryIO, str]] = ()
    seen: int | None = None  # the last step the person had before them
    token: UUID | None = None
    is_inside: bool = False


NOTHING: Final = Given()
PHOTO_BYTES: Final = 12 * 2**20


def standing_of(order: Order) -> Standing:
    """Give what the rules ask about."""
    return Standing(State(order.state), Office(order.holder), Office(order.giver))


@contextmanager
def order_for(actor: Actor, order_id: int) -> Iterator[Order]:
    """Lock an order that the actor may see, inside a wall around its own place.

    Reporters and units reach no area; what they may see is theirs by the database's own policies.
    """
    seen = Order.objects.everywhere(because="the wall shows the area's, the reporter's and the unit's own")
    place = seen.filter(pk=order_id).values_list("area_code", flat=True).first()
    if place is None:
        raise no_such_order()
    with wall(Scope(place, place + 1), person_id=actor.person_id, account_id=actor.account_id):
        yield Order.objects.everywhere(because="found above").lock(order_id)


def party_to(actor: Actor, order: Order, verb: Verb) -> Party:
    """Tell as whom the actor does this to the order; raises Conflict when it cannot be done now."""
    parties = set()
    if actor.account_id is not None and order.reporter_account_id == actor.account_id:
        parties.add(Party.REPORTER)
    if order.holder_unit_id is not None and works_for(actor, order.holder_unit_id):
        parties.add(Party.UNIT)
    office = party_of(actor)
    if office is not None and actor.scope.covers(order.area_code):
        parties.add(office)
    standing = standing_of(order)
    for party in sorted(parties):
        if allows(standing, verb, party):
            return party
    raise Conflict(
        _("This cannot be done any more: the order has moved on. Look at its timeline, then decide anew."),
        code="workorders.move",
    )


def move(
    actor: Actor,
    order: Order,
    verb: Verb,
    given: Given = NOTHING,
    *,
    unit: HandlingUnit | None = None,
    post_id: int | None = None,
    columns: dict[str, Any] | None = None,
) -> Step:
    """Do one thing to a locked order. Raises Conflict when it may not be done, or somebody was quicker."""
    repeated = _sent_before(actor, order, verb, given)
    if repeated is not None:
        return repeated
    party = party_to(actor, order, verb)
    if given.seen is not None and given.seen != order.last_step_id:
        raise Conflict(
            _(
                "Somebody else did something with this order while you were writing. "
                "Look at the timeline, then send again."
            ),
            code="workorders.seen",
        )
    words = checks.checked_words(given.words, needed=MOVES[verb].needs_words)
    advance(order, verb, timezone.now(), to_unit=unit is not None)
    if verb is Verb.DISPATCH:
        order.holder_unit, order.holder_post_id = unit, post_id
    elif verb is Verb.RETURN:
        order.holder_unit, order.holder_post_id = None, None  # what was not theirs they see no longer
    for column, value in (columns or {}).items():
        setattr(order, column, value)
    step = record_step(actor, order, verb, party, replace(given, words=words))
    order.save()
    return step


def record_step(actor: Actor, order: Order, verb: Verb, party: Party, given: Given) -> Step:
    """Write the step, its pictures, the audit row and the news of it; ``given.words`` have been checked."""
    step = Step.objects.create(
        area_code=order.area_code,
        order=order,
        at=timezone.now(),
        verb=verb,
        party=party,
        by_account_id=actor.account_id,
        by_name="" if party is Party.REPORTER else actor.display_name,
        words=given.words,
        is_inside=given.is_inside,
        state=order.state,
        holder=order.holder,
        holder_unit=order.holder_unit if order.holder == Office.UNIT else None,
        due_at=order.due_at if order.is_running else None,
        token=given.token,
    )
    _keep_photos(actor, order, step, given.photos)
    order.last_step_id = step.pk
    audit.record(actor, f"workorders:order:{verb}", kind="order", object_id=order.pk, area_code=order.area_code)
    events.announce(OrderMoved(order.pk, step.pk, verb.value, order.area_code))
    return step


def no_such_order() -> NotFound:
    """Say that there is none, or none for this actor: the two are never told apart."""
    return NotFound(NO_SUCH_ORDER, code="workorders.order")


def advance(order: Order, verb: Verb, now: datetime, *, to_unit: bool) -> None:
    """Write where an order stands after a move that was allowed, and when the next thing is due.

    The past of an order that is taken over goes through here too: one place knows what a verb does to the columns.
    """
    after = place_after(standing_of(order), verb, to_unit=to_unit)
    moved = MOVES[verb].after is not None
    order.state, order.holder, order.giver = after.state, after.holder, after.giver
    order.is_running = after.state in RUNNING
    order.closed_at = (order.closed_at or now) if after.state in ENDED else None
    if verb is Verb.ANSWER:
        order.answered_at = now
    if verb is Verb.REOPEN:
        order.reopened += 1
        order.answered_at = None
        order.due_at = due_for_answer(Kind(order.kind), now)
        order.is_solved, order.satisfaction, order.rated_at = None, "", None
    if verb is Verb.URGE:
        order.urged += 1
    if moved:
        order.step_due_at = due_for_step(after.state, now) if order.is_running else None


def _sent_before(actor: Actor, order: Order, verb: Verb, given: Given) -> Step | None:
    """Give the step that this very form made already, so that a repeated POST does nothing more."""
    if given.token is None:
        return None
    step = Step.objects.everywhere(because="one token, one step").filter(token=given.token).first()
    if step is None:
        return None
    if step.order_id != order.pk or step.verb != verb or step.by_account_id != actor.account_id:
        raise Conflict(
            _("This form was already used for something else. Open it again and send it once more."),
            code="workorders.token",
        )
    audit.record(actor, "workorders:order:repeat", kind="order", object_id=order.pk, area_code=order.area_code)
    return step


def _keep_photos(actor: Actor, order: Order, step: Step, photos: Sequence[tuple[BinaryIO, str]]) -> None:
    if len(photos) > MOST_PHOTOS:
        raise checks.wrong("photos", _("At most 4 pictures are taken at once. Take away some of them."))
    for stream, name in photos:
        kept = keep_photo(actor, stream, name, order.area_code)
        OrderPhoto.objects.create(area_code=order.area_code, order=order, step=step, file_id=kept.pk)


def keep_photo(actor: Actor, stream: BinaryIO, name: str, area_code: int) -> files.StoredFile:
    """Keep a picture, redrawn and sealed: it is shown with its order and has no address of its own."""
    return files.keep(
        actor, stream, name, kinds=files.PICTURES, area_code=area_code, sealed=True, max_bytes=PHOTO_BYTES
    )
