"""The residents' pages as an app: a manifest, a worker, and a page for when there is no network."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.foundation.doors.requests import StrangerRequest
from linli.foundation.doors.screens import PUBLIC, page, screen

WORKERS: Final = Path(__file__).parent / "workers"
SIZES: Final = (192, 512)
COLOUR: Final = "#34508f"  # of the mark
PAPER: Final = "#fbfaf8"


def manifest(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - the same to everybody
    """Tell the telephone how the app is called and drawn."""
    answer = {
        "id": "/home/",
        "name": _("Linli, my community"),
        "short_name": _("Linli"),
        "description": _("News, reports and data of your community."),
        "lang": get_language() or "zh-hans",
        "start_url": "/home/",
        "scope": "/",
        "display": "standalone",
        "theme_color": COLOUR,
        "background_color": PAPER,
        "icons": [
            {"src": static(f"open/{name}-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": why}
            for name, why in (("mark", "any"), ("mark-whole", "maskable"))
            for size in SIZES
        ],
    }
    return JsonResponse(answer, content_type="application/manifest+json")


def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same to everybody
    """Give the service worker; where offline reading is switched off, one that clears away what others kept."""
    name = "keep.js" if settings.LINLI_OFFLINE else "forget.js"
    text = (WORKERS / name).read_text(encoding="utf-8")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@screen(PUBLIC)
def offline(request: StrangerRequest) -> HttpResponse:
    """Say that there is no network, and whom to telephone; kept by the worker beforehand."""
    return page(request, "open/offline.html")


for view in (manifest, worker):
    view.linli_permission = PUBLIC  # type: ignore[attr-defined]  # read by the browser itself, without a session
