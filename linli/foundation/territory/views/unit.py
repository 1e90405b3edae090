"""Adding a unit below a committee or an estate."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.foundation.territory import queries
from linli.foundation.territory.access import Permission
from linli.foundation.territory.actions.units import add_unit
from linli.foundation.territory.forms import UnitForm
from linli.foundation.territory.models import AreaKind
from linli.toolbox.errors import Conflict
from linli.toolbox.levels import Level


@screen(Permission.UNIT_ADD, methods=("GET", "POST"))
def new_unit(request: Request, code: int) -> HttpResponse:
    """Ask for the name of a new estate or building group, and add it."""
    parent = queries.area_in(request.actor, code)
    kind = AreaKind.ESTATE if parent.level == Level.COMMITTEE else AreaKind.BUILDING_GROUP
    form = UnitForm(request.POST or None)
    if form.is_valid():
        try:
            unit = add_unit(request.actor, parent.code, form.cleaned_data["name"], kind)
        except Conflict as conflict:
            form.add_error("name", str(conflict))
        else:
            messages.success(request, _("%(unit)s was added.") % {"unit": unit.name})
            return go(request, "territory:area", parent.code)
    status = 422 if form.is_bound else 200
    return page(request, "territory/new_unit.html", status=status, form=form, parent=parent, kind=kind)
