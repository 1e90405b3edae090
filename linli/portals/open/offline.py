"""Which answers may be read again without a network: a resident's own pages, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from linli.foundation.scope import Actor, Role

HEADER: Final = "Linli-Keep"
NAMESPACES: Final = {"resident", "engagement", "workorders", "notices"}
NEVER: Final = "workorders:report"  # a form half filled in: an old copy of it would mislead


class KeepForOffline:
    """Tell the browser's worker which pages it may keep, and for whom; ask it to forget at sign-out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and match.view_name == "accounts:sign-out":
            response["Clear-Site-Data"] = '"cache", "storage"'
        elif settings.LINLI_OFFLINE and (mark := mark_of(request, response)):
            response[HEADER] = mark
        return response


def mark_of(request: HttpRequest, response: HttpResponseBase) -> str:
    """Give the mark of the account for whom this page may be kept; nothing when it may not."""
    actor: Actor | None = getattr(request, "actor", None)
    match = request.resolver_match
    if actor is None or actor.role is not Role.RESIDENT or match is None or request.method != "GET":
        return ""
    is_whole_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")  # noqa: PLR2004
    # a question in the address may show what the page itself hides, such as whole numbers
    if not is_whole_page or request.GET or getattr(request, "htmx", False):
        return ""
    if match.namespace not in NAMESPACES or match.view_name.startswith(NEVER):
        return ""
    return salted_hmac("linli.portals.open.offline", str(actor.account_id), algorithm="sha256").hexdigest()[:16]
