"""The cards of the demonstration's sign-in page: one for each role, one click each."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from linli.foundation.accounts.models import Account, Post
from linli.foundation.accounts.models.post import valid_on
from linli.foundation.accounts.role_words import ROLE_GROUPS, WHAT_IT_DOES
from linli.foundation.scope import Role, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import NotFound

# a proxy or a tunnel on this machine calls from this machine; these tell of whom it brings
_BROUGHT_BY_ANOTHER: Final = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


@dataclass(frozen=True, slots=True)
class DemoCard:
    """Somebody as whom one may look around."""

    post_id: int
    display_name: str
    role: Role
    area_name: str

    @property
    def role_name(self) -> str:
        return str(self.role.label)

    @property
    def what_it_does(self) -> str:
        return str(WHAT_IT_DOES[self.role])


def is_open(request: HttpRequest) -> bool:
    """Answer whether anybody may sign in as anybody: a demonstration, asked from this very machine.

    The settings refuse a demonstration under a foreign name; this refuses a foreign caller who forges ours.
    """
    if not settings.LINLI_DEMO or any(name in request.META for name in _BROUGHT_BY_ANOTHER):
        return False
    host = request.get_host().rsplit(":", 1)[0] if "]" not in request.get_host() else "[::1]"
    try:
        caller = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return host in settings.LOCAL_HOSTS and caller.is_loopback


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards of people who belong together."""

    name: str
    cards: list[DemoCard]


def demo_cards() -> list[CardGroup]:
    """Show the first post of each role that the demonstration made, in groups."""
    # nobody is signed in on this page; only accounts marked as demonstration are ever shown
    with wall(Scope.EVERYTHING):
        posts = _demo_posts().order_by("role", "pk").distinct("role").select_related("account", "area")
        cards = {
            post.role: DemoCard(post.pk, post.account.display_name, Role(post.role), post.area.name) for post in posts
        }
    groups = [CardGroup(str(name), [cards[role] for role in roles if role in cards]) for name, roles in ROLE_GROUPS]
    return [group for group in groups if group.cards]


def demo_account(post_id: int) -> tuple[Account, int]:
    """Give the account behind a card, or raise NotFound."""
    with wall(Scope.EVERYTHING):
        post = _demo_posts().filter(pk=post_id).select_related("account").first()
    if post is None:
        raise NotFound("There is no demonstration post under this number.", code="accounts.demo")
    return post.account, post.pk


def _demo_posts() -> QuerySet[Post]:
    return Post.objects.everywhere(because="the demonstration's cards").filter(
        valid_on(timezone.localdate()), account__is_demo=True, account__is_active=True
    )
