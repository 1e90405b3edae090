"""The first screen of engagement."""

from django.http import HttpResponse

from linli.domains.engagement import queries
from linli.domains.engagement.access import Permission
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen


@screen(Permission.VIEW)
def overview(request: Request) -> HttpResponse:
    """Show what there is in the actor's area."""
    return page(request, "engagement/overview.html", area=queries.overview(request.actor))
