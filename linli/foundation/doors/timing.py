"""How long an answer took and how much of it the database: a header for developers and benchmarks."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponseBase


@dataclass(slots=True)
class _Stopwatch:
    """Time spent in statements, and how many there were."""

    seconds: float = 0.0
    statements: int = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began
            self.statements += 1


class ServerTiming:
    """Write ``Server-Timing`` when LINLI_SERVER_TIMING says so; it tells strangers too much to be always on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.LINLI_SERVER_TIMING:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        watch, began = _Stopwatch(), time.perf_counter()
        with connection.execute_wrapper(watch):
            response = self.get_response(request)
        whole = time.perf_counter() - began
        response["Server-Timing"] = (
            f'app;dur={whole * 1000:.2f}, db;dur={watch.seconds * 1000:.2f};desc="{watch.statements}"'
        )
        return response
