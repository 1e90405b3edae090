"""Organisations: the list, one of them, a new one, a correction."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.organisations import (
    OrganisationAlreadyThere,
    add_organisation,
    correct_organisation,
)
from linli.domains.registry.forms.filters import OrganisationsFilterForm, area_of, kind_of
from linli.domains.registry.forms.organisations import OrganisationCorrectionForm, OrganisationForm
from linli.domains.registry.queries.areas import area_name, is_above_committees
from linli.domains.registry.queries.organisations import OrganisationCard
from linli.domains.registry.queries.organisations import organisation as organisation_query
from linli.domains.registry.queries.organisations import organisations as organisations_query
from linli.domains.registry.views.abilities import abilities
from linli.domains.registry.views.lists import Chip, address, cursor_of, links_of, size_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Conflict, Invalid
from linli.toolbox.levels import Level
from linli.toolbox.texts import fold


@screen(Permission.VIEW_ORGANISATIONS)
def organisations(request: Request) -> HttpResponse:
    """Show the organisations of the area, a page at a time."""
    words, asked = fold(request.GET.get("q", ""))[:80], request.GET.get("kind", "")
    kind = kind_of(asked)
    area = area_of(request.GET.get("area", ""))
    shown = organisations_query(request.actor, words, kind, cursor=cursor_of(request), size=size_of(request), area=area)
    said = [("q", f"“{words}”" if words else ""), ("kind", kind.label if kind else "")]
    said.append(("area", area_name(area.lo) if area else ""))
    return page(
        request,
        "registry/organisations.html",
        rows=shown.rows,
        links=links_of(request, shown),
        form=OrganisationsFilterForm(request.GET or None),
        chips=[Chip(str(text), address(request, without=name)) for name, text in said if text],
        committees=is_above_committees(request.actor),
        can=_can(request),
    )


@screen(Permission.VIEW_ORGANISATIONS)
def organisation(request: Request, organisation_id: int) -> HttpResponse:
    """Show one organisation."""
    card = organisation_query(request.actor, organisation_id)
    return page(request, "registry/organisation.html", card=card, can=_can(request))


@screen(Permission.CORRECT, methods=("GET", "POST"))
def new_organisation(request: Request) -> HttpResponse:
    """Enter an organisation."""
    form = OrganisationForm(request.POST or None)
    already_there = None
    if form.is_valid():
        try:
            organisation_id = add_organisation(request.actor, form.facts, token=form.cleaned_data["token"])
        except OrganisationAlreadyThere as conflict:
            already_there = conflict
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Entered into the ledger."))
            return go(request, "registry:organisation", organisation_id)
    status = 409 if already_there else 422 if form.is_bound else 200
    return page(request, "registry/organisation_form.html", status=status, form=form, already_there=already_there)


@screen(Permission.CORRECT, methods=("GET", "POST"))
def organisation_correct(request: Request, organisation_id: int) -> HttpResponse:
    """Correct what is held of an organisation."""
    card = organisation_query(request.actor, organisation_id)
    form = OrganisationCorrectionForm(request.POST or None, initial=_initial(card))
    already_there = changed = None
    if form.is_valid():
        given = form.cleaned_data
        try:
            correct_organisation(
                request.actor,
                organisation_id,
                form.facts,
                version=given["version"],
                reason=given["reason"],
                token=given["token"],
            )
        except OrganisationAlreadyThere as conflict:
            already_there = conflict
        except Conflict as conflict:
            changed, form = conflict, _over(request, card.version)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Corrected."))
            return go(request, "registry:organisation", organisation_id)
    status = 409 if already_there or changed else 422 if form.is_bound else 200
    return page(
        request,
        "registry/organisation_form.html",
        status=status,
        form=form,
        card=card,
        already_there=already_there,
        changed=changed,
    )


def _over(request: Request, version: int) -> OrganisationCorrectionForm:
    """Keep what was typed, to be saved over what stands in the ledger now."""
    typed = request.POST.copy()
    typed["version"] = str(version)
    again = OrganisationCorrectionForm(typed)
    again.is_valid()
    return again


def _initial(card: OrganisationCard) -> dict[str, object]:
    return {
        "name": card.name,
        "kind": card.kind.value,
        "credit_code": card.credit_code,
        "address": card.address,
        "telephone": card.telephone,
        "version": card.version,
    }


def _can(request: Request) -> dict[str, bool]:
    """Organisations belong to a committee, so only a committee's staff enters them."""
    can = abilities(request.actor)
    return {**can, "enter": can["correct"] and request.actor.level >= Level.COMMITTEE}
