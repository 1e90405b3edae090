"""What holds for every request and answer: a limit to its size, and that nobody else keeps a person's pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import structlog
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from linli.toolbox.errors import Invalid

log = structlog.get_logger(__name__)
_MEGABYTE: Final = 2**20
TOO_LARGE: Final = 413


class BodyLimit:
    """Refuse a body that is too large before a byte of it is read. Strangers send a form, never a file.

    It stands after the session, which reads no body, and before all that does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isascii() and length.isdecimal() else 0  # the framework reads none then, either
        if size <= _MEGABYTE or size <= _most(request):
            return self.get_response(request)
        log.info("refused", code="doors.too_large", status=TOO_LARGE, path=request.path)
        error = Invalid(
            _("What you sent is too large, so nothing of it was taken. Go back, send less at once or a smaller file."),
            code="doors.too_large",
        )
        return render(request, "doors/error.html", {"error": error}, status=TOO_LARGE)


def _most(request: HttpRequest) -> int:
    """Give the bytes that may come: the session is asked, for anybody can make up a cookie."""
    if SESSION_KEY not in request.session:
        return _MEGABYTE
    largest: int = settings.LINLI_UPLOAD_MAX_BYTES
    return largest + _MEGABYTE


class KeepPrivate:
    """Ask browsers, and whatever stands between, to keep nothing that was written for somebody signed in.

    A view that says otherwise has its way. What residents read offline is kept by the worker of the site, which
    this does not concern.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and getattr(request, "actor", None) is not None:
            response["Cache-Control"] = "private, no-store"
        return response
