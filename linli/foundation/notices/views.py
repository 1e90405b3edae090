"""The inbox."""

from __future__ import annotations

from django.http import HttpResponse

from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, page, screen
from linli.foundation.notices import queries
from linli.foundation.notices.actions.read import mark_read


@screen(SIGNED_IN)
def inbox(request: Request) -> HttpResponse:
    """Show my messages, newest first."""
    before = number_of(request.GET.get("before", ""))
    found = queries.inbox(request.actor, before=before)
    rows, more = found[: queries.PAGE], len(found) > queries.PAGE
    return page(request, "notices/inbox.html", partial="rows", rows=rows, next_before=rows[-1].pk if more else None)


@screen(SIGNED_IN)
def message(request: Request, message_id: int) -> HttpResponse:
    """Show one message; opening it marks it read."""
    row = queries.message(request.actor, message_id)
    mark_read(row)
    return page(request, "notices/message.html", message=row)
