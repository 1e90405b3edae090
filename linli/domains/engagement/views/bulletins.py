"""The list of bulletins: what is prepared, what stands on the board, the archive."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse

from linli.domains.engagement.access import Permission
from linli.domains.engagement.forms.bulletins import FilterForm
from linli.domains.engagement.queries.areas import areas_below
from linli.domains.engagement.queries.lists import Wanted, state_of
from linli.domains.engagement.queries.lists import bulletins as bulletins_query
from linli.domains.engagement.views.abilities import abilities
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen
from linli.foundation.scope import Scope
from linli.toolbox.levels import Level


@screen(Permission.LIST)
def bulletins(request: Request) -> HttpResponse:
    """Show the bulletins of the area, newest first, a page at a time."""
    asked = request.GET
    area = areas_below(request.actor, number_of(asked.get("area", "")))
    wanted = Wanted(
        words=asked.get("q", "").replace("\x00", "")[:60],
        state=state_of(asked.get("state", "")),
        area=None if area is None else Scope(area.code, area.hi),
    )
    shown = bulletins_query(request.actor, wanted, before=number_of(asked.get("before", "")))
    kept = {name: asked[name] for name in ("q", "state", "area") if asked.get(name)}
    return page(
        request,
        "engagement/bulletins.html",
        partial="rows",
        rows=shown.rows,
        next_url=f"?{urlencode(kept | {'before': shown.next_before})}" if shown.next_before else "",
        form=FilterForm(asked or None),
        area=area,
        is_narrowed=bool(kept),
        several=request.actor.level < Level.COMMITTEE,
        can=abilities(request.actor),
    )
