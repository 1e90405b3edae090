"""The look at a bulletin before it goes out: how it reads, whom it reaches, and the button."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.domains.engagement.access import Permission
from linli.domains.engagement.actions.publishing import publish_bulletin
from linli.domains.engagement.queries.audience import audience_of
from linli.domains.engagement.queries.card import bulletin_card
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.toolbox.errors import Conflict, Invalid
from linli.ui.formats import house_date


@screen(Permission.PUBLISH, methods=("GET", "POST"))
def publication(request: Request, bulletin_id: int) -> HttpResponse:
    """Show what will happen, and do it."""
    card = bulletin_card(request.actor, bulletin_id)
    problem: Conflict | Invalid | None = None
    if request.method == "POST":
        try:
            state = publish_bulletin(
                request.actor, bulletin_id, version=number_of(request.POST.get("version", "")) or 0
            )
        except (Conflict, Invalid) as refusal:
            problem = refusal
        else:
            messages.success(request, _said(state.value, card.publish_at))
            return go(request, "engagement:bulletin", bulletin_id)
    elif not card.is_changeable:
        return go(request, "engagement:bulletin", bulletin_id)
    goes_later = card.publish_at is not None and card.publish_at > timezone.now()
    return page(
        request,
        "engagement/publication.html",
        status=problem.status if problem else 200,
        card=card,
        audience=audience_of(request.actor, card.ranges, card.roles),
        problem=problem,
        goes_later=goes_later,
    )


def _said(state: str, publish_at: object) -> str:
    if state == "scheduled" and hasattr(publish_at, "hour"):
        return _("Scheduled: it goes out at %(time)s by itself.") % {"time": house_date(publish_at)}  # type: ignore[arg-type]
    return _("Published. Messages are on their way; the numbers below follow.")
