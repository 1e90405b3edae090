"""One bulletin of the office, with its counts and its way so far."""

from __future__ import annotations

from django.http import HttpResponse

from linli.domains.engagement.access import Permission
from linli.domains.engagement.queries.card import bulletin_card
from linli.domains.engagement.views.abilities import abilities
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen


@screen(Permission.OPEN)
def bulletin(request: Request, bulletin_id: int) -> HttpResponse:
    """Show one bulletin."""
    return page(
        request,
        "engagement/bulletin.html",
        partial="counts",
        card=bulletin_card(request.actor, bulletin_id),
        can=abilities(request.actor),
    )
