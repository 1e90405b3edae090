"""Overlays: which zones a drawing has, and which areas make up a zone."""

from django.http import HttpResponse

from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, page, screen
from linli.foundation.territory import queries


@screen(SIGNED_IN)
def overlay(request: Request, code: str) -> HttpResponse:
    """Show the zones of an overlay."""
    shown = queries.overlay(code)
    return page(request, "territory/overlay.html", overlay=shown, zones=queries.zones_with_members(shown))


@screen(SIGNED_IN)
def zone(request: Request, pk: int) -> HttpResponse:
    """Show the areas of a zone."""
    shown = queries.zone(pk)
    return page(request, "territory/zone.html", zone=shown, areas=queries.members_of(shown))
