"""One area: what lies below it, its names over time, its changes, its units and its zones."""

from django.http import HttpResponse

from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, page, screen
from linli.foundation.territory import queries
from linli.foundation.territory.access import Permission
from linli.foundation.territory.models import AreaKind
from linli.toolbox.levels import Level


@screen(SIGNED_IN)
def area(request: Request, code: int) -> HttpResponse:
    """Show an area to everybody signed in; the buttons only to those who may use them here."""
    shown = queries.area(code)
    inside = request.actor.scope.contains(shown.scope) and shown.is_current
    return page(
        request,
        "territory/area.html",
        area=shown,
        path=queries.path(code)[:-1],
        children=queries.children(shown) if shown.level < Level.COMMITTEE else None,
        counts=shown.level < Level.STREET,  # below a street stand the committees themselves
        units=queries.estates_with_groups(shown) if shown.level == Level.COMMITTEE else None,
        names=queries.names_of(shown),
        changes=queries.changes_of(shown),
        zones=queries.zones_of(code) if shown.level >= Level.COMMITTEE else None,
        can_change=inside and shown.level != Level.UNIT and request.actor.may(Permission.AREA_CHANGE),
        can_add_unit=inside and _holds_units(shown.kind) and request.actor.may(Permission.UNIT_ADD),
    )


def _holds_units(kind: str) -> bool:
    return kind == AreaKind.ESTATE or AreaKind(kind).level is Level.COMMITTEE
