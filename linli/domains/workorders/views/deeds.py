"""What an office does with an order: one short form each, in place or on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.deciding import call_back, decide, dispatch, urge
from linli.domains.workorders.forms.deeds import (
    CallBackForm,
    DeclineForm,
    DeedForm,
    DispatchForm,
    EvidenceForm,
    NoteForm,
    WordsForm,
)
from linli.domains.workorders.forms.dispatch import choices_for
from linli.domains.workorders.queries.card import OrderCard, order_card
from linli.domains.workorders.queries.words import DEEDS, NO_SUCH_ORDER
from linli.domains.workorders.rules.deeds import OFFICE
from linli.domains.workorders.rules.states import Verb
from linli.domains.workorders.views.order import ShownOrder, back_to_order, shown
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Conflict, Invalid, NotFound

_READS: Final = gettext_lazy("The reporter reads this.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of a deed asks, and what is said when it is done."""

    form: type[WordsForm]
    label: str | Promise
    hint: str | Promise
    done: str | Promise


ASKED: Final[dict[Verb, Asked]] = {
    Verb.SEND_UP: Asked(
        WordsForm,
        gettext_lazy("Why does the street have to decide?"),
        _READS,
        gettext_lazy("Sent up. The street has been told."),
    ),
    Verb.SEND_BACK: Asked(
        WordsForm, gettext_lazy("Why can the committee do this itself?"), _READS,
        gettext_lazy("Sent back. The committee has been told."),
    ),
    Verb.DECLINE: Asked(
        DeclineForm, gettext_lazy("Why is it not taken on?"),
        gettext_lazy("In plain words: the reporter reads them."),
        gettext_lazy("Not taken on. The reporter has been told why, and where to turn."),
    ),
    Verb.NOTE: Asked(NoteForm, gettext_lazy("Note"), "", gettext_lazy("Noted.")),
    Verb.REWORK: Asked(
        EvidenceForm, gettext_lazy("What is still to be done?"), _READS,
        gettext_lazy("Given back to be done again. The unit has been told."),
    ),
    Verb.ANSWER: Asked(
        EvidenceForm, gettext_lazy("Your answer"),
        gettext_lazy("What was found, what was done, whom to ask if it comes back."),
        gettext_lazy("Answered. The reporter can rate it, or send it back within ten days."),
    ),
}  # fmt: skip


@screen(Permission.DECIDE, methods=("GET", "POST"))
def deed(request: Request, order_id: int, verb: str) -> HttpResponse:
    """Ask for what a deed needs, and do it."""
    card = order_card(request.actor, order_id)
    wanted = _verb(verb)
    if request.method == "POST":
        return _do(request, card, wanted)
    form = _form(request, card, wanted) if card.may(wanted) else None
    return _show(request, shown(request, card), wanted, form)


@screen(Permission.URGE, methods=("GET", "POST"))
def urging(request: Request, order_id: int) -> HttpResponse:
    """Ask whoever holds an order to get on with it."""
    card = order_card(request.actor, order_id)
    if request.method == "POST":
        return _do(request, card, Verb.URGE)
    return _show(request, shown(request, card), Verb.URGE, _form(request, card, Verb.URGE))


def _do(request: Request, card: OrderCard, verb: Verb) -> HttpResponse:
    form = _form(request, card, verb)
    status = 422
    if form.is_valid():
        try:
            said = _carry_out(request, card.row.id, verb, form)
        except Invalid as refusal:
            form.take(refusal)
        except Conflict as conflict:
            status = 409
            card, form = _anew(request, card, verb, conflict)
        else:
            messages.success(request, said)
            return go(request, back_to_order(request, card.row.id))
    return _show(request, shown(request, card), verb, form, status=status)


def _anew(request: Request, card: OrderCard, verb: Verb, conflict: Conflict) -> tuple[OrderCard, DeedForm]:
    """Keep what was typed beside what somebody else did meanwhile; sent again, it counts on that."""
    card = order_card(request.actor, card.row.id)
    data = request.POST.copy()
    data["seen"], data["token"] = str(card.seen), str(uuid4())
    form = _form(request, card, verb, data)
    form.is_valid()
    form.add_error(None, str(conflict))
    return card, form


def _form(request: Request, card: OrderCard, verb: Verb, data: Any = None) -> DeedForm:
    given: dict[str, Any] = {"seen": card.seen}
    if request.method == "POST":
        given |= {"data": data or request.POST, "files": request.FILES}
    if verb is Verb.DISPATCH:
        choices = choices_for(request.actor, card)
        known = {value for value, _label in choices}
        asked = request.GET.get("to", "")
        return DispatchForm(choices, initial={"to": asked} if asked in known else None, **given)
    if verb is Verb.CALL_BACK:
        return CallBackForm(**given)
    asked_for = ASKED.get(verb)
    if asked_for is None:
        return DeedForm(**given)
    return asked_for.form(label=asked_for.label, hint=asked_for.hint, **given)


def _carry_out(request: Request, order_id: int, verb: Verb, form: DeedForm) -> str:
    carry: dict[Verb, Callable[[], object]] = {
        Verb.URGE: lambda: urge(request.actor, order_id, form.given()),
        Verb.DISPATCH: lambda: _dispatch(request, order_id, form),
        Verb.CALL_BACK: lambda: call_back(
            request.actor,
            order_id,
            form.given(),
            is_solved=form.cleaned_data["is_solved"],
            satisfaction=form.cleaned_data["satisfaction"],
        ),
    }
    carry.get(verb, lambda: decide(request.actor, order_id, verb, form.given()))()
    done = {
        Verb.ACCEPT: _("Taken on. It is ours until it is answered."),
        Verb.DISPATCH: _("Given out. The unit has been told."),
        Verb.CALL_BACK: _("Written down. The order is closed."),
        Verb.URGE: _("Urged. Whoever holds it has been told."),
    }
    return done.get(verb) or str(ASKED[verb].done)


def _dispatch(request: Request, order_id: int, form: DeedForm) -> None:
    assert isinstance(form, DispatchForm)
    unit_id, post_id = form.receiver()
    dispatch(request.actor, order_id, form.given(), unit_id=unit_id, post_id=post_id)


def _verb(text: str) -> Verb:
    """Read a deed out of an address: anything else is no place of ours."""
    if text not in {verb.value for verb in OFFICE} - {Verb.URGE.value}:
        raise NotFound(NO_SUCH_ORDER, code="workorders.order")
    return Verb(text)


def _show(
    request: Request, opened: ShownOrder, verb: Verb, form: DeedForm | None, *, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "workorders/order_deed.html",
        partial="form",
        status=status,
        opened=opened,
        form=form,
        verb=verb.value,
        title=str(DEEDS[verb]),
        is_possible=opened.card.may(verb),
        back=back_to_order(request, opened.card.row.id),
    )
