"""What waits after committees became one: the list, and the answers to what would stand twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.rehoming.deciding import decide_home, decide_organisation, decide_person
from linli.domains.registry.forms.rehoming import DecisionForm
from linli.domains.registry.queries.rehoming import heir_of, waiting
from linli.domains.registry.rules.rehoming import Verdict
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.foundation.scope import Actor
from linli.toolbox.errors import Invalid, LinliError

_DECIDE: Final[dict[str, Callable[[Actor, int, int, Verdict], None]]] = {
    "person": decide_person,
    "home": decide_home,
    "organisation": decide_organisation,
}


@screen(Permission.CORRECT)
def rehoming(request: Request) -> HttpResponse:
    """Show what still stands under the codes of committees that became part of the actor's."""
    return page(request, "registry/rehoming.html", changes=waiting(request.actor))


@screen(Permission.CORRECT, methods=("POST",))
def decisions(request: Request, code: int) -> HttpResponse:
    """Take one decision; what no longer stands in the way moves in the background."""
    heir_of(request.actor, code)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Choose one of the answers offered."), code="registry.rehoming.verdict")
    given = form.cleaned_data
    try:
        _DECIDE[given["kind"]](request.actor, code, given["id"], Verdict(given["verdict"]))
    except LinliError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Decided. What can move now moves within a minute."))
    return go(request, "registry:rehoming")
