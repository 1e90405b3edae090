"""My data, and who looked at me: in plain words and large type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.domains.registry import public as registry
from linli.foundation.accounts import public as accounts
from linli.foundation.audit import public as audit
from linli.foundation.doors.numbers import number_of
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import go, page, screen
from linli.foundation.scope import Role
from linli.foundation.scope.roles import COMMITTEE_STAFF
from linli.foundation.territory import public as territory
from linli.portals.resident.access import Permission
from linli.toolbox.areacodes import city_of, committee_of, district_of, street_of

PAGE: Final = 20

# what staff do to an entry, in the words of the person it is about
DEEDS: Final = {
    "registry:person:open": gettext_lazy("opened your card"),
    "registry:person:history": gettext_lazy("read what was known of you earlier"),
    "registry:person:search": gettext_lazy("looked you up"),
    "registry:person:add": gettext_lazy("entered you into the ledger"),
    "registry:person:correct": gettext_lazy("corrected your data"),
    "registry:person:rehome": gettext_lazy("brought your entry into the committee you now belong to"),
    "registry:rehoming:decide": gettext_lazy("decided which of two entries of yours holds"),
    "registry:person:export": gettext_lazy("took a list out of Linli that you are in"),
    "registry:tenure:record": gettext_lazy("recorded where you live, own or rent"),
    "registry:tenure:end": gettext_lazy("ended an entry about where you live, own or rent"),
    "registry:account:connect": gettext_lazy("connected your account with your entry"),
    "registry:account:disconnect": gettext_lazy("disconnected an account from your entry"),
    "workorders:reporter:reveal": gettext_lazy("looked at your name and telephone on a report of yours"),
    "registry:household:move": gettext_lazy("moved your household to another home"),
}
REVEALED: Final = {
    "citizen_id": gettext_lazy("looked at your whole citizen id"),
    "telephone": gettext_lazy("looked at your whole telephone number"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """One look at me: who, under which post, when, why."""

    at: datetime
    deed: str
    who: str
    post: str
    area: str
    purpose: str


@screen(Permission.OWN)
def me(request: Request) -> HttpResponse:
    """Show what the registry holds about the person who asks."""
    entry = registry.own_entry(request.actor)
    if entry is not None and request.htmx:
        return go(request, "resident:me")  # the page with the code asks until the staff have connected the two
    return page(
        request,
        "resident/me.html",
        partial="code",
        entry=entry,
        is_connected=request.actor.person_id is not None,
        is_resident=request.actor.role is Role.RESIDENT,
        code=None if entry else accounts.code_of(request.actor.account_id or 0),
        committee=_name_of(committee_of(entry.area_code)) if entry else "",
        shown=request.GET.get("shown") == "1",
    )


@screen(Permission.OWN, methods=("POST",))
def code(request: Request) -> HttpResponse:
    """Give a fresh code to show at the committee."""
    accounts.ask_for_code(request.actor)
    return go(request, "resident:me")


@screen(Permission.OWN)
def looks(request: Request) -> HttpResponse:
    """Show who looked at the person who asks, newest first."""
    person_id, before = request.actor.person_id, number_of(request.GET.get("before", ""))
    if person_id is None:
        return page(request, "resident/looks.html", has_entry=False)
    found = audit.looks_at(person_id, before=before, limit=PAGE + 1)
    rows, more = found[:PAGE], len(found) > PAGE
    return page(
        request,
        "resident/looks.html",
        has_entry=True,
        looks=[_look(row) for row in rows],
        next_url=f"?before={rows[-1].pk}" if more else "",
        is_first=before is None,
    )


def _look(row: audit.AuditRow) -> Look:
    role = Role(row.role) if row.role in Role.values else None
    return Look(
        at=row.at,
        deed=_deed(row.action, row.detail),
        who=row.actor_name,
        post=str(role.label) if role else _("Linli, by itself"),
        area=_name_of(_seat(role, row.area_code)),
        purpose=registry.purpose_words(row.purpose) or row.because,
    )


def _deed(action: str, detail: dict[str, object]) -> str:
    if action == "registry:person:reveal":
        return str(REVEALED.get(str(detail.get("field")), _("looked at a masked value of yours")))
    return str(DEEDS.get(action, _("worked on your data")))


def _seat(role: Role | None, area_code: int) -> int:
    """Give the area in which the post sits: a street's operator looks from the street above the home."""
    seats = {Role.STREET_OPERATOR: street_of, Role.DISTRICT_OPERATOR: district_of, Role.CITY_OPERATOR: city_of}
    if role in COMMITTEE_STAFF:
        return committee_of(area_code)
    return seats[role](area_code) if role in seats else 0


def _name_of(code: int) -> str:
    found = territory.Area.objects.filter(pk=code).first()
    return found.name if found else ""
