"""One person's card, and the reveal of one sealed value."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.domains.registry.access import Permission, purpose_words
from linli.domains.registry.actions.looking import look_at_person
from linli.domains.registry.actions.looking import reveal as reveal_value
from linli.domains.registry.queries.person import masked_value, person_of
from linli.domains.registry.views.abilities import abilities
from linli.domains.registry.views.purposes import ask_for_purpose, purpose_of
from linli.domains.registry.views.returning import came_from
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen

SECONDS_SHOWN = 60


@screen(Permission.OPEN_PERSON)
def person(request: Request, person_id: int) -> HttpResponse:
    """Show the card of one person; every look is recorded with its purpose."""
    purpose = purpose_of(request)
    if not purpose:
        person_of(request.actor, person_id)  # 404 before anything is asked
        return ask_for_purpose(request, request.get_full_path(), person_id)
    card = look_at_person(request.actor, person_id, purpose=purpose)
    return page(
        request,
        "registry/person.html",
        card=card,
        purpose=purpose_words(purpose),
        can=abilities(request.actor),
        came_from=came_from(request),
    )


@screen(Permission.REVEAL, methods=("GET", "POST"))
def reveal(request: Request, person_id: int) -> HttpResponse:
    """Show one masked value whole for a minute (POST), and masked again (GET)."""
    field = request.POST.get("field") or request.GET.get("field", "")
    shown: dict[str, Any] = {"person_id": person_id, "field": field, "what": _what(field), "seconds": SECONDS_SHOWN}
    if request.method == "GET":
        value = masked_value(request.actor, person_id, field)
        return page(request, "registry/person_reveal.html", partial="masked", value=value, is_whole=False, **shown)
    purpose = purpose_of(request)
    if not purpose:
        person_of(request.actor, person_id)
        return ask_for_purpose(request, request.headers.get("Referer", ""), person_id)
    value = reveal_value(request.actor, person_id, field, purpose=purpose)
    return page(request, "registry/person_reveal.html", partial="whole", value=value, is_whole=True, **shown)


def _what(field: str) -> str:
    return {"citizen_id": _("citizen id"), "telephone": _("telephone")}.get(field, "")
