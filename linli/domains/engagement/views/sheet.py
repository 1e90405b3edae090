"""The printed sheet: one page A4 for the stairwell and for those without a telephone."""

from __future__ import annotations

from django.http import HttpResponse

from linli.domains.engagement.access import Permission
from linli.domains.engagement.queries.card import bulletin_card
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen


@screen(Permission.OPEN)
def sheet(request: Request, bulletin_id: int) -> HttpResponse:
    """Show the sheet; ``?print=large`` sets it in 22 points."""
    is_large = request.GET.get("print", "") == "large"
    card = bulletin_card(request.actor, bulletin_id)
    return page(request, "engagement/sheet.html", card=card, is_large=is_large)
