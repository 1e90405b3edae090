"""Reporting a problem: where it is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.domains.registry import public as registry
from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions import drafting
from linli.domains.workorders.forms.report import Choices, PlaceForm
from linli.domains.workorders.queries.matters import Draft, my_draft
from linli.domains.workorders.views.report import onward, then_of
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.foundation.scope import Actor
from linli.foundation.territory import public as territory
from linli.toolbox.areacodes import committee_of
from linli.toolbox.errors import Invalid
from linli.toolbox.levels import Level
from linli.toolbox.texts import tidy

MOST_FOUND = 12


@screen(Permission.REPORT, methods=("GET", "POST"))
def place(request: Request) -> HttpResponse:
    """Ask where it is: my community or another, which part of it, and where exactly."""
    draft = my_draft(request.actor)
    community = _community(request, draft)
    if request.method == "POST":
        if "keep" in request.POST or "elsewhere" in request.POST:
            return _kept(request)
        if community is None:
            return _elsewhere(request)
        return _go_on(request, draft, community)
    if community is None or "elsewhere" in request.GET or "q" in request.GET:
        return _elsewhere(request)
    return _ask(request, community, _form(request, draft, community))


def _go_on(request: Request, draft: Draft, community: territory.Area) -> HttpResponse:
    form = _form(request, draft, community)
    if form.is_valid():
        given = form.cleaned_data
        try:
            drafting.save_draft(request.actor, place_code=number_of(given["place"]), place_words=given["place_words"])
        except Invalid as refusal:
            form.take(refusal)
        else:
            return go(request, onward(request, "workorders:report-words"))
    return _ask(request, community, form, status=422)


def _kept(request: Request) -> HttpResponse:
    """Keep what stands there so far: while the person types, or before they look for another community."""
    with suppress(Invalid):  # too long: the field says so when they go on
        drafting.save_draft(request.actor, place_words=request.POST.get("place_words", ""))
    if "elsewhere" not in request.POST:
        return HttpResponse(status=204)
    query = urlencode({"elsewhere": "1", "then": then_of(request)})
    return go(request, f"{reverse('workorders:report-place')}?{query}")


def _ask(request: Request, community: territory.Area, form: PlaceForm, *, status: int = 200) -> HttpResponse:
    return page(
        request,
        "workorders/report_place.html",
        status=status,
        form=form,
        community=community,
        is_mine=community.code == _own_committee(request.actor),
        then=then_of(request),
    )


def _elsewhere(request: Request) -> HttpResponse:
    asked = request.GET.get("q", "")
    found: Sequence[territory.Area] = []
    if tidy(asked) and "\0" not in asked:
        found = list(territory.search(asked).filter(level=Level.COMMITTEE, valid_to=None)[: MOST_FOUND + 1])
    return page(
        request,
        "workorders/report_elsewhere.html",
        asked=asked,
        found=found[:MOST_FOUND],
        has_more=len(found) > MOST_FOUND,
        has_own=_own_committee(request.actor) is not None,
        then=then_of(request),
    )


def _community(request: Request, draft: Draft) -> territory.Area | None:
    """Give the community that the question is about: the one chosen just now, the draft's, or one's own."""
    chosen = number_of(request.POST.get("community") or request.GET.get("community", ""))
    kept = None if draft.place_code is None else committee_of(draft.place_code)
    for code in (chosen, kept, _own_committee(request.actor)):
        for area in territory.areas_at([code] if code else []):
            if area.level == Level.COMMITTEE and area.valid_to is None:
                return area
    return None


def _own_committee(actor: Actor) -> int | None:
    return committee_of(actor.area_code) if actor.level >= Level.COMMITTEE else None


def _form(request: Request, draft: Draft, community: territory.Area) -> PlaceForm:
    units = list(territory.units_of(community).order_by("code"))
    here = [draft.place_code, registry.own_dwelling(request.actor), request.actor.area_code]
    known = {community.code, *(unit.code for unit in units)}
    initial = {
        "place": next((code for code in here if code in known), community.code),
        "place_words": draft.place_words,
    }
    sent = request.POST if request.method == "POST" else None
    return PlaceForm(sent, initial=initial, places=_choices(community, units), count=len(units) + 1)


def _choices(community: territory.Area, units: Sequence[territory.Area]) -> Choices:
    """List the parts of a community, each estate with its buildings under it."""
    below: dict[int | None, list[territory.Area]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)
    choices: list[tuple[object, object]] = [(community.code, _("Outdoors, or I do not know which"))]
    for estate in below.get(community.code, []):
        groups = below.get(estate.code, [])
        if groups:
            whole = (estate.code, _("%(estate)s (the whole estate)") % {"estate": estate.name})
            choices.append((estate.name, [whole, *((one.code, one.name) for one in groups)]))
        else:
            choices.append((estate.code, estate.name))
    return choices
