"""What was given to one's own unit, the most urgent first."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from linli.domains.workorders.access import Permission
from linli.domains.workorders.queries.members import own_units
from linli.domains.workorders.queries.queue import GIVEN_BACK, RUNNING, Mark, OrderFilter
from linli.domains.workorders.queries.queue import tasks as tasks_query
from linli.domains.workorders.views.queue import address, size_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen


@screen(Permission.HANDLE)
def tasks(request: Request) -> HttpResponse:
    """List what is to be done, or what has been given back."""
    is_done = request.GET.get("shown") == GIVEN_BACK
    wanted = OrderFilter(shown=GIVEN_BACK if is_done else RUNNING)
    found = tasks_query(request.actor, wanted, mark=Mark.read(request.GET.get("at", "")), size=size_of(request))
    here = reverse("workorders:tasks")
    return page(
        request,
        "workorders/tasks.html",
        rows=found.rows,
        is_done=is_done,
        done_url=f"{here}?shown={GIVEN_BACK}",
        to_do_url=here,
        next_url=address(request, at=str(found.next)) if found.next else "",
        previous_url=address(request, at=str(found.previous)) if found.previous else "",
        has_unit=bool(found.rows) or bool(own_units(request.actor)),
    )
