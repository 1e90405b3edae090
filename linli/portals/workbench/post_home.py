"""The first page of a post without an office: what it is, what it opens today, and what is not here yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.foundation.accounts import public as accounts
from linli.foundation.notices import public as notices
from linli.foundation.scope import Actor
from linli.foundation.scope.roles import Role
from linli.foundation.territory import public as territory

# said plainly, so that nobody looks for it; a module that brings it takes its sentence away
NOT_YET: Final = {
    Role.BLOCK_HEAD: gettext_lazy("Visits, reports and the messages of your building are not kept here yet."),
    Role.VOLUNTEER: gettext_lazy("Tasks, shifts and hours are not given out here yet."),
    Role.OWNERS_COMMITTEE: gettext_lazy("Ballots, minutes and the maintenance fund are not kept here yet."),
    Role.PROPERTY_FIRM: gettext_lazy("Repairs and complaints are not sent here yet."),
    Role.COMMUNITY_ORGANISATION: gettext_lazy("Activities and contracts are not planned here yet."),
}


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
    unread = notices.unread_count(actor)
    news = _("%(count)d unread") % {"count": unread} if unread else ""
    own = [
        Place(_("My data"), _("What the committee's ledger holds about you."), reverse("resident:me")),
        Place(_("Who looked at me"), _("Who opened your entry, when, and why."), reverse("resident:looks")),
    ]
    if actor.person_id is None:
        own = [
            Place(
                _("My data"),
                _("If you live here as well: how to be connected with your own entry in the ledger."),
                reverse("resident:me"),
            )
        ]
    return [
        Place(_("Messages"), _("What the committee and Linli have to tell you."), reverse("notices:inbox"), news),
        Place(
            _("Your area"),
            _("Its committee, its estates and buildings, and what lies around it."),
            reverse("territory:area", args=[actor.area_code]),
        ),
        *own,
        Place(_("My account"), _("Password, telephone, language, all your posts."), reverse("accounts:mine")),
    ]
