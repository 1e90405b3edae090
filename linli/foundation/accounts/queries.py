"""Reads of accounts and posts; the actor comes first wherever there is one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from linli.foundation.accounts.models import Account, Post
from linli.foundation.accounts.models.post import valid_on
from linli.foundation.accounts.roles_scope import scope_of
from linli.foundation.scope import Actor, Role, Scope, grants
from linli.foundation.scope.database import wall
from linli.toolbox.levels import Level


@dataclass(frozen=True, slots=True)
class Connection:
    """A record has an account; nothing more of the account is anybody's business."""

    account_id: int
    since: datetime | None  # not known where the account was made with its record


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post as its holder sees it."""

    id: int
    role: Role
    level: Level
    area_code: int
    area_name: str
    starts_on: date
    ends_on: date | None
    is_current: bool = False

    @property
    def role_name(self) -> str:
        return str(self.role.label)


def actor_of_account(account: Account, chosen_post: object = None) -> Actor | None:
    """Build the actor of an account under the chosen post, or its first; None without a post today."""
    with wall(Scope.NOTHING, account_id=account.pk):
        posts = list(_valid_posts(account.pk))
    if not posts:
        return None
    post = next((post for post in posts if post.pk == chosen_post), posts[0])
    return _actor(account, post)


def actor_for_post(post_id: int) -> Actor | None:
    """Build the actor of a post for work in the background.

    Everything is read at run time: a post that has ended since, or a disabled account, gives None.
    """
    # a background task knows only a number; the range it may work in is what this look finds out
    with wall(Scope.EVERYTHING):
        post = (
            Post.objects.everywhere(because="a task starts under its post")
            .filter(valid_on(timezone.localdate()), pk=post_id, account__is_active=True)
            .select_related("account", "area")
            .first()
        )
    return None if post is None else _actor(post.account, post)


def posts_of(actor: Actor) -> list[PostCard]:
    """List the posts that the actor could act under today, in the order they are offered."""
    if actor.account_id is None:
        return []
    with wall(Scope.NOTHING, account_id=actor.account_id):
        return [post_card(post, current=actor.post_id) for post in _valid_posts(actor.account_id)]


def posts_today(account_id: int) -> list[PostCard]:
    """List the posts of an account that the caller has already found in its own area."""
    with wall(Scope.NOTHING, account_id=account_id):
        return [post_card(post) for post in _valid_posts(account_id)]


def valid_posts(post_ids: Collection[int]) -> set[int]:
    """Give those of the posts under which somebody may act today."""
    # only the numbers asked for come back through the wall
    with wall(Scope.EVERYTHING):
        posts = Post.objects.everywhere(because="who may still act under a post known to the caller")
        found = posts.filter(valid_on(timezone.localdate()), pk__in=post_ids, account__is_active=True)
        return set(found.values_list("pk", flat=True))


def roles_today(account: Account) -> set[Role]:
    """Give the roles an account may act in today, whichever post it chooses."""
    with wall(Scope.NOTHING, account_id=account.pk):
        return {Role(post.role) for post in _valid_posts(account.pk)}


def office_accounts(roles: Collection[Role], area_code: int) -> list[int]:
    """Give the numbers of the accounts that may act in one of these roles exactly at this area today."""
    with wall(Scope(area_code, area_code + 1)):
        posts = Post.objects.within(Scope(area_code, area_code + 1)).filter(
            valid_on(timezone.localdate()), role__in=roles, account__is_active=True
        )
        return list(posts.order_by("account_id").values_list("account_id", flat=True).distinct())


def self_actor(account: Account) -> Actor:
    """Build the actor of somebody who changes their own account: no post, one row."""
    return Actor(
        role=None,
        level=Level.UNIT,
        area_code=account.area_code,
        area_name="",
        scope=account.own_scope,
        permissions=frozenset(),
        display_name=account.display_name,
        account_id=account.pk,
        person_id=account.person_id,
    )


def own_account(account_id: int) -> Account:
    """Give the account of the person who asks."""
    with wall(Scope.NOTHING, account_id=account_id):
        return Account.objects.everywhere(because="a person's own account").get(pk=account_id)


def account_number(actor: Actor, username: str) -> int | None:
    """Give the number of the account of that user name in the actor's area."""
    named = Account.objects.within(actor.scope).filter(username=username.strip().lower())
    return named.values_list("pk", flat=True).first()


def post_card(post: Post, *, current: int | None = None) -> PostCard:
    return PostCard(
        id=post.pk,
        role=Role(post.role),
        level=Level(post.area.level),
        area_code=post.area_code,
        area_name=post.area.name,
        starts_on=post.starts_on,
        ends_on=post.ends_on,
        is_current=post.pk == current,
    )


def _valid_posts(account_id: int) -> QuerySet[Post]:
    return (
        Post.objects.everywhere(because="a person's own posts")
        .filter(valid_on(timezone.localdate()), account_id=account_id)
        .select_related("area")
        .order_by("starts_on", "pk")
    )


def _actor(account: Account, post: Post) -> Actor:
    role = Role(post.role)
    return Actor(
        role=role,
        level=Level(post.area.level),
        area_code=post.area_code,
        area_name=post.area.name,
        scope=scope_of(role, post.area.scope),
        permissions=grants.permissions_of(role),
        display_name=account.display_name,
        account_id=account.pk,
        post_id=post.pk,
        person_id=account.person_id,
    )


def people_with_accounts(person_ids: Sequence[int]) -> set[int]:
    """Give those of the people who can sign in and see their own entry."""
    # the account may be kept in another area than the entry; only yes or no comes back through the wall
    with wall(Scope.EVERYTHING):
        accounts = Account.objects.everywhere(because="an entry that somebody signs in with is not taken away")
        found = accounts.filter(person_id__in=person_ids).values_list("person_id", flat=True)
        return {number for number in found if number is not None}


def connection_of(person_id: int) -> Connection | None:
    """Answer whether somebody signs in to see this record, and since when."""
    # the account may be kept in another area than the record; who it is does not come back through the wall
    with wall(Scope.EVERYTHING):
        accounts = Account.objects.everywhere(because="the account of one record")
        account = accounts.filter(person_id=person_id).first()
    return None if account is None else Connection(account.pk, account.connected_at)


def person_of(account_id: int) -> int | None:
    """Give the person in the ledger whom an account belongs to; None where it is not connected."""
    return own_account(account_id).person_id
