"""Bringing in a list of accounts: all of it or nothing, and the same list twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.foundation.accounts.access import Permission
from linli.foundation.accounts.actions.constraints import refusals
from linli.foundation.accounts.events import PasswordLinkAsked
from linli.foundation.accounts.import_check import Plan
from linli.foundation.accounts.models import Account, Post
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events.public import announce
from linli.foundation.scope import Actor
from linli.toolbox.errors import Invalid


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    created: int
    changed: int
    proposed: int
    unchanged: int


@action(Permission.ACCOUNT_IMPORT)
def import_accounts(actor: Actor, plan: Plan, *, base_url: str = "") -> Imported:
    """Make the planned accounts and propose their posts; a security administrator grants those.

    The plan was checked a moment ago; what changed since is refused by the database, and then nothing is kept.
    """
    if plan.errors:
        raise Invalid(_("The list still has errors. Nothing was imported."), code="accounts.import_errors")
    with refusals():
        fresh = _create(plan)
        _change(actor, plan)
        posts = _propose(actor, plan, {account.username: account for account in fresh})
    _record(actor, plan, fresh, posts)
    for account in fresh:
        if account.email and base_url:
            announce(PasswordLinkAsked(account.pk, base_url, invited=True))
    return Imported(len(fresh), len(plan.changed), len(posts), plan.unchanged)


def _create(plan: Plan) -> list[Account]:
    accounts = []
    for line in plan.new_accounts:
        account = Account(
            username=line.username,
            display_name=line.display_name,
            email=line.email,
            area_code=line.area_code,
        )
        account.set_unusable_password()
        accounts.append(account)
    created: list[Account] = Account.objects.everywhere(because="rows are added, none is read").bulk_create(
        accounts, batch_size=1000
    )
    return created


def _change(actor: Actor, plan: Plan) -> None:
    for account_id, line in plan.changed:
        account = Account.objects.within(actor.scope).lock(account_id)
        account.display_name = line.display_name
        account.save(update_fields=["display_name"])


def _propose(actor: Actor, plan: Plan, fresh: dict[str, Account]) -> list[Post]:
    posts = [
        Post(
            account_id=fresh[line.username].pk if account_id is None else account_id,
            role=line.role,
            area_id=line.area_code,
            area_code=line.area_code,
            starts_on=line.starts_on,
            proposed_by_id=actor.account_id,
        )
        for account_id, line in plan.new_posts
    ]
    proposed: list[Post] = Post.objects.everywhere(because="rows are added, none is read").bulk_create(
        posts, batch_size=1000
    )
    return proposed


def _record(actor: Actor, plan: Plan, fresh: list[Account], posts: list[Post]) -> None:
    audit.record(
        actor,
        "accounts:account:import",
        kind="account-list",
        detail={"lines": plan.lines, "created": len(fresh), "changed": len(plan.changed), "proposed": len(posts)},
    )
    audit.record_many(
        actor,
        "accounts:account:create",
        [audit.Row("account", account.pk, area_code=account.area_code) for account in fresh],
    )
    audit.record_many(
        actor,
        "accounts:account:change",
        [audit.Row("account", account_id, detail={"fields": ["display_name"]}) for account_id, _line in plan.changed],
    )
    audit.record_many(
        actor,
        "accounts:post:propose",
        [
            audit.Row(
                "post", post.pk, area_code=post.area_code, detail={"role": str(post.role), "account": post.account_id}
            )
            for post in posts
        ],
    )
