"""Recording what became of an area: a new name, a split, a merge, a move."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.foundation.territory import queries
from linli.foundation.territory.access import Permission
from linli.foundation.territory.forms import CHANGE_FORMS
from linli.foundation.territory.models import ChangeKind
from linli.toolbox.errors import LinliError


@screen(Permission.AREA_CHANGE, methods=("GET", "POST"))
def change(request: Request, code: int, kind: str) -> HttpResponse:
    """Ask for a change and the document it rests on, and record it."""
    if kind not in ChangeKind.values:
        raise Http404
    area = queries.area_in(request.actor, code)
    form = CHANGE_FORMS[ChangeKind(kind)](area, request.POST or None)
    if form.is_valid():
        try:
            after = form.record(request.actor)
        except LinliError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The change of %(area)s is recorded.") % {"area": area.name})
            return go(request, "territory:area", after.code)
    status = 422 if form.is_bound else 200
    return page(request, "territory/change.html", status=status, form=form, area=area, kind=ChangeKind(kind))
