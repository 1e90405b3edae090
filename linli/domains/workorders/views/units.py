"""Handling units: whom work can be given to, and who works for them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.units import add_member_named, add_unit, close_unit, remove_member
from linli.domains.workorders.forms.units import CloseForm, MemberForm, RefusedForm, RemoveForm, UnitForm
from linli.domains.workorders.queries.units import unit_card, units_within
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Invalid


@screen(Permission.UNITS, methods=("GET", "POST"))
def units(request: Request) -> HttpResponse:
    """List the units that work in the area, and enter another."""
    form = UnitForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            add_unit(
                request.actor,
                name=typed["name"],
                kind=typed["kind"],
                scope=request.actor.scope,
                telephone=typed["telephone"],
            )
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Entered. Orders can be given to it from now on."))
            return go(request, "workorders:units")
    return page(
        request,
        "workorders/units.html",
        status=422 if form.is_bound else 200,
        form=form,
        units=units_within(request.actor),
    )


@screen(Permission.UNITS, methods=("GET", "POST"))
def unit(request: Request, unit_id: int) -> HttpResponse:
    """Show one unit and its people; let somebody more work for it, or somebody no longer, or close it."""
    card = unit_card(request.actor, unit_id)
    wanted = request.POST.get("deed", "add") if request.method == "POST" else ""
    forms: dict[str, RefusedForm] = {
        "add": MemberForm(_sent(request, wanted == "add")),
        "remove": RemoveForm([*card.members, *card.former], _sent(request, wanted == "remove"), auto_id="remove_%s"),
        "close": CloseForm(_sent(request, wanted == "close"), auto_id="close_%s"),
    }
    form = forms.get(wanted)
    if form is not None and form.is_valid():
        try:
            said = _carry_out(request, unit_id, wanted, form.cleaned_data)
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, said)
            return go(request, "workorders:units") if wanted == "close" else go(request, "workorders:unit", unit_id)
    return page(
        request, "workorders/unit.html", status=422 if request.method == "POST" else 200, unit=card, forms=forms
    )


def _sent(request: Request, is_this: bool) -> Any:  # noqa: FBT001 - the answer to "was it this form?"
    return request.POST if is_this else None


def _carry_out(request: Request, unit_id: int, wanted: str, typed: dict[str, Any]) -> str:
    match wanted:
        case "remove":
            remove_member(request.actor, unit_id, typed["post"], reason=typed["reason"])
            return _("From now on they see nothing more of what is given to the unit.")
        case "close":
            back = close_unit(request.actor, unit_id, reason=typed["reason"])
            return ngettext(
                "Closed. %(count)d order went back to whoever gave it.",
                "Closed. %(count)d orders went back to whoever gave them.",
                back,
            ) % {"count": back}
        case _:
            add_member_named(request.actor, unit_id, typed["username"])
            return _("From now on they see what is given to the unit.")
