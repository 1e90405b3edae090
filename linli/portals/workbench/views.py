"""The first page: a committee's day; everybody else is led to the home of their own post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.domains.engagement import public as engagement
from linli.domains.registry import public as registry
from linli.domains.workorders import public as workorders
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import SIGNED_IN, page, screen
from linli.foundation.scope import Actor
from linli.foundation.scope.roles import ADMINISTRATORS, COMMITTEE_STAFF, OPERATORS, PARTNERS, Role
from linli.foundation.workdays import public as workdays
from linli.portals.workbench.day import Known, matters_of
from linli.portals.workbench.post_home import post_home
from linli.toolbox import clock
from linli.ui import navigation

FEW: Final = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the day and the list it opens."""

    value: int
    label: str
    url: str


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
    orders = workorders.day_of(request.actor) if request.actor.may(workorders.Permission.LIST) else None
    today = clock.today()
    return page(
        request,
        "workbench/home.html",
        today=today,
        is_workday=workdays.is_workday(today),
        numbers=numbers,
        figures=_figures(request.actor, numbers),
        order_figures=_order_figures(orders),
        matters=matters_of(Known(request.actor, numbers, batches, orders)),
        batches=batches,
        bulletins=_bulletins(request.actor),
    )


def _bulletins(actor: Actor) -> list[engagement.BulletinLine]:
    return engagement.drafts_and_scheduled(actor, FEW) if actor.may(engagement.Permission.LIST) else []


def _home_of(request: Request, role: Role | None) -> str:
    if role in OPERATORS or role is Role.DEPARTMENT_OFFICER:
        return reverse("operations:home")
    if role not in ADMINISTRATORS:
        return reverse("resident:home")
    # an administrator's home is the first place of their own work
    shared = {reverse("workbench:home"), reverse("territory:home"), reverse("notices:inbox")}
    places = [place.url for section in navigation.sections_for(request) for place in section.places]
    return next((url for url in places if url not in shared), reverse("notices:inbox"))


def _order_figures(orders: workorders.Day | None) -> list[Figure]:
    if orders is None or not orders.numbers.open:
        return []
    all_of_them = f"{reverse('workorders:orders')}?{urlencode({'whose': 'all'})}"
    return [
        Figure(orders.numbers.open, _("work orders running"), all_of_them),
        Figure(orders.numbers.late, _("of them late"), f"{all_of_them}&late=1"),
    ]


def _figures(actor: Actor, numbers: registry.Numbers) -> list[Figure]:
    people = reverse("registry:people")
    return [
        Figure(numbers.people, _("people"), people),
        Figure(numbers.elders, _("of them 60 and over"), f"{people}?{urlencode({'age': '60-'})}"),
        Figure(registry.elders_alone(actor), _("elders living alone"), f"{reverse('registry:households')}?alone=60"),
        Figure(numbers.homes, _("homes"), reverse("registry:homes")),
        Figure(numbers.households, _("households"), reverse("registry:households")),
        Figure(numbers.organisations, _("organisations"), reverse("registry:organisations")),
    ]
