"""Making, changing and closing accounts: the system administrator's work."""

from __future__ import annotations

import secrets
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.foundation.accounts import rules
from linli.foundation.accounts.access import Permission
from linli.foundation.accounts.actions import reach
from linli.foundation.accounts.actions.constraints import refusals
from linli.foundation.accounts.events import PasswordLinkAsked
from linli.foundation.accounts.models import Account
from linli.foundation.accounts.sealed import seal_telephone
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events.public import announce
from linli.foundation.scope import Actor
from linli.toolbox.errors import Invalid, NotAllowed, NotFound

# read out over the telephone, typed once: no 0/o, 1/l/i
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"


@action(Permission.ACCOUNT_CREATE)
def create_account(
    actor: Actor,
    *,
    username: str,
    display_name: str,
    area_code: int,
    email: str = "",
    telephone: str = "",
    language: str = "",
    password: str = "",
    person_id: int | None = None,
    base_url: str = "",
    is_demo: bool = False,
) -> Account:
    """Make an account that holds no post yet.

    Without a ``password`` nobody can sign in until one is chosen by an e-mailed link (sent when
    ``base_url`` is given) or given by an administrator.
    """
    username = username.strip().lower()
    _check(actor, username, display_name, area_code)
    account = Account(
        username=username,
        display_name=display_name.strip(),
        area_code=area_code,
        email=email,
        language=language,
        person_id=person_id,
        is_demo=is_demo,
        telephone_sealed=seal_telephone(telephone),
    )
    account.set_password(password or None)
    with refusals():
        account.save(force_insert=True)
    record(actor, "accounts:account:create", account, username=username)
    if email and base_url and not password:
        announce(PasswordLinkAsked(account.pk, base_url, invited=True))
    return account


@action(Permission.ACCOUNT_CHANGE)
def change_account(actor: Actor, account_id: int, *, display_name: str, email: str) -> Account:
    """Correct the name and the e-mail address of an account."""
    account = Account.objects.within(actor.scope).lock(account_id)
    if email != account.email:
        # whoever can redirect the letters of an account can become it
        reach.refuse_administrators(actor, account)
        reach.refuse_wider_posts(actor, account)
    given = {"display_name": display_name, "email": email}
    changed = sorted(field for field, value in given.items() if getattr(account, field) != value)
    account.display_name, account.email = display_name, email
    account.save(update_fields=["display_name", "email"])
    record(actor, "accounts:account:change", account, fields=changed)
    return account


@action(Permission.ACCOUNT_CHANGE)
def give_new_password(actor: Actor, account_id: int) -> str:
    """Give a password for one sign-in, to be told by voice; all sessions of the account end."""
    account = Account.objects.within(actor.scope).lock(account_id)
    reach.refuse_administrators(actor, account)
    reach.refuse_wider_posts(actor, account)
    password = "-".join("".join(secrets.choice(_LETTERS) for _letter in range(4)) for _group in range(4))
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    record(actor, "accounts:password:give", account)
    return password


@action(Permission.ACCOUNT_DISABLE)
def disable_account(actor: Actor, account_id: int, *, reason: str) -> Account:
    """Close an account: it is out with its next request."""
    account = Account.objects.within(actor.scope).lock(account_id)
    if account.pk == actor.account_id:
        raise NotAllowed(
            _("You cannot close your own account. Ask another administrator."), code="accounts.own_account"
        )
    reach.refuse_wider_posts(actor, account)
    account.is_active = False
    account.sessions_valid_from = timezone.now()
    account.save(update_fields=["is_active", "sessions_valid_from"])
    record(actor, "accounts:account:disable", account, reason=reason)
    return account


@action(Permission.ACCOUNT_DISABLE)
def enable_account(actor: Actor, account_id: int) -> Account:
    """Open a closed account again. Its posts are what they were."""
    account = Account.objects.within(actor.scope).lock(account_id)
    reach.refuse_wider_posts(actor, account)
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(actor, "accounts:account:enable", account)
    return account


def record(actor: Actor, what: str, account: Account, **detail: object) -> None:
    """Write the audit row of something done to an account."""
    audit.record(
        actor,
        what,
        kind="account",
        object_id=account.pk,
        subject_id=account.person_id,
        area_code=account.area_code,
        detail=detail,
    )


def _check(actor: Actor, username: str, display_name: str, area_code: int) -> None:
    if not rules.is_username(username):
        raise Invalid(
            _("A user name has 2 to 64 small letters, digits or . _ - @ + and begins with a letter or digit."),
            code="accounts.username",
        )
    if not display_name.strip():
        raise Invalid(_("Give the name of the person."), code="accounts.display_name")
    if not actor.scope.covers(area_code):
        raise NotFound(_("There is no such area within your own."), code="accounts.area")
