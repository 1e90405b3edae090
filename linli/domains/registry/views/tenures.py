"""Tenure: binding a person to a home, and ending the bond."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.tenures import end_tenure, record_tenure
from linli.domains.registry.forms.homes import EndTenureForm, TenureForm
from linli.domains.registry.queries.homes import address_of
from linli.domains.registry.queries.person import person_of, tenure_of
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
            return go(request, "registry:person", person_id)
    status = 422 if form.is_bound else 200
    return page(request, "registry/tenure_new.html", status=status, form=form, person_id=person_id)


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
            return go(request, "registry:person", person_id)
    status = 422 if form.is_bound else 200
    return page(request, "registry/tenure_end.html", status=status, form=form, person_id=person_id, tenure=tenure)
