"""What became of my reports."""

from __future__ import annotations

from django.http import HttpResponse

from linli.domains.workorders.access import Permission
from linli.domains.workorders.queries import matters as queries
from linli.domains.workorders.queries.progress import sentences_of
from linli.domains.workorders.queries.rows import OrderRow
from linli.domains.workorders.rules.states import State
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen

MOST_OPEN = 50


@screen(Permission.REPORT)
def matters(request: Request) -> HttpResponse:
    """List my matters: those that wait for my word, those that run, then what is over, page by page."""
    before = number_of(request.GET.get("before", ""))
    still_open = [] if before is not None else queries.open_matters(request.actor, MOST_OPEN)
    past = queries.past_matters(request.actor, before=before)
    has_more = len(past) > queries.PAGE
    past = past[: queries.PAGE]
    return page(
        request,
        "workorders/matters.html",
        waiting=_with_sentences([row for row in still_open if row.state is State.ANSWERED]),
        running=_with_sentences([row for row in still_open if row.state is not State.ANSWERED]),
        past=_with_sentences(past),
        draft=queries.my_draft(request.actor) if before is None else None,
        is_older=before is not None,
        older_url=f"?before={past[-1].id}" if has_more else "",
    )


def _with_sentences(rows: list[OrderRow]) -> list[tuple[OrderRow, str]]:
    return list(zip(rows, sentences_of(rows), strict=True))
