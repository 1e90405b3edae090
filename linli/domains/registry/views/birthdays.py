"""The round birthdays of this month."""

from __future__ import annotations

from django.http import HttpResponse

from linli.domains.registry.access import Permission
from linli.domains.registry.queries.birthdays import round_birthdays
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen
from linli.toolbox import clock


@screen(Permission.CORRECT)
def birthdays(request: Request) -> HttpResponse:
    """Show whom the committee may congratulate this month."""
    month = clock.today().replace(day=1)
    return page(request, "registry/birthdays.html", month=month, rows=round_birthdays(request.actor, month))
