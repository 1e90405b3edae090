"""The four places of a resident: community, services, joining in, me."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.foundation.accounts import public as accounts
from linli.foundation.doors.requests import Request
from linli.foundation.doors.screens import page, screen
from linli.foundation.notices import public as notices
from linli.foundation.scope import Actor
from linli.portals.resident import home_page
from linli.portals.resident.access import Permission
from linli.portals.resident.cards import Card, card


@screen(Permission.OWN)
def home(request: Request) -> HttpResponse:
    """Show the community: what is new, what I wait for, whom to ask."""
    return page(request, "resident/home.html", **home_page.home_of(request.actor), today=timezone.localdate())


@screen(Permission.OWN)
def services(request: Request) -> HttpResponse:
    """Show what can be done here."""
    return page(request, "resident/services.html", cards=service_cards())


@screen(Permission.OWN)
def participation(request: Request) -> HttpResponse:
    """Show where a resident can join in, and say plainly what is not here yet."""
    return page(request, "resident/participation.html", cards=participation_cards())


@screen(Permission.OWN)
def mine(request: Request) -> HttpResponse:
    """Show what is mine: data, looks, messages, account."""
    return page(
        request,
        "resident/mine.html",
        cards=own_cards(request.actor),
        has_several_posts=len(accounts.posts_of(request.actor)) > 1,
    )


def service_cards() -> list[Card]:
    return [
        *card(
            _("Report a problem"),
            _("Rubbish, a lamp that is out, a blocked stairway: say where and what, with a photo if you like."),
            "workorders:report",
            "megaphone",
            kind="primary",
        ),
        *card(
            _("My matters"),
            _("What became of your reports, and who holds them now."),
            "workorders:matters",
            "list-checks",
        ),
    ]


def participation_cards() -> list[Card]:
    return [
        *card(
            _("Bulletins"),
            _("What the committee and the street have to say to everybody here."),
            "engagement:board",
            "newspaper",
        )
    ]


def own_cards(actor: Actor) -> list[Card]:
    unread = notices.unread_count(actor)
    return [
        *card(_("My data"), _("What the committee's ledger holds about you."), "resident:me", "id-card"),
        *card(_("Who looked at me"), _("Who opened your entry, when, and why."), "resident:looks", "eye"),
        *card(
            _("Messages"), _("What the committee and Linli have to tell you."), "notices:inbox", "mail", count=unread
        ),
        *card(_("Change my telephone number"), _("So that you are reached."), "accounts:telephone", "phone"),
        *card(_("My account"), _("Password, where you are signed in, all your posts."), "accounts:mine", "settings"),
    ]
