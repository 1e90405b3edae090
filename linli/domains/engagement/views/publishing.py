"""The look at a bulletin before it goes out: how it reads, whom it reaches, and the button."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.domains.engagement.access import Permission
from linli.domains.engagement.actions.publishing import publish_bulletin
from linli.domains.engagement.actions.writing import cancel_schedule
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
        version = number_of(request.POST.get("version", "")) or 0
        try:
            said = _do(request, bulletin_id, version, card.publish_at)
        except (Conflict, Invalid) as refusal:
            problem = refusal
        else:
            messages.success(request, said)
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
        at=_moment(card.publish_at) if goes_later and card.publish_at else _("now, as soon as you press the button"),
    )


def _do(request: Request, bulletin_id: int, version: int, publish_at: datetime | None) -> str:
    """Do what the button says that was pressed; answer what is said of it."""
    if "cancel" in request.POST:
        cancel_schedule(request.actor, bulletin_id, version=version)
        return _("The schedule is cancelled: it is a draft again, and goes out only when you publish it.")
    if "now" in request.POST:
        version = cancel_schedule(request.actor, bulletin_id, version=version)
    return _said(publish_bulletin(request.actor, bulletin_id, version=version).value, publish_at)


def _moment(at: datetime) -> str:
    """Say a time with the day as people call it, where they have a word for it."""
    days = {timezone.localdate(): _("today"), timezone.localdate() + timedelta(days=1): _("tomorrow")}
    word = days.get(timezone.localdate(at))
    return f"{word}\N{NO-BREAK SPACE}{house_date(at)}" if word else house_date(at)


def _said(state: str, publish_at: datetime | None) -> str:
    if state == "scheduled" and publish_at is not None:
        return _("Scheduled: it goes out at %(time)s by itself.") % {"time": _moment(publish_at)}
    return _("Published. Messages are on their way; the numbers below follow.")
