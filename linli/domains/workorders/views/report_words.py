"""Reporting a problem: what one sees, in words and pictures."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.domains.workorders.access import Permission
from linli.domains.workorders.actions import drafting
from linli.domains.workorders.forms.report import WordsForm, room_for
from linli.domains.workorders.queries.matters import Draft, my_draft, open_matters
from linli.domains.workorders.queries.phrases import phrases_of
from linli.domains.workorders.queries.rows import OrderRow
from linli.domains.workorders.queries.similar import similar_reports
from linli.domains.workorders.views.photos import keep_photos
from linli.domains.workorders.views.report import CHECK, first_screen, then_of
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.foundation.scope import Actor
from linli.toolbox.areacodes import committee_of
from linli.toolbox.errors import Invalid

_OWN = 20


@screen(Permission.REPORT, methods=("GET", "POST"))
def words(request: Request) -> HttpResponse:
    """Ask what the person sees; every way off this screen keeps what was typed."""
    draft = my_draft(request.actor)
    if not draft.kind or draft.place_code is None:
        return go(request, "workorders:report" if not draft.kind else "workorders:report-place")
    if request.method != "POST":
        return _ask(request, WordsForm(initial={"words": draft.words}))
    if "keep" in request.POST:
        return _kept(request)
    form = WordsForm(request.POST, request.FILES)
    form.is_valid()
    sentences = keep_photos(request)
    phrase = _phrase(request, draft)
    goes_on = not ("add" in request.POST or "removed" in request.POST or phrase)
    try:
        typed = "\n".join(part for part in (request.POST.get("words", "").rstrip(), phrase) if part)
        drafting.save_draft(request.actor, words=typed, is_finished=goes_on)
        if removed := number_of(request.POST.get("removed", "")):
            drafting.take_photo_away(request.actor, removed)
    except Invalid as refusal:
        form.take(refusal)
    for sentence in sentences:
        form.add_error("photos", sentence)
    if form.errors:
        return _ask(request, form, status=422)
    if goes_on:
        return go(request, CHECK)
    return go(request, f"{request.path}{'?then=check' if then_of(request) else ''}#say")


def _phrase(request: Request, draft: Draft) -> str:
    """Give the usual sentence that was touched; nothing else counts as one."""
    number = number_of(request.POST.get("phrase", ""))
    phrases = phrases_of(draft.kind)
    return phrases[number] if number is not None and number < len(phrases) else ""


def _kept(request: Request) -> HttpResponse:
    """Keep the words while the person types."""
    try:
        drafting.save_draft(request.actor, words=request.POST.get("words", ""), is_finished=False)
    except Invalid:
        return HttpResponse(status=204)  # too long: the field says so when they go on
    return page(request, "workorders/_report_kept.html", at=timezone.now())


def _ask(request: Request, form: WordsForm, *, status: int = 200) -> HttpResponse:
    draft = my_draft(request.actor)
    return page(
        request,
        "workorders/report_words.html",
        status=status,
        form=form,
        draft=draft,
        room=room_for(len(draft.photos)),
        phrases=phrases_of(draft.kind),
        similar=similar_reports(request.actor, draft.kind, draft.place_code),
        own=own_similar(request.actor, draft),
        then=then_of(request),
    )


def own_similar(actor: Actor, draft: Draft) -> list[OrderRow]:
    """Give what the actor reported of the same kind in the same community and waits for."""
    if draft.place_code is None:
        return []
    here = committee_of(draft.place_code)
    return [row for row in open_matters(actor, _OWN) if row.kind == draft.kind and committee_of(row.area_code) == here][
        :1
    ]


@screen(Permission.REPORT, methods=("POST",))
def photos(request: Request) -> HttpResponse:
    """Take pictures into the draft, or away: one by one from the element, or as the first thing of a report."""
    sentences = keep_photos(request)
    removed = number_of(request.POST.get("removed", ""))
    if removed is not None:
        drafting.take_photo_away(request.actor, removed)
    elif not request.FILES:
        sentences.append(_("Choose a picture first, then add it."))
    if not request.htmx:
        return first_screen(request, sentences=sentences) if sentences else go(request, "workorders:report")
    draft = my_draft(request.actor)
    answer: dict[str, Any] = {"draft": draft, "room": room_for(len(draft.photos)), "photo_errors": sentences}
    return page(request, "workorders/_report_photos.html", status=422 if sentences else 200, **answer)
