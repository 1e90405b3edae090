"""Posts: proposed by one administrator, granted and ended by another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.foundation.accounts.access import Permission
from linli.foundation.accounts.actions.constraints import refusals
from linli.foundation.accounts.events import PostEnded, PostGranted
from linli.foundation.accounts.models import Account, Post
from linli.foundation.accounts.roles_scope import can_be_held_at
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events.public import announce
from linli.foundation.scope import Actor, Role
from linli.foundation.territory import public as territory
from linli.toolbox.errors import Conflict, Invalid, NotAllowed, NotFound
from linli.toolbox.levels import Level


@dataclass(frozen=True, slots=True)
class _Terms:
    role: Role
    area_code: int
    starts_on: date
    ends_on: date | None


@action(Permission.POST_PROPOSE)
def propose_post(
    actor: Actor, account_id: int, *, role: Role, area_code: int, starts_on: date, ends_on: date | None = None
) -> Post:
    """Propose a post; it opens nothing until a security administrator grants it."""
    account = Account.objects.within(actor.scope).lock(account_id)
    post = _new_post(actor, account, _Terms(role, area_code, starts_on, ends_on))
    with refusals():
        post.save(force_insert=True)
    _record(actor, "accounts:post:propose", post)
    return post


@action(Permission.POST_GRANT)
def grant_post(
    actor: Actor, account_id: int, *, role: Role, area_code: int, starts_on: date, ends_on: date | None = None
) -> Post:
    """Give an account a post in an area of the actor's own."""
    account = Account.objects.within(actor.scope).lock(account_id)
    _refuse_own(actor, account.pk)
    post = _new_post(actor, account, _Terms(role, area_code, starts_on, ends_on))
    post.granted_by_id, post.granted_at = actor.account_id, timezone.now()
    with refusals():
        post.save(force_insert=True)
    _record(actor, "accounts:post:grant", post)
    _announce_grant(post)
    return post


@action(Permission.POST_GRANT)
def grant_proposed_post(actor: Actor, post_id: int) -> Post:
    """Put a proposed post in force."""
    post = Post.objects.within(actor.scope).lock(post_id)
    _refuse_own(actor, post.account_id)
    if post.granted_at is not None or post.ended_at is not None:
        raise Conflict(_("Somebody has already decided about this post."), code="accounts.post_decided")
    if post.proposed_by_id is not None and post.proposed_by_id == actor.account_id:
        raise NotAllowed(
            _("You proposed this post yourself. Another administrator must grant it."),
            code="accounts.own_proposal",
        )
    post.granted_by_id, post.granted_at = actor.account_id, timezone.now()
    with refusals():
        post.save(update_fields=["granted_by", "granted_at"])
    _record(actor, "accounts:post:grant", post)
    _announce_grant(post)
    return post


@action(Permission.POST_END)
def end_post(actor: Actor, post_id: int, *, reason: str) -> Post:
    """End a post now; a proposal is declined the same way."""
    post = Post.objects.within(actor.scope).lock(post_id)
    _refuse_own(actor, post.account_id)
    today = timezone.localdate()
    if post.ends_on is not None and post.ends_on <= today:
        raise Conflict(_("This post has already ended."), code="accounts.post_ended")
    # ends_on is the first day on which the post no longer counts: today means from now on
    post.ends_on = max(today, post.starts_on)
    post.ended_by_id, post.ended_at = actor.account_id, timezone.now()
    post.save(update_fields=["ends_on", "ended_by", "ended_at"])
    _record(actor, "accounts:post:end", post, reason=reason)
    if post.granted_at is not None:  # who knew nothing of a proposal is not told that it was declined
        announce(PostEnded(post.pk, post.account_id, post.role, post.area_code))
    return post


def _new_post(actor: Actor, account: Account, terms: _Terms) -> Post:
    area = _area_within(actor, terms.area_code)
    if not can_be_held_at(terms.role, Level(area.level)):
        raise Invalid(
            _("There is no post “%(role)s” at the level of %(area)s.") % {"role": terms.role.label, "area": area.name},
            code="accounts.role_level",
        )
    if terms.ends_on is not None and terms.ends_on <= terms.starts_on:
        raise Invalid(_("A post ends after the day it starts on."), code="accounts.post_days")
    return Post(
        account=account,
        role=terms.role,
        area=area,
        area_code=area.code,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        proposed_by_id=actor.account_id,
    )


def _area_within(actor: Actor, area_code: int) -> territory.Area:
    """Find an area wholly inside the actor's own: nobody hands out more than they have."""
    area = territory.Area.objects.current().filter(pk=area_code).first()
    if area is None or not actor.scope.contains(area.scope):
        raise NotFound(_("There is no such area within your own."), code="accounts.area")
    return area


def _refuse_own(actor: Actor, account_id: int) -> None:
    if account_id == actor.account_id:
        raise NotAllowed(
            _("Nobody may grant or end their own posts. Ask another security administrator."),
            code="accounts.own_post",
        )


def _announce_grant(post: Post) -> None:
    announce(PostGranted(post.pk, post.account_id, post.role, post.area_code, post.starts_on.isoformat()))


def _record(actor: Actor, what: str, post: Post, **detail: str) -> None:
    audit.record(
        actor,
        what,
        kind="post",
        object_id=post.pk,
        area_code=post.area_code,
        detail={"account": post.account_id, "role": str(post.role), "starts_on": post.starts_on.isoformat()} | detail,
    )
