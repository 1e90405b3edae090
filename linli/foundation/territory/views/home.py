"""The territory from the top, and the search over all of it."""

from django.http import HttpResponse

from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, page, screen
from linli.foundation.territory import queries


@screen(SIGNED_IN)
def home(request: Request) -> HttpResponse:
    """Show the city's districts, or what was searched for; htmx gets the results alone."""
    words = request.GET.get("q", "").strip()
    found = list(queries.search(words)[: queries.MOST_FOUND + 1]) if words else []
    return page(
        request,
        "territory/home.html",
        partial="results",
        words=words,
        found=found[: queries.MOST_FOUND],
        more=len(found) > queries.MOST_FOUND,
        most=queries.MOST_FOUND,
        cities=[] if words else queries.tops(),
        overlays=[] if words else queries.overlays(),
    )
