"""The first page of a post without an office: what it is, what it opens today, and what is not here yet.

What it opens is read from the navigation, so that a module that lands stands here as soon as the post may enter it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.domains.engagement import public as engagement
from linli.foundation.accounts import public as accounts
from linli.foundation.notices import public as notices
from linli.foundation.scope import Actor
from linli.foundation.scope.roles import Role
from linli.foundation.territory import public as territory
from linli.ui import navigation

# said plainly, so that nobody looks for it; a module that brings it takes its sentence away
NOT_YET: Final = {
    Role.BLOCK_HEAD: gettext_lazy("Visits, and messages to the homes of your building, are not kept here yet."),
    Role.VOLUNTEER: gettext_lazy("Tasks, shifts and hours are not given out here yet."),
    Role.OWNERS_COMMITTEE: gettext_lazy("Ballots, minutes and the maintenance fund are not kept here yet."),
    Role.PROPERTY_FIRM: gettext_lazy("Service contracts, charges and bulletins of your own are not kept here yet."),
    Role.COMMUNITY_ORGANISATION: gettext_lazy("Activities and contracts are not planned here yet."),
}

# why somebody goes there; a test holds that no place which a partner may open is without its reason
REASONS: Final = {
    "workorders:tasks": gettext_lazy("Repairs and other work given to your unit: accept, do, hand back."),
    "workorders:report": gettext_lazy("Something broken, unsafe or disturbing: say where it is, with photos."),
    "workorders:matters": gettext_lazy("What you reported, where it stands, and your rating at the end."),
    "engagement:board": gettext_lazy("What the committee says to where you live or help."),
    "notices:inbox": gettext_lazy("What the committee and Linli have to tell you."),
    "resident:me": gettext_lazy("What the committee's ledger holds about you."),
    "resident:looks": gettext_lazy("Who opened your entry, when, and why."),
}
ELSEWHERE: Final = {"workbench:home", "territory:home"}  # this page itself; the post's own area stands in its place


@dataclass(frozen=True, slots=True)
class Place:
    """Something that the post opens today."""

    title: str
    reason: str
    url: str
    aside: str = ""


def post_home(actor: Actor) -> dict[str, Any]:
    """Give what the page of a partner's post shows."""
    assert actor.role is not None
    posts = accounts.posts_of(actor)
    return {
        "post": next((post for post in posts if post.is_current), None),
        "others": [post for post in posts if not post.is_current],
        "role_name": actor.role.label,
        "what_it_does": accounts.WHAT_IT_DOES[actor.role],
        "not_yet": NOT_YET[actor.role],
        "around": [area.name for area in territory.path(actor.area_code)],
        "places": _places(actor),
    }


def _places(actor: Actor) -> list[Place]:
    return [
        *(_place(actor, entry) for entry in navigation.entries_of(actor) if _stands_here(actor, entry.url_name)),
        Place(
            _("Your area"),
            _("Its committee, its estates and buildings, and what lies around it."),
            reverse("territory:area", args=[actor.area_code]),
        ),
        Place(_("My account"), _("Password, telephone, language, all your posts."), reverse("accounts:mine")),
    ]


def _stands_here(actor: Actor, url_name: str) -> bool:
    # without an entry in the ledger nobody can have looked at it
    return url_name not in ELSEWHERE and (url_name != "resident:looks" or actor.person_id is not None)


def _place(actor: Actor, entry: navigation.Entry) -> Place:
    reason = str(REASONS[entry.url_name]) if entry.url_name in REASONS else ""
    if entry.url_name == "resident:me" and actor.person_id is None:
        reason = _("If you live here as well: how to be connected with your own entry in the ledger.")
    return Place(str(entry.label), reason, reverse(entry.url_name), _unread(actor, entry.url_name))


def _unread(actor: Actor, url_name: str) -> str:
    counting = {"notices:inbox": notices.unread_count, "engagement:board": engagement.unread_bulletins}
    unread = counting[url_name](actor) if url_name in counting else 0
    return _("%(count)d unread") % {"count": unread} if unread else ""
