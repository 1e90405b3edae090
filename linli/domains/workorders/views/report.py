"""Reporting a problem: what it is about, the sheet with everything on it, and what comes after."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions import drafting
from linli.domains.workorders.actions.deadlines import due_for_answer, limits_here
from linli.domains.workorders.actions.reporting import send_report
from linli.domains.workorders.forms.report import RefusableForm, room_for
from linli.domains.workorders.queries.matters import Draft, my_draft, my_matter
from linli.domains.workorders.queries.progress import holders_of
from linli.domains.workorders.queries.words import KIND_ICONS, KINDS
from linli.domains.workorders.rules.kinds import Kind
from linli.domains.workorders.views.photos import keep_photos
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.foundation.territory import public as territory
from linli.toolbox.errors import Conflict, Invalid
from linli.toolbox.levels import Level

CHECK = "workorders:report-check"


@screen(Permission.REPORT, methods=("GET", "POST"))
def report(request: Request) -> HttpResponse:
    """Ask what it is about; one touch on a tile goes on, and takes the pictures chosen just before along."""
    if request.method != "POST":
        return first_screen(request)
    sentences = keep_photos(request)
    try:
        drafting.save_draft(request.actor, kind=request.POST.get("kind", ""))
    except Invalid as refusal:
        return first_screen(request, refusal, sentences=sentences)
    if sentences:
        return first_screen(request, sentences=sentences)
    return go(request, onward(request, "workorders:report-place"))


def first_screen(
    request: Request, refusal: Invalid | None = None, *, sentences: list[str] | None = None
) -> HttpResponse:
    """Show the tiles, and the draft that waits."""
    draft = my_draft(request.actor)
    form = RefusableForm({} if refusal else None)
    if refusal is not None:
        form.take(refusal)
    return page(
        request,
        "workorders/report.html",
        status=422 if refusal or sentences else 200,
        form=form,
        tiles=[(kind.value, words, KIND_ICONS[kind]) for kind, words in KINDS.items()],
        draft=draft,
        room=room_for(len(draft.photos)),
        photo_errors=sentences or [],
        next_url=reverse(missing(draft)),
        then=then_of(request),
    )


@screen(Permission.REPORT, methods=("GET", "POST"))
def check(request: Request) -> HttpResponse:
    """Show everything on one sheet, and send it."""
    if request.method != "POST":
        return _sheet(request)
    token, seen = _uuid(request.POST.get("token", "")), _moment(request.POST.get("seen", ""))
    try:
        order = send_report(request.actor, token, seen=seen)
    except Invalid as refusal:
        return _sheet(request, refusal, status=422)
    except Conflict as refusal:
        return _sheet(request, Invalid(refusal.message, code=refusal.code), status=refusal.status)
    return go(request, "workorders:report-sent", order.pk)


@screen(Permission.REPORT)
def sent(request: Request, order_id: int) -> HttpResponse:
    """Say the number, what happens next and until when."""
    card = my_matter(request.actor, order_id)
    limit = limits_here().of_kind(card.row.kind)
    return page(request, "workorders/report_sent.html", card=card, holder=holders_of([card.row])[0], limit=limit)


@screen(Permission.REPORT, methods=("POST",))
def discard(request: Request) -> HttpResponse:
    """Begin anew: the draft goes; where somebody else has reported it already, that was all."""
    drafting.throw_away(request.actor)
    if request.POST.get("because") == "reported":
        messages.success(request, _("Thank you for looking. It was reported already; nothing was sent."))
        return go(request, "workorders:matters")
    messages.success(request, _("The report you had begun is gone. Nothing was sent."))
    return go(request, "workorders:report")


def missing(draft: Draft) -> str:
    """Name the screen where the first thing is missing; the sheet when nothing is."""
    if not draft.kind:
        return "workorders:report"
    if draft.place_code is None:
        return "workorders:report-place"
    return CHECK if draft.words else "workorders:report-words"


def then_of(request: Request) -> str:
    """Tell whether the person came from the sheet to change one thing."""
    return "check" if (request.POST.get("then") or request.GET.get("then")) == "check" else ""


def onward(request: Request, url_name: str) -> str:
    """Give the next screen, or the sheet that the person came from."""
    return CHECK if then_of(request) else url_name


def _sheet(request: Request, refusal: Invalid | None = None, *, status: int = 200) -> HttpResponse:
    draft = my_draft(request.actor)
    waits = missing(draft)
    if waits != CHECK and refusal is None:
        return go(request, waits)
    form = RefusableForm({} if refusal else None)
    if refusal is not None:
        form.take(refusal)
    return page(request, "workorders/report_check.html", status=status, form=form, **_sheet_words(draft, waits))


def _sheet_words(draft: Draft, waits: str) -> dict[str, Any]:
    words: dict[str, Any] = {"draft": draft, "is_complete": waits == CHECK, "next_url": reverse(waits)}
    if draft.kind in set(Kind):
        kind = Kind(draft.kind)
        words |= {
            "kind_name": KINDS[kind],
            "icon": KIND_ICONS[kind],
            "limit": limits_here().of_kind(kind),
            "due_at": due_for_answer(kind, timezone.now()),
        }
    if draft.place_code is not None:
        here = [area for area in territory.path(draft.place_code) if area.level >= Level.COMMITTEE]
        names = [area.short_name or area.name for area in here]
        # an estate is named by its building already
        words["places"] = [
            name for name, below in zip(names, [*names[1:], ""], strict=True) if not below.startswith(name)
        ]
    return words


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None
