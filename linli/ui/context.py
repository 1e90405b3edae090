"""The context processor of every page."""

from __future__ import annotations

from django.http import HttpRequest

from linli.ui.frame import Frame


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Give templates ``frame``; see ``linli.ui.frame.Frame``."""
    return {"frame": Frame(request)}
