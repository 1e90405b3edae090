"""Connecting a person with the account they sign in with. No account is ever looked for here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.connecting import connect_account, disconnect_account
from linli.domains.registry.actions.looking import look_at_person
from linli.domains.registry.forms.connecting import ConnectForm, DisconnectForm
from linli.domains.registry.queries.person import Facts, connection_of, person_of
from linli.domains.registry.views.purposes import ask_for_purpose, purpose_of
from linli.foundation.accounts import public as accounts
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Conflict, NotAllowed


@screen(Permission.CONNECT, methods=("GET", "POST"))
def connect(request: Request, person_id: int) -> HttpResponse:
    """Ask for the document and the code, and connect."""
    person_of(request.actor, person_id)
    if request.method == "POST":
        return _connect(request, person_id)
    if not purpose_of(request):
        return ask_for_purpose(request, request.get_full_path(), person_id)
    return _show(request, ConnectForm(), person_id)


@screen(Permission.CONNECT, methods=("GET", "POST"))
def disconnect(request: Request, person_id: int) -> HttpResponse:
    """Ask why, and part the two."""
    person = person_of(request.actor, person_id)
    connection = connection_of(request.actor, person)
    known = {"account": connection.account_id} if connection else {}
    form = DisconnectForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if disconnect_account(request.actor, person_id, given["account"], reason=given["reason"]):
            messages.success(request, _("Disconnected. The account sees nothing of this entry any more."))
        else:
            messages.info(request, _("That account was not connected any more. Nothing was changed."))
        return go(request, "registry:person", person_id)
    if connection is None and request.method == "GET":
        return go(request, "registry:person-connect", person_id)
    status = 422 if request.method == "POST" else 200
    return page(
        request,
        "registry/person_disconnect.html",
        status=status,
        form=form,
        person_id=person_id,
        connection=connection,
    )


def _connect(request: Request, person_id: int) -> HttpResponse:
    form = ConnectForm(request.POST)
    if not form.is_valid():
        return _show(request, form, person_id, status=422)
    given, at = form.cleaned_data, accounts.door(request, f"connect:{request.actor.account_id}")
    try:
        attempt = connect_account(request.actor, person_id, code=given["code"], seen=given["seen"], at=at)
    except (Conflict, NotAllowed) as refusal:
        form.add_error(None, str(refusal))
        return _show(request, form, person_id, status=refusal.status)
    if attempt.wait:
        form.add_error("code", accounts.wait_sentence(attempt.wait))
        answer = _show(request, form, person_id, status=429)
        answer["Retry-After"] = str(attempt.wait)
        return answer
    if attempt.connection is None:
        form.add_error(
            "code",
            _("No page shows this code now. A code counts once and for 15 minutes: let the person show a new one."),
        )
        return _show(request, form, person_id, status=422)
    messages.success(request, _("Connected. The person sees their entry now, and a message tells them so."))
    return go(request, "registry:person", person_id)


def _show(request: Request, form: ConnectForm, person_id: int, *, status: int = 200) -> HttpResponse:
    """Show the entry beside the form, to compare the document with: a look like any other."""
    purpose, shown = purpose_of(request), dict[str, Any]()
    facts: Facts | None = None
    if purpose:
        card = look_at_person(request.actor, person_id, purpose=purpose)
        facts, shown = card.facts, {"connection": card.connection}
    return page(
        request, "registry/person_connect.html", status=status, form=form, person_id=person_id, facts=facts, **shown
    )
