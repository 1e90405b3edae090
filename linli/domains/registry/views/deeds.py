"""Small deeds on homes and households: an address written otherwise, a household formed, joined or left."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.addresses import correct_premises
from linli.domains.registry.actions.membership import form_household, take_in, take_out
from linli.domains.registry.forms.deeds import JoinForm, LabelForm, NewHouseholdForm
from linli.domains.registry.forms.homes import ReasonForm
from linli.domains.registry.queries.homes import home_card, premises_of
from linli.domains.registry.queries.households import household_card
from linli.domains.registry.queries.joining import who_may_join
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Conflict, Invalid, NotFound


@screen(Permission.CORRECT, methods=("GET", "POST"))
def home_correct(request: Request, premises_id: int) -> HttpResponse:
    """Write one step of an address otherwise."""
    place = premises_of(request.actor, premises_id)
    form = LabelForm(request.POST or None, initial={"label": place.label, "was": place.label})
    if form.is_valid():
        given = form.cleaned_data
        try:
            correct_premises(
                request.actor,
                premises_id,
                given["label"],
                was=given["was"],
                reason=given["reason"],
                token=given["token"],
            )
        except Conflict as conflict:
            form = _over_theirs(request, conflict, premises_of(request.actor, premises_id).label)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Corrected. It is the same place with all its people."))
            return go(request, "registry:home", premises_id)
    return _show(
        request,
        form,
        title=_("Correct an address"),
        lead=_("%(address)s stays the same place; only its writing changes.")
        % {"address": home_card(request.actor, premises_id).address},
        back=reverse("registry:home", args=[premises_id]),
        verb=_("Save the correction"),
    )


@screen(Permission.CORRECT, methods=("GET", "POST"))
def household_new(request: Request, premises_id: int) -> HttpResponse:
    """Form a household at a home."""
    card = home_card(request.actor, premises_id)
    people = who_may_join(request.actor, premises_id, None)
    form = NewHouseholdForm(people, request.POST or None, who=_("Head of the household"), label=_("Why is it entered?"))
    if form.is_valid():
        given = form.cleaned_data
        try:
            household_id = form_household(
                request.actor,
                premises_id,
                given["person"],
                reason=given["reason"],
                number=given["number"],
                token=given["token"],
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Entered into the ledger."))
            return go(request, "registry:household", household_id)
    return _show(
        request,
        form,
        title=_("Form a household"),
        lead=card.address,
        back=reverse("registry:home", args=[premises_id]),
        verb=_("Form the household"),
        nobody="" if people else _("Nobody lives here according to the ledger"),
    )


@screen(Permission.CORRECT, methods=("GET", "POST"))
def household_join(request: Request, household_id: int) -> HttpResponse:
    """Take somebody into a household."""
    card = household_card(request.actor, household_id)
    people = who_may_join(request.actor, card.home_id, household_id)
    form = JoinForm(people, request.POST or None, who=_("Who joins?"), label=_("Why do they join?"))
    if form.is_valid():
        given = form.cleaned_data
        try:
            take_in(
                request.actor,
                household_id,
                given["person"],
                relation=given["relation"],
                reason=given["reason"],
                token=given["token"],
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Taken in. What was known before stands in the history."))
            return go(request, "registry:household", household_id)
    return _show(
        request,
        form,
        title=_("Take somebody into the household"),
        lead=card.address,
        back=reverse("registry:household", args=[household_id]),
        verb=_("Take into the household"),
        nobody="" if people else _("Everybody who lives here belongs to the household already."),
    )


@screen(Permission.CORRECT, methods=("GET", "POST"))
def household_leave(request: Request, household_id: int, person_id: int) -> HttpResponse:
    """Let somebody leave a household."""
    card = household_card(request.actor, household_id)
    member = next((member for member in card.members if member.id == person_id), None)
    if member is None:
        raise NotFound(_("There is nobody here under this number."), code="registry.person")
    form = ReasonForm(request.POST or None, label=_("Why do they leave?"))
    if form.is_valid():
        try:
            take_out(
                request.actor,
                household_id,
                person_id,
                reason=form.cleaned_data["reason"],
                token=form.cleaned_data["token"],
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Taken out. What was known before stands in the history."))
            return go(request, "registry:household", household_id)
    return _show(
        request,
        form,
        title=_("Take %(name)s out of the household") % {"name": member.name},
        lead=_("Where they live and are registered stays as it is."),
        back=reverse("registry:household", args=[household_id]),
        verb=_("Take out of the household"),
    )


def _over_theirs(request: Request, conflict: Conflict, now: str) -> LabelForm:
    """Keep what was typed beside what somebody else wrote meanwhile; sent again, it is written over theirs."""
    data = request.POST.copy()
    data["was"] = now
    form = LabelForm(data)
    form.is_valid()
    form.add_error(None, str(conflict))
    form.add_error("label", _("In the ledger now: %(label)s") % {"label": now})
    return form


def _show(request: Request, form: ReasonForm, **words: str) -> HttpResponse:
    return page(request, "registry/deed.html", status=422 if form.is_bound else 200, form=form, **words)
