"""One matter of mine, and what I can do about it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions import following
from linli.domains.workorders.actions.moving import Given
from linli.domains.workorders.forms.rating import RatingForm, ReopeningForm
from linli.domains.workorders.queries.card import OrderCard
from linli.domains.workorders.queries.matters import my_matter
from linli.domains.workorders.queries.progress import Stage, sentences_of, stages_of
from linli.domains.workorders.queries.timeline import StepRow
from linli.domains.workorders.rules.states import Verb
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Invalid


@screen(Permission.REPORT)
def matter(request: Request, order_id: int) -> HttpResponse:
    """Show what, where, how it stands, what happened, and what I may do now."""
    return _show(request, my_matter(request.actor, order_id))


@screen(Permission.REPORT, methods=("POST",))
def rating(request: Request, order_id: int) -> HttpResponse:
    """Say whether it is solved and how satisfied one is; what is not solved goes back, unless one says otherwise."""
    card = my_matter(request.actor, order_id)
    form = RatingForm(request.POST, auto_id="rating_%s")
    closes_anyway = "anyway" in request.POST
    if form.says_no and card.may(Verb.REOPEN) and not closes_anyway:
        return _ask_what_is_wrong(request, card)
    if form.is_valid():
        said = form.cleaned_data
        try:
            following.rate(
                request.actor,
                order_id,
                form.given,
                is_solved=said["is_solved"],
                satisfaction=said["satisfaction"],
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            return _done(request, order_id, _("Thank you. Your word was passed on; the matter is closed."))
    if closes_anyway and card.may(Verb.REOPEN):
        return _ask_what_is_wrong(request, card, rating_form=form, status=422)
    return _show(request, card, rating_form=form, status=422)


@screen(Permission.REPORT, methods=("POST",))
def reopening(request: Request, order_id: int) -> HttpResponse:
    """Send it back: it is not solved."""
    card = my_matter(request.actor, order_id)
    form = ReopeningForm(request.POST, request.FILES, auto_id="reopening_%s")
    if form.is_valid():
        try:
            following.reopen(request.actor, order_id, form.given)
        except Invalid as refusal:
            form.take(refusal)
        else:
            return _done(request, order_id, _("Sent back. Whoever answered looks at it again and has been told."))
    return _ask_what_is_wrong(request, card, reopening_form=form, status=422)


@screen(Permission.REPORT, methods=("POST",))
def urging(request: Request, order_id: int) -> HttpResponse:
    """Ask whoever holds it to get on with it."""
    my_matter(request.actor, order_id)
    following.urge_own(request.actor, order_id, _given(request))
    return _done(request, order_id, _("Whoever holds it has been told that you are waiting."))


@screen(Permission.REPORT, methods=("POST",))
def withdrawal(request: Request, order_id: int) -> HttpResponse:
    """Take the report back before anybody works on it."""
    my_matter(request.actor, order_id)
    following.withdraw(request.actor, order_id, _given(request))
    return _done(request, order_id, _("Withdrawn. Nobody works on it any more."))


@dataclass(frozen=True, slots=True)
class MatterPage:
    """What the page of a matter shows beside its card."""

    sentence: str
    stages: Sequence[Stage]
    answer: StepRow | None  # the latest: an earlier one stands in the timeline
    photos: Sequence[int]  # as it was reported


def _page_of(card: OrderCard) -> MatterPage:
    answer = None
    if not card.row.is_running:
        answer = next((step for step in card.steps if step.verb in {Verb.ANSWER, Verb.DECLINE}), None)
    reported = next((step for step in card.steps if step.verb is Verb.REPORT), None)
    return MatterPage(sentences_of([card.row])[0], stages_of(card.row), answer, reported.photos if reported else ())


def _show(
    request: Request,
    card: OrderCard,
    *,
    rating_form: RatingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(
        request,
        "workorders/matter.html",
        status=status,
        card=card,
        shown=_page_of(card),
        rating_form=rating_form or RatingForm(auto_id="rating_%s"),
        reopening_form=ReopeningForm(auto_id="reopening_%s"),
        token=uuid.uuid4(),
    )


def _ask_what_is_wrong(
    request: Request,
    card: OrderCard,
    *,
    reopening_form: ReopeningForm | None = None,
    rating_form: RatingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Ask the one thing that sending it back needs, with everything that was typed on the page before."""
    typed = {key: request.POST.get(key, "") for key in ("words", "satisfaction")}
    return page(
        request,
        "workorders/matter_not_solved.html",
        status=status,
        card=card,
        form=reopening_form or ReopeningForm(initial=typed, auto_id="reopening_%s"),
        rating_form=rating_form or RatingForm(initial=typed, auto_id="rating_%s"),
        closes_anyway="anyway" in request.POST,
    )


def _done(request: Request, order_id: int, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return go(request, "workorders:matter", order_id)


def _given(request: Request) -> Given:
    try:
        return Given(token=UUID(request.POST.get("token", "")))
    except ValueError:
        return Given()
