"""Entering somebody new."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.people import AlreadyThere, add_person
from linli.domains.registry.forms.people import NewPersonForm
from linli.domains.registry.queries.homes import address_of
from linli.domains.registry.queries.households import HouseholdCard, household_card
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Invalid


@screen(Permission.CORRECT, methods=("GET", "POST"))
def new_person(request: Request) -> HttpResponse:
    """Show the form, and enter the person. A household's page leads here with the household filled in."""
    household = _household(request)
    if request.method == "GET":
        return page(request, "registry/person_new.html", form=_empty(request, household), household=household)
    form = NewPersonForm(request.actor, request.POST)
    already_there = None
    if form.is_valid():
        try:
            person_id = add_person(
                request.actor,
                form.typed(household.id if household else None),
                token=form.cleaned_data["token"],
            )
        except AlreadyThere as conflict:
            already_there = conflict
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Entered into the ledger."))
            return go(request, "registry:person", person_id)
    status = 409 if already_there else 422
    return page(
        request,
        "registry/person_new.html",
        status=status,
        form=form,
        household=household,
        already_there=already_there,
    )


def _household(request: Request) -> HouseholdCard | None:
    asked = number_of(request.POST.get("household") or request.GET.get("household", ""))
    return None if asked is None else household_card(request.actor, asked)


def _empty(request: Request, household: HouseholdCard | None) -> NewPersonForm:
    address = household.address if household else address_of(request.actor, number_of(request.GET.get("home", "")))
    return NewPersonForm(request.actor, initial={"home": address})
