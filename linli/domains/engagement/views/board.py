"""The board of residents and partners, and one bulletin on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from linli.domains.engagement.access import Permission
from linli.domains.engagement.actions.reading import mark_read
from linli.domains.engagement.queries import board as queries
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen


@screen(Permission.READ)
def board(request: Request) -> HttpResponse:
    """Show what concerns me: important first, unread next; or what stood there earlier."""
    asks_for_earlier = "earlier" in request.GET
    rows, next_before = (
        queries.earlier(request.actor, number_of(request.GET["earlier"]))
        if asks_for_earlier
        else (queries.board(request.actor), None)
    )
    return page(request, "engagement/board.html", rows=rows, is_earlier=asks_for_earlier, next_before=next_before)


@screen(Permission.READ)
def board_bulletin(request: Request, bulletin_id: int) -> HttpResponse:
    """Show one bulletin; the first opening by the person counts as read."""
    row = queries.board_bulletin(request.actor, bulletin_id)
    if not _is_fetched_ahead(request):
        mark_read(request.actor, row)
    return page(request, "engagement/board_bulletin.html", row=row)


def _is_fetched_ahead(request: HttpRequest) -> bool:
    """Say whether a browser fetched the page before anybody asked for it, or a machine only asked whether it is there.

    ``Sec-Purpose: prefetch`` is the standard, ``Purpose`` and ``X-Moz`` are its elders.
    """
    said = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"))
    return request.META["REQUEST_METHOD"] == "HEAD" or any(
        word in value.lower() for value in said for word in ("prefetch", "prerender", "preview")
    )
