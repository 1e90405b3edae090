"""Households: the list, one of them, and its move to another home."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.households import move_household
from linli.domains.registry.forms.filters import ALONE, HouseholdsFilterForm, alone_of, area_of
from linli.domains.registry.forms.homes import MoveForm
from linli.domains.registry.queries.areas import area_name, is_above_committees
from linli.domains.registry.queries.households import household_card
from linli.domains.registry.queries.households import households as households_query
from linli.domains.registry.views.abilities import abilities
from linli.domains.registry.views.lists import Chip, address, cursor_of, links_of, size_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Invalid


@screen(Permission.LIST_PEOPLE)
def households(request: Request) -> HttpResponse:
    """Show the households of the area, a page at a time."""
    area, alone = area_of(request.GET.get("area", "")), alone_of(request.GET.get("alone", ""))
    shown = households_query(request.actor, cursor=cursor_of(request), size=size_of(request), area=area, alone=alone)
    chips = [] if alone is None else [Chip(str(ALONE[alone]), address(request, without="alone"))]
    if area is not None:
        chips.append(Chip(area_name(area.lo), address(request, without="area")))
    return page(
        request,
        "registry/households.html",
        rows=shown.rows,
        links=links_of(request, shown),
        form=HouseholdsFilterForm(request.GET or None),
        chips=chips,
        alone=alone,
        now=timezone.now(),
        committees=is_above_committees(request.actor),
    )


@screen(Permission.LIST_PEOPLE)
def household(request: Request, household_id: int) -> HttpResponse:
    """Show who keeps house together, and where."""
    return page(
        request,
        "registry/household.html",
        card=household_card(request.actor, household_id),
        can=abilities(request.actor),
    )


@screen(Permission.CORRECT, methods=("GET", "POST"))
def household_move(request: Request, household_id: int) -> HttpResponse:
    """Let the household live at another home."""
    card = household_card(request.actor, household_id)
    form = MoveForm(request.actor, request.POST or None)
    if form.is_valid() and form.home_id is not None:
        given = form.cleaned_data
        try:
            move_household(
                request.actor,
                household_id,
                home_id=form.home_id,
                on=given["on"],
                reason=given["reason"],
                token=given["token"],
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("The household has moved."))
            return go(request, "registry:household", household_id)
    return page(request, "registry/household_move.html", status=422 if form.is_bound else 200, form=form, card=card)
