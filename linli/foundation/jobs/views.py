"""The page of background jobs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.foundation.jobs import queries
from linli.foundation.jobs.access import Permission
from linli.foundation.jobs.actions.retry import retry_job


@screen(Permission.VIEW)
def jobs(request: Request) -> HttpResponse:
    """Show jobs by state; those that failed first."""
    state = request.GET.get("state", "failed")
    state = state if state in queries.STATES else "failed"
    before = number_of(request.GET.get("before", ""))
    cards = queries.jobs(request.actor, state=state, before=before)
    rows, more = cards[: queries.PAGE], len(cards) > queries.PAGE
    return page(
        request,
        "jobs/list.html",
        partial="rows",
        state=state,
        states=_states(),
        rows=rows,
        next_before=rows[-1].id if more else None,
    )


@screen(Permission.RETRY, methods=("POST",))
def retry(request: Request, job_id: int) -> HttpResponse:
    """Try one failed job again."""
    retry_job(request.actor, job_id)
    messages.success(request, _("The job is back in the queue."))
    return go(request, "jobs:list")


def _states() -> list[tuple[str, str]]:
    return [
        ("failed", _("Failed")),
        ("doing", _("Running")),
        ("todo", _("Waiting")),
        ("succeeded", _("Done")),
        ("cancelled", _("Cancelled")),
        ("aborted", _("Aborted")),
    ]
