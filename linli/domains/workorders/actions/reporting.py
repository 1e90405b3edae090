"""A report becomes a work order: the resident's own, or one that staff write down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from linli.domains.workorders.access import Permission, party_of
from linli.domains.workorders.actions import checks
from linli.domains.workorders.actions.deadlines import due_for_answer, due_for_step
from linli.domains.workorders.actions.drafting import changed_elsewhere, own_draft
from linli.domains.workorders.actions.moving import Given, no_such_order, record_step
from linli.domains.workorders.actions.of_a_day import check_reports_of_day
from linli.domains.workorders.models import DraftPhoto, Order, OrderPhoto, ReportDraft, Step
from linli.domains.workorders.models.sealed import keep_telephone
from linli.domains.workorders.rules.kinds import Kind, Source
from linli.domains.workorders.rules.states import Party, State, Verb
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.toolbox import clock


@dataclass(frozen=True, slots=True)
class Written:
    """What staff write down for somebody, or see themselves."""

    kind: str
    place_code: int | None
    words: str
    place_words: str = ""
    reporter_name: str = ""
    reporter_telephone: str = ""
    is_patrol: bool = False


@action(Permission.REPORT)
def send_report(actor: Actor, token: UUID | None, *, seen: datetime | None = None) -> Order:
    """Send one's draft; the same draft sent twice is one order, which is given back.

    ``seen`` is when the draft was changed last, as the person had it before them: what they did not see is not sent.
    """
    before = _already(actor, token)
    if before is not None:
        return before
    with own_draft(actor) as draft:
        before = _already(actor, token)  # the first of two clicks may have held the lock
        if before is not None:
            return before
        check_reports_of_day(actor)
        kind, place = checks.checked_kind(draft.kind), checks.checked_place(draft.place_code)
        if token not in (None, draft.token) or seen not in (None, draft.changed_at):
            raise changed_elsewhere()
        order = Order(
            area_code=place.code,
            kind=kind,
            source=Source.RESIDENT,
            words=checks.checked_words(draft.words),
            place_words=draft.place_words,
            reporter_account_id=actor.account_id,
            reporter_name=actor.display_name,
        )
        with wall(Scope(place.code, place.code + 1), person_id=actor.person_id, account_id=actor.account_id):
            step = _open(actor, order, Party.REPORTER, Given(token=draft.token))
        _bring_photos(draft, order, step)
        draft.delete()
        return order


@action(Permission.WRITE_DOWN)
def write_down(actor: Actor, written: Written, given: Given) -> Order:
    """Write down what somebody reported at the desk or by telephone, or what one saw on patrol."""
    before = _already(actor, given.token)
    if before is not None:
        return before
    place = checks.checked_place(written.place_code)
    if not actor.scope.contains(place.scope):
        raise checks.wrong("place", checks.OUTSIDE)
    order = Order(
        area_code=place.code,
        kind=checks.checked_kind(written.kind),
        source=Source.PATROL if written.is_patrol else Source.DESK,
        words=checks.checked_words(written.words),
        place_words=checks.checked_place_words(written.place_words),
        reporter_name="" if written.is_patrol else checks.checked_name(written.reporter_name),
        reporter_telephone=None
        if written.is_patrol
        else keep_telephone(checks.checked_telephone(written.reporter_telephone)),
    )
    party = party_of(actor)
    assert party is not None
    _open(actor, order, party, given)
    return order


def _open(actor: Actor, order: Order, party: Party, given: Given) -> Step:
    now = timezone.now()
    order.number_on, order.reported_at = clock.today(), now
    order.due_at = due_for_answer(Kind(order.kind), now)
    order.step_due_at = due_for_step(State.REPORTED, now)
    order.save()
    step = record_step(actor, order, Verb.REPORT, party, given)
    order.save(update_fields=["last_step_id"])
    return step


def _already(actor: Actor, token: UUID | None) -> Order | None:
    """Give the order that this form made before."""
    if token is None:
        return None
    step = Step.objects.everywhere(because="one token, one report").filter(token=token, verb=Verb.REPORT).first()
    if step is None:
        return None
    if step.by_account_id != actor.account_id:
        raise no_such_order()
    audit.record(actor, "workorders:order:repeat", kind="order", object_id=step.order_id, area_code=step.area_code)
    return Order.objects.everywhere(because="whoever wrote the step made the order").get(pk=step.order_id)


def _bring_photos(draft: ReportDraft, order: Order, step: Step) -> None:
    photos = DraftPhoto.objects.of(draft=draft).order_by("pk")
    with wall(Scope(order.area_code, order.area_code + 1), account_id=draft.account_id):
        OrderPhoto.objects.bulk_create(
            OrderPhoto(area_code=order.area_code, order=order, step=step, file_id=file_id)
            for file_id in list(photos.values_list("file_id", flat=True))
        )
