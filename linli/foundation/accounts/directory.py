"""Reads for the administrators: the list of accounts, one account, and what waits to be granted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.foundation.accounts.models import Account, Post
from linli.foundation.accounts.models.post import PROPOSED, valid_on
from linli.foundation.accounts.sealed import telephone_of
from linli.foundation.doors.numbers import number_of
from linli.foundation.scope import Actor, Role, Scope
from linli.foundation.scope.database import wall
from linli.foundation.territory import public as territory
from linli.toolbox import masks
from linli.toolbox.errors import NotFound
from linli.toolbox.texts import tidy

PAGE: Final = 50
STATES: Final = ("active", "closed")


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows the list of accounts."""

    words: str = ""  # the beginning of a user name, a part of a name, or a whole e-mail address
    role: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as an administrator sees it."""

    id: int
    account_id: int
    account_name: str
    username: str
    role: Role
    area_code: int
    area_name: str
    starts_on: date
    ends_on: date | None
    state: str  # proposed, coming, valid, ended, declined
    proposed_by: str
    granted_by: str

    @property
    def role_name(self) -> str:
        return str(self.role.label)

    @property
    def can_be_ended(self) -> bool:
        return self.state in {"proposed", "coming", "valid"}

    @property
    def is_listed(self) -> bool:
        """Answer whether the list of accounts still tells of it; the account's own page tells of all."""
        return self.can_be_ended


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A line of the list of accounts."""

    id: int
    username: str
    display_name: str
    area_code: int
    area_name: str
    is_active: bool
    has_totp: bool
    last_sign_in_at: datetime | None
    posts: tuple[PostRow, ...]

    @property
    def key(self) -> str:
        """Where the next page begins when this line is the last."""
        return f"{self.area_code}.{self.username}"


@dataclass(frozen=True, slots=True)
class AccountCard:
    """Everything an administrator may know about an account: no password, no secret."""

    row: AccountRow
    email: str
    telephone: str  # masked
    created_at: datetime
    must_change_password: bool
    can_sign_in: bool  # a password has been chosen
    recovery_codes_left: int


def accounts(actor: Actor, filters: Filters, *, after: str = "", limit: int) -> list[AccountRow]:
    """List the accounts kept in the actor's area, by area and user name; one more than asked tells of more."""
    found = _narrowed(Account.objects.within(actor.scope), filters, actor)
    area, _dot, username = tidy(after).partition(".")
    area_code = number_of(area)
    if area_code is not None:
        found = found.filter(Q(area_code__gt=area_code) | Q(username__gt=username), area_code__gte=area_code)
    return _rows(actor, found.order_by("area_code", "username")[: limit + 1])


def account(actor: Actor, account_id: int) -> AccountCard:
    """Give one account, or raise NotFound."""
    found = Account.objects.within(actor.scope).filter(pk=account_id)
    rows = _rows(actor, found)
    if not rows:
        raise NotFound(_("There is no such account in your area."), code="accounts.not_found")
    one = found.get()
    codes = one.recovery_codes.within(actor.scope).filter(used_at=None)
    return AccountCard(
        row=rows[0],
        email=one.email,
        telephone=masks.telephone(telephone_of(one)),
        created_at=one.created_at,
        must_change_password=one.must_change_password,
        can_sign_in=one.has_usable_password(),
        recovery_codes_left=codes.count(),
    )


def posts(actor: Actor, *, state: str, after: int = 0, limit: int) -> list[PostRow]:
    """List the posts of the actor's area, proposed ones or those valid today, wherever their holder is kept."""
    found = Post.objects.within(actor.scope).filter(pk__gt=after).order_by("pk")
    found = found.filter(PROPOSED if state == "proposed" else valid_on(timezone.localdate()))
    return _post_rows(found.select_related("area")[: limit + 1])


def post(actor: Actor, post_id: int) -> PostRow:
    """Give one post, or raise NotFound."""
    rows = _post_rows(Post.objects.within(actor.scope).filter(pk=post_id).select_related("area"))
    if not rows:
        raise NotFound(_("There is no such post in your area."), code="accounts.post_not_found")
    return rows[0]


def _narrowed(found: QuerySet[Account], filters: Filters, actor: Actor) -> QuerySet[Account]:
    words = tidy(filters.words)
    if "@" in words:
        found = found.filter(Q(email__iexact=words) | Q(username=words.lower()))
    elif words:
        found = found.filter(Q(username__startswith=words.lower()) | Q(display_name__contains=words))
    if filters.state in STATES:
        found = found.filter(is_active=filters.state == "active")
    if filters.role in Role:
        holds = valid_on(timezone.localdate()) & Q(account=OuterRef("pk"), role=filters.role)
        found = found.filter(Exists(Post.objects.within(actor.scope).filter(holds)))
    return found


def _rows(actor: Actor, found: QuerySet[Account]) -> list[AccountRow]:
    accounts = list(found)
    of_these = Post.objects.within(actor.scope).filter(account__in=[account.pk for account in accounts])
    held: dict[int, list[PostRow]] = defaultdict(list)
    for row in _post_rows(of_these.select_related("area").order_by("starts_on", "pk")):
        held[row.account_id].append(row)
    areas = territory.Area.objects.filter(pk__in={account.area_code for account in accounts})
    names = dict(areas.values_list("code", "name"))
    return [
        AccountRow(
            id=account.pk,
            username=account.username,
            display_name=account.display_name,
            area_code=account.area_code,
            area_name=names.get(account.area_code, ""),
            is_active=account.is_active,
            has_totp=account.has_totp,
            last_sign_in_at=account.last_sign_in_at,
            posts=tuple(held[account.pk]),
        )
        for account in accounts
    ]


def _post_rows(found: Iterable[Post]) -> list[PostRow]:
    posts = list(found)
    names = _names(
        {number for post in posts for number in (post.account_id, post.proposed_by_id, post.granted_by_id) if number}
    )
    return [_post_row(post, names) for post in posts]


def _post_row(post: Post, names: Mapping[int, tuple[str, str]]) -> PostRow:
    display_name, username = names[post.account_id]
    return PostRow(
        id=post.pk,
        account_id=post.account_id,
        account_name=display_name,
        username=username,
        role=Role(post.role),
        area_code=post.area_code,
        area_name=post.area.name,
        starts_on=post.starts_on,
        ends_on=post.ends_on,
        state=_state(post),
        proposed_by=names.get(post.proposed_by_id or 0, ("", ""))[0],
        granted_by=names.get(post.granted_by_id or 0, ("", ""))[0],
    )


def _names(account_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    if not account_ids:
        return {}
    # whoever acts in the actor's area may be kept in another one; the post tells, so the name may be told
    with wall(Scope.EVERYTHING):
        named = Account.objects.everywhere(because="the names beside the posts of the own area")
        return {
            pk: (display_name, username)
            for pk, display_name, username in named.filter(pk__in=account_ids).values_list(
                "pk", "display_name", "username"
            )
        }


def _state(post: Post) -> str:
    today = timezone.localdate()
    if post.granted_at is None:
        return "proposed" if post.ended_at is None else "declined"
    if post.is_valid_on(today):
        return "valid"
    return "coming" if post.starts_on > today and post.ended_at is None else "ended"
