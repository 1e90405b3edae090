"""One thing given to one's own unit: what and where, and what to do with it. Never who reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.handling import handle
from linli.domains.workorders.actions.moving import no_such_order
from linli.domains.workorders.forms.deeds import EvidenceForm, NoteForm, WordsForm
from linli.domains.workorders.queries.card import OrderCard, order_card
from linli.domains.workorders.queries.words import DEED_ICONS, DEEDS
from linli.domains.workorders.rules.deeds import UNIT
from linli.domains.workorders.rules.states import Party, Verb
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.foundation.scope import Actor
from linli.toolbox.errors import Conflict, Invalid


@dataclass(frozen=True, slots=True)
class TaskDeed:
    """One thing a unit may do, with its form open on the page."""

    verb: str
    title: str
    icon: str
    lead: str | Promise
    form: WordsForm
    is_open: bool


ASKED: Final[dict[Verb, tuple[type[WordsForm], str | Promise, str | Promise]]] = {
    Verb.FINISH: (
        EvidenceForm,
        gettext_lazy("What was done?"),
        gettext_lazy("A photo afterwards saves a second visit. The reporter reads your words."),
    ),
    Verb.NOTE: (NoteForm, gettext_lazy("How far is it?"), gettext_lazy("When will it be done, what is missing.")),
    Verb.RETURN: (WordsForm, gettext_lazy("Why is it not yours, and whose is it?"), ""),
}


@screen(Permission.HANDLE, methods=("GET", "POST"))
def task(request: Request, order_id: int) -> HttpResponse:
    """Show one task; finish it, note how far it is, or return it."""
    card = task_card(request.actor, order_id)
    if request.method == "GET":
        return _show(request, card, {})
    verb = next((one for one in UNIT if one.value == request.POST.get("verb")), None)
    if verb is None:
        return _show(request, card, {}, status=422)
    return _do(request, card, verb)


def _do(request: Request, card: OrderCard, verb: Verb) -> HttpResponse:
    order_id, status = card.row.id, 422
    form = _form(verb, card, request)
    if form.is_valid():
        try:
            handle(request.actor, order_id, verb, form.given())
        except Invalid as refusal:
            form.take(refusal)
        except Conflict as conflict:
            status, card = 409, task_card(request.actor, order_id)
            data = request.POST.copy()
            data["seen"], data["token"] = str(card.seen), str(uuid4())
            form = _form(verb, card, request, data)
            form.is_valid()
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _said(verb))
            return go(request, "workorders:task", order_id) if verb is Verb.NOTE else go(request, "workorders:tasks")
    return _show(request, card, {verb: form}, status=status)


def task_card(actor: Actor, order_id: int) -> OrderCard:
    """Give the card of what was given to the actor's unit; raises NotFound for anything else, one's own reports too."""
    card = order_card(actor, order_id)
    if Party.UNIT not in card.parties:
        raise no_such_order()
    return card


def _form(verb: Verb, card: OrderCard, request: Request | None = None, data: Any = None) -> WordsForm:
    kind, label, hint = ASKED[verb]
    given: dict[str, Any] = {"seen": card.seen, "auto_id": f"{verb}_%s"}
    if request is not None:
        given |= {"data": data or request.POST, "files": request.FILES}
    return kind(label=label, hint=hint, **given)


def _show(request: Request, card: OrderCard, bound: dict[Verb, WordsForm], *, status: int = 200) -> HttpResponse:
    leads = {
        Verb.FINISH: _("It goes back to whoever gave it to you, to be checked."),
        Verb.RETURN: _("It goes back to whoever gave it to you."),
    }
    deeds = [
        TaskDeed(
            verb.value,
            str(DEEDS[verb]),
            DEED_ICONS[verb],
            leads.get(verb, ""),
            bound.get(verb) or _form(verb, card),
            is_open=verb in bound,
        )
        for verb in UNIT
        if card.may(verb) or verb in bound
    ]
    return page(request, "workorders/task.html", card=card, deeds=deeds, status=status)


def _said(verb: Verb) -> str:
    return {
        Verb.FINISH: _("Reported done. Thank you; it is being checked now."),
        Verb.NOTE: _("Noted."),
        Verb.RETURN: _("Returned. Whoever gave it to you has been told."),
    }[verb]
