"""The page of an error: inside the frame for whoever is signed in, plain when the frame itself cannot be drawn."""

from __future__ import annotations

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import escape

from linli.foundation.doors.screens import wall_of
from linli.toolbox.errors import LinliError

log = structlog.get_logger(__name__)


def refusal(request: HttpRequest, error: LinliError) -> HttpResponse:
    """Say what happened; a person keeps their menu, their name and the search, and goes on from there.

    The view's own wall has fallen with its transaction, so the frame is drawn behind a new one. What breaks while it
    is drawn must not hide the sentence: then the page comes without the frame.
    """
    if getattr(request, "htmx", False):
        return render(request, "doors/error_fragment.html", {"error": error}, status=error.status)
    try:
        with wall_of(getattr(request, "actor", None)):
            return render(request, "doors/error.html", {"error": error}, status=error.status)
    except Exception:
        log.exception("refusal.frame_failed", code=error.code)
        return plain(request, error, status=error.status)


def plain(request: HttpRequest, error: LinliError, *, status: int) -> HttpResponse:
    """Say it without the frame and without the database: nothing is asked about who is signed in."""
    actor = getattr(request, "actor", None)
    request.actor = None  # type: ignore[attr-defined]
    try:
        return render(request, "doors/error.html", {"error": error, "layout": "layouts/plain.html"}, status=status)
    except Exception:
        log.exception("refusal.plain_failed", code=error.code)
        return HttpResponse(f"<!doctype html><title>Linli</title><p>{escape(error.message)}</p>", status=status)
    finally:
        request.actor = actor  # type: ignore[attr-defined]
