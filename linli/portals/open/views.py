"""Alive and ready: for the proxy in front and the supervisor behind. Neither says anything about the inside."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from linli.foundation.doors.screens import PUBLIC


def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same answer to everybody
    """Answer that this process takes requests. The usual door would open a transaction; this one must not."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same answer to everybody
    """Answer that the database answers; a missing database is an answer here, not an accident."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


for view in (alive, ready):
    view.linli_permission = PUBLIC  # type: ignore[attr-defined]
