"""Errors of ours become a page, or a fragment when htmx asked, in one place."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from linli.foundation.doors.refusals import refusal
from linli.toolbox.errors import LinliError

log = structlog.get_logger(__name__)


class ErrorPages:
    """Translate ``LinliError`` into an answer that says what happened, why, and what to do next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, LinliError):
            return None
        log.info("refused", code=exception.code, status=exception.status, path=request.path)
        return refusal(request, exception)
