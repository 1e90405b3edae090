"""The purpose of looking at people: asked once, remembered for half an hour, under one post."""

from __future__ import annotations

import time
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from linli.domains.registry.access import Permission
from linli.domains.registry.forms.purposes import PurposeForm
from linli.domains.registry.queries.people import masked_name
from linli.domains.registry.rules.purposes import MINUTES_REMEMBERED
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen

KEY: Final = "registry_purpose"


def purpose_of(request: Request) -> str:
    """Give the purpose chosen under this post within the last half hour, else nothing."""
    kept = request.session.get(KEY, {})
    if kept.get("post") != request.actor.post_id or kept.get("until", 0) < time.time():
        return ""
    return str(kept.get("text", ""))


def ask_for_purpose(request: Request, then: str, person_id: int) -> HttpResponse:
    """Answer with the question instead of the person; of the person only the name as lists show it."""
    who = masked_name(request.actor, person_id)
    return page(request, "registry/purpose.html", form=PurposeForm(request.actor), then=then, who=who)


@screen(Permission.OPEN_PERSON, methods=("GET", "POST"))
def purpose(request: Request) -> HttpResponse:
    """Ask for what purpose one looks, remember it, and go on to what was asked for."""
    then = _safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "GET":
        return page(request, "registry/purpose.html", form=PurposeForm(request.actor), then=then)
    form = PurposeForm(request.actor, request.POST)
    if not form.is_valid():
        return page(request, "registry/purpose.html", form=form, then=then, status=422)
    request.session[KEY] = {
        "post": request.actor.post_id,
        "text": form.said,
        "until": time.time() + MINUTES_REMEMBERED * 60,
    }
    return go(request, then)


def _safe(request: Request, then: str) -> str:
    """Go nowhere but inside the house."""
    # without a slash before it Django takes it for the name of a view
    if then.startswith("/") and url_has_allowed_host_and_scheme(
        then, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return then
    return reverse("registry:people")
