"""Handling units: whom work can be given to, and who works for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions.units import add_member_named, add_unit
from linli.domains.workorders.forms.units import MemberForm, UnitForm
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
    """Show one unit and its people; let somebody more work for it."""
    card = unit_card(request.actor, unit_id)
    form = MemberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            add_member_named(request.actor, unit_id, form.cleaned_data["username"])
        except Invalid as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("From now on they see what is given to the unit."))
            return go(request, "workorders:unit", unit_id)
    return page(request, "workorders/unit.html", status=422 if form.is_bound else 200, form=form, unit=card)
