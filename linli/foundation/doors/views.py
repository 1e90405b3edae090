"""The pages Django itself asks for when something is missing or broken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from linli.foundation.doors.refusals import plain, refusal
from linli.toolbox.errors import LinliError, NotAllowed, NotFound


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer 404: the same words whether the thing never was or lies outside the scope."""
    error = NotFound(_("There is nothing at this address, or it lies outside your area."), code="doors.not_found")
    return refusal(request, error)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form whose security token is missing or old."""
    error = NotAllowed(
        _("This form was opened too long ago or in another window. Go back, reload the page and send it again."),
        code="doors.csrf",
    )
    return refusal(request, error)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without touching the database."""
    error = LinliError(
        _("Something broke on our side. Nothing you did was saved half. Try again in a minute."),
        code="doors.server_error",
    )
    return plain(request, error, status=500)
