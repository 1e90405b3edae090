"""Homes: the list, one of them, and entering a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.premises import add_premises
from linli.domains.registry.forms.filters import HomesFilterForm, area_of
from linli.domains.registry.forms.homes import NewHomeForm
from linli.domains.registry.queries.areas import area_name, is_above_committees
from linli.domains.registry.queries.homes import home_card
from linli.domains.registry.queries.homes import homes as homes_query
from linli.domains.registry.views.abilities import abilities
from linli.domains.registry.views.lists import Chip, address, cursor_of, links_of, size_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Invalid
from linli.toolbox.texts import fold


@screen(Permission.VIEW_HOMES)
def homes(request: Request) -> HttpResponse:
    """Show the homes of the area, a page at a time."""
    words, area = fold(request.GET.get("q", ""))[:80], area_of(request.GET.get("area", ""))
    shown = homes_query(request.actor, words, cursor=cursor_of(request), size=size_of(request), area=area)
    chips = [Chip(f"“{words}”", address(request, without="q"))] if words else []
    if area is not None:
        chips.append(Chip(area_name(area.lo), address(request, without="area")))
    return page(
        request,
        "registry/homes.html",
        rows=shown.rows,
        links=links_of(request, shown),
        form=HomesFilterForm(request.GET or None),
        chips=chips,
        committees=is_above_committees(request.actor),
        can=abilities(request.actor),
    )


@screen(Permission.VIEW_HOMES)
def home(request: Request, premises_id: int) -> HttpResponse:
    """Show one home, or a step above homes: what is in it and who is bound to it."""
    return page(request, "registry/home.html", card=home_card(request.actor, premises_id), can=abilities(request.actor))


@screen(Permission.CORRECT, methods=("GET", "POST"))
def new_home(request: Request) -> HttpResponse:
    """Enter a home."""
    form = NewHomeForm(request.POST or None, initial={"address": request.GET.get("address", "")})
    if form.is_valid():
        try:
            premises_id = add_premises(request.actor, form.cleaned_data["address"], token=form.cleaned_data["token"])
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Entered into the ledger."))
            return go(request, "registry:home", premises_id)
    return page(request, "registry/home_new.html", status=422 if form.is_bound else 200, form=form)
