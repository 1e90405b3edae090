"""The one search box: its page, and for htmx the options under the box."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, page, screen
from linli.foundation.finding import public as finding
from linli.foundation.scope import Actor
from linli.foundation.scope.roles import STAFF
from linli.toolbox.texts import fold
from linli.ui.frame import Finder

FEW: Final = 5  # of each kind; the rest stands in the list of its kind
FEW_AT_FIRST: Final = 8  # commands, before anything is typed
# where whoever found nothing goes on: the lists, and what is written down most
_ONWARD: Final = ("registry:people", "registry:person-new", "engagement:bulletins", "workorders:orders")


@screen(SIGNED_IN)
def find(request: Request) -> HttpResponse:
    """Show what was found, a few of each kind, everything else one step away."""
    text = fold(request.GET.get("q", "")[: finding.LONGEST])
    groups = finding.find(request.actor, text, FEW if text else FEW_AT_FIRST)
    return page(
        request,
        "workbench/find.html",
        partial="options",
        text=text,
        groups=groups,
        count=sum(len(group.rows) for group in groups),
        onward=[] if groups else _onward(request.actor),
    )


def _onward(actor: Actor) -> list[finding.Command]:
    """Give the next steps of somebody who found nothing: those that they may take."""
    known = {command.url_name: command for command in finding.commands_of(actor) if not command.query}
    return [known[name] for name in _ONWARD if name in known]


def finder_of(request: HttpRequest) -> Finder | None:
    """Put the box over every page of those who work with lists; neighbours have four places instead."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.role not in STAFF:
        return None
    return Finder(url=reverse("workbench:find"), keys_url=reverse("workbench:keys"))
