"""The queue of an area: list, the order that is open, and what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.domains.workorders.access import Permission, party_of
from linli.domains.workorders.forms.filters import (
    DESKS,
    EVERYTHING,
    HOLDERS,
    SHOWN_WORDS,
    QueueFilterForm,
    order_filter,
)
from linli.domains.workorders.queries.queue import DEFAULT_SIZE, RUNNING, SIZES, Mark, OrderFilter, QueuePage
from linli.domains.workorders.queries.queue import queue as queue_query
from linli.domains.workorders.queries.units import unit_name
from linli.domains.workorders.queries.words import KINDS, STATES
from linli.domains.workorders.views.order import shown_order
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen
from linli.foundation.territory import public as territory
from linli.toolbox.levels import Level

SIZE_KEY: Final = "workorders_page_size"
_PASSING: Final = ("at", "open", "size")  # says where in the list one stands, not what the list is


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter as words, and the address without it."""

    label: str
    without_url: str


@dataclass(frozen=True, slots=True)
class Links:
    """The ways from a page of the queue to its neighbours, its other sizes and its other views."""

    previous_url: str
    next_url: str
    sizes: list[tuple[int, str, bool]]
    tabs: list[tuple[str, str, bool]]
    here: str  # this page with nothing open
    open: str  # … with an order open: its number follows


@screen(Permission.LIST)
def queue(request: Request) -> HttpResponse:
    """Show the orders of the area, the most urgent first, with one of them open beside the list."""
    party = party_of(request.actor)
    wanted = order_filter(request.GET.dict(), party)
    found = queue_query(request.actor, wanted, mark=Mark.read(request.GET.get("at", "")), size=size_of(request))
    asked = number_of(request.GET.get("open", ""))
    links = _links(request, found, wanted, has_desk=party in DESKS)
    return page(
        request,
        "workorders/queue.html",
        rows=found.rows,
        form=QueueFilterForm({"shown": RUNNING, **request.GET.dict()}),
        chips=_chips(request, wanted),
        wanted=wanted,
        links=links,
        opened=None if asked is None else shown_order(request, asked, back=links.here),
        can_write=request.actor.may(Permission.WRITE_DOWN),
        is_above_committees=request.actor.level < Level.COMMITTEE,
    )


def size_of(request: Request) -> int:
    """Give the page size of the address, remembered from then on."""
    asked = request.GET.get("size", "")
    if asked in {str(size) for size in SIZES}:
        request.session[SIZE_KEY] = int(asked)
    kept = request.session.get(SIZE_KEY)
    return kept if kept in SIZES else DEFAULT_SIZE


def address(request: Request, *, without: str = "", **changed: str) -> str:
    """Give this list's address with something changed, from its first page on unless ``at`` says otherwise."""
    query: QueryDict = request.GET.copy()
    for name in (*_PASSING, without):
        query.pop(name, None)
    for name, value in changed.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _links(request: Request, shown: QueuePage, wanted: OrderFilter, *, has_desk: bool) -> Links:
    at = {"at": request.GET["at"]} if "at" in request.GET else {}
    here = address(request, **at)
    return Links(
        previous_url=address(request, at=str(shown.previous)) if shown.previous else "",
        next_url=address(request, at=str(shown.next)) if shown.next else "",
        sizes=[(size, address(request, size=str(size)), size == shown.size) for size in SIZES],
        tabs=_tabs(wanted, has_desk=has_desk),
        here=here,
        open=f"{here}{'&' if '?' in here else '?'}open=",
    )


def _tabs(wanted: OrderFilter, *, has_desk: bool) -> list[tuple[str, str, bool]]:
    here = reverse("workorders:orders")
    views = [
        (_("Waits for us"), {}, has_desk),
        (_("All running"), {"whose": EVERYTHING}, True),
        (pgettext("queue", "Late"), {"whose": EVERYTHING, "late": "1"}, True),
        (pgettext("queue", "Answered"), {"whose": EVERYTHING, "shown": "answered"}, True),
        (pgettext("queue", "Over"), {"whose": EVERYTHING, "shown": "ended"}, True),
    ]
    return [
        (label, f"{here}?{urlencode(query)}" if query else here, _is_view(wanted, query))
        for label, query, is_offered in views
        if is_offered
    ]


def _is_view(wanted: OrderFilter, query: dict[str, str]) -> bool:
    """Say whether the list is one of the ready views; further narrowing leaves it the same view."""
    return (
        (wanted.desk is None) == ("whose" in query)
        and wanted.shown == query.get("shown", RUNNING)
        and wanted.is_late == ("late" in query)
    )


def _chips(request: Request, wanted: OrderFilter) -> list[Chip]:
    """Say the filters as a sentence, each part of which can be taken away."""
    if wanted.number is not None:
        return [
            Chip(
                pgettext("queue", "number %(number)s") % {"number": request.GET["number"]},
                address(request, without="number"),
            )
        ]
    said = [
        ("shown", SHOWN_WORDS[wanted.shown] if wanted.shown != RUNNING else ""),
        ("late", pgettext("queue", "late") if wanted.is_late else ""),
        ("waits", _("waits for a decision") if wanted.is_waiting else ""),
        ("state", STATES[wanted.state] if wanted.state else ""),
        ("kind", KINDS[wanted.kind] if wanted.kind else ""),
        ("office", HOLDERS[wanted.office] if wanted.office else ""),
        ("unit", unit_name(wanted.unit_id) if wanted.unit_id else ""),
        ("area", _area_name(wanted.area.lo) if wanted.area else ""),
    ]
    return [Chip(str(words), address(request, without=name)) for name, words in said if words]


def _area_name(code: int) -> str:
    areas = territory.areas_at([code])
    return areas[0].name if areas else str(code)
