"""The first page: a committee's day; everybody else is led to the home of their own post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.domains.registry import public as registry
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, page, screen
from linli.foundation.scope.roles import ADMINISTRATORS, COMMITTEE_STAFF, OPERATORS, PARTNERS, Role
from linli.portals.workbench.post_home import post_home
from linli.ui import navigation

FEW: Final = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the day and the list it opens."""

    value: int
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that somebody should do, with the reason beside it."""

    title: str
    reason: str
    url: str
    kind: str  # of the badge: soon, late


@screen(SIGNED_IN)
def home(request: Request) -> HttpResponse:
    """Show the committee's day, or the home of the post, or lead there."""
    role = request.actor.role
    if role in PARTNERS:
        return page(request, "workbench/post.html", **post_home(request.actor))
    if role not in COMMITTEE_STAFF:
        return redirect(_home_of(request, role))
    numbers = registry.tallies_within(request.actor)
    batches = registry.recent_batches(request.actor, FEW)
    return page(
        request,
        "workbench/home.html",
        numbers=numbers,
        figures=_figures(numbers),
        matters=[*_failed(batches), *_left_behind(request), *_gaps(numbers)],
        batches=batches,
    )


def _home_of(request: Request, role: Role | None) -> str:
    if role in OPERATORS or role is Role.DEPARTMENT_OFFICER:
        return reverse("operations:home")
    if role not in ADMINISTRATORS:
        return reverse("resident:me")
    # an administrator's home is the first place of their own work
    shared = {reverse("workbench:home"), reverse("territory:home"), reverse("notices:inbox")}
    places = [place.url for section in navigation.sections_for(request) for place in section.places]
    return next((url for url in places if url not in shared), reverse("notices:inbox"))


def _figures(numbers: registry.Numbers) -> list[Figure]:
    people = reverse("registry:people")
    return [
        Figure(numbers.people, _("people"), people),
        Figure(numbers.elders, _("of them 60 and over"), f"{people}?{urlencode({'age': '60-'})}"),
        Figure(numbers.homes, _("homes"), reverse("registry:homes")),
        Figure(numbers.households, _("households"), reverse("registry:households")),
        Figure(numbers.organisations, _("organisations"), reverse("registry:organisations")),
    ]


def _failed(batches: list[registry.BatchRow]) -> list[Matter]:
    return [
        Matter(
            _("The import of “%(file)s” did not succeed") % {"file": batch.filename},
            _("Nothing of it is in the ledger. Open it to see why, and try again."),
            _url_of(batch),
            "late",
        )
        for batch in batches
        if batch.has_failed
    ]


def _left_behind(request: Request) -> list[Matter]:
    count = registry.rows_waiting(request.actor)
    if not count:
        return []
    sentence = ngettext(
        "%(count)d entry waits after a change of committees",
        "%(count)d entries wait after a change of committees",
        count,
    )
    reason = _("They stand under the code of a committee that is no more.")
    return [Matter(sentence % {"count": count}, reason, reverse("registry:rehoming"), "soon")]


def _url_of(batch: registry.BatchRow) -> str:
    return reverse("registry:import", args=[batch.id])


def _gaps(numbers: registry.Numbers) -> list[Matter]:
    people = reverse("registry:people")
    found = [
        (
            numbers.without_home,
            ngettext("%(count)d person without a home", "%(count)d people without a home", numbers.without_home),
            _("They are not found by address and belong to no house."),
            "home",
        ),
        (
            numbers.without_birth_date,
            ngettext(
                "%(count)d person without a date of birth",
                "%(count)d people without a date of birth",
                numbers.without_birth_date,
            ),
            _("Nobody can tell what they are entitled to by age."),
            "birth_date",
        ),
        (
            numbers.without_telephone,
            ngettext(
                "%(count)d person without a telephone",
                "%(count)d people without a telephone",
                numbers.without_telephone,
            ),
            _("They are not reached in an emergency. Ask at the next visit."),
            "telephone",
        ),
    ]
    return [
        Matter(sentence % {"count": count}, reason, f"{people}?{urlencode({'gap': gap})}", "soon")
        for count, sentence, reason, gap in found
        if count
    ]
