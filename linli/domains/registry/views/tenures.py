"""Tenure: binding a person to a home, and ending the bond."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.tenures import end_tenure, record_tenure, withdraw_tenure
from linli.domains.registry.forms.homes import EndTenureForm, ReasonForm, TenureForm
from linli.domains.registry.queries.homes import address_of
from linli.domains.registry.queries.person import person_of, tenure_of
from linli.domains.registry.views.returning import back_to_person, came_from
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Invalid


@screen(Permission.CORRECT, methods=("GET", "POST"))
def new_tenure(request: Request, person_id: int) -> HttpResponse:
    """Bind a person to a home."""
    person = person_of(request.actor, person_id)
    form = TenureForm(request.actor, request.POST or None, initial={"home": address_of(request.actor, person.home_id)})
    if form.is_valid() and form.home_id is not None:
        given = form.cleaned_data
        try:
            record_tenure(
                request.actor,
                person_id,
                form.home_id,
                given["kind"],
                since=given["since"],
                source=given["source"],
                reason=given["reason"],
                token=given["token"],
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Recorded."))
            return go(request, back_to_person(request, person_id))
    return _show(request, "registry/tenure_new.html", form, person_id)


@screen(Permission.CORRECT, methods=("GET", "POST"))
def tenure_end(request: Request, person_id: int, tenure_id: int) -> HttpResponse:
    """End a bond between a person and a home."""
    tenure = tenure_of(request.actor, person_id, tenure_id)
    form = EndTenureForm(request.POST or None)
    if form.is_valid():
        try:
            end_tenure(request.actor, tenure_id, on=form.cleaned_data["on"], reason=form.cleaned_data["reason"])
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Ended. It stays in the history."))
            return go(request, back_to_person(request, person_id))
    return _show(request, "registry/tenure_end.html", form, person_id, tenure=tenure)


@screen(Permission.CORRECT, methods=("GET", "POST"))
def tenure_withdraw(request: Request, person_id: int, tenure_id: int) -> HttpResponse:
    """Withdraw a bond that never was: it was entered by mistake."""
    tenure = tenure_of(request.actor, person_id, tenure_id)
    form = ReasonForm(request.POST or None, label=_("What was the mistake?"))
    if form.is_valid():
        try:
            withdraw_tenure(request.actor, tenure_id, reason=form.cleaned_data["reason"])
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Withdrawn. It stands in the history as a mistake."))
            return go(request, back_to_person(request, person_id))
    return _show(request, "registry/tenure_withdraw.html", form, person_id, tenure=tenure)


def _show(request: Request, template: str, form: Form, person_id: int, **context: Any) -> HttpResponse:
    return page(
        request,
        template,
        status=422 if form.is_bound else 200,
        form=form,
        person_id=person_id,
        back=back_to_person(request, person_id),
        came_from=came_from(request),
        **context,
    )
