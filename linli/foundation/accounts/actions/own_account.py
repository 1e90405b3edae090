"""What people may change about their own account."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.foundation.accounts import connection_codes, entering, queries, second_factor
from linli.foundation.accounts.models import Account
from linli.foundation.accounts.sealed import seal_telephone
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.doors.screens import SIGNED_IN
from linli.foundation.scope import Actor
from linli.toolbox.errors import Conflict


@action(SIGNED_IN)
def change_contact(actor: Actor, *, email: str, telephone: str) -> Account:
    """Change the e-mail address and the telephone number."""
    account = _own(actor)
    account.email = email
    account.telephone_sealed = seal_telephone(telephone)
    account.save(update_fields=["email", "telephone_sealed"])
    _record(actor, "accounts:contact:change")
    return account


@action(SIGNED_IN)
def choose_language(actor: Actor, *, language: str) -> Account:
    """Choose the language of the screens and letters."""
    account = _own(actor)
    account.language = language
    account.save(update_fields=["language"])
    _record(actor, "accounts:language:choose", language=language)
    return account


@action(SIGNED_IN)
def choose_elder_text(actor: Actor, *, size: int) -> Account:
    """Choose elder mode with a size of text, 1 to 3, or 0 for the standard pages."""
    account = _own(actor)
    account.elder_text = size
    account.save(update_fields=["elder_text"])
    _record(actor, "accounts:look:choose", elder_text=str(size))
    return account


@action(SIGNED_IN)
def change_password(actor: Actor, *, password: str, how: str) -> Account:
    """Choose a new password; every session under the old one ends."""
    account = _own(actor)
    account.set_password(password)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    _record(actor, "accounts:password:change", how=how)
    return account


@action(SIGNED_IN)
def end_all_sessions(actor: Actor) -> Account:
    """Sign out everywhere."""
    account = _own(actor)
    account.sessions_valid_from = timezone.now()
    account.save(update_fields=["sessions_valid_from"])
    _record(actor, "accounts:session:end-all")
    return account


@action(SIGNED_IN)
def propose_second_factor(actor: Actor) -> Account:
    """Begin to set up the second factor: a fresh secret, not yet in force."""
    account = _own(actor)
    second_factor.propose_secret(account)
    _record(actor, "accounts:totp:propose")
    return account


@action(SIGNED_IN)
def confirm_second_factor(actor: Actor, *, code: str) -> list[str] | None:
    """Switch the second factor on with a first code; gives recovery codes, or None for a wrong code."""
    account = _own(actor)
    accepted = second_factor.accept_code(account, code)
    _record(actor, "accounts:totp:confirm" if accepted else "accounts:totp:refuse")
    return second_factor.confirm(account) if accepted else None


@action(SIGNED_IN)
def renew_recovery_codes(actor: Actor) -> list[str]:
    """Replace the recovery codes; the old ones open nothing any more."""
    account = _own(actor)
    _record(actor, "accounts:recovery-codes:renew")
    return second_factor.renew_recovery_codes(account)


@action(SIGNED_IN)
def remove_second_factor(actor: Actor) -> Account:
    """Switch the second factor off, unless a post of the account requires it."""
    account = _own(actor)
    if entering.totp_is_required(account):
        raise Conflict(
            _("Your post requires the code at sign-in. You can set it up anew on another telephone instead."),
            code="accounts.totp_required",
        )
    second_factor.remove(account)
    _record(actor, "accounts:totp:remove")
    return account


def ask_for_code(actor: Actor) -> None:
    """Let somebody with any post ask for the code of their own account."""
    ask_for_connection_code(queries.self_actor(queries.own_account(actor.account_id or 0)))


@action(SIGNED_IN)
def ask_for_connection_code(actor: Actor) -> None:
    """Ask for the code that one shows at the committee to be connected with one's own record."""
    account = _own(actor)
    if account.person_id is not None:
        raise Conflict(
            _("Your account is connected already. Open “My data” to see your entry."),
            code="accounts.already_connected",
        )
    connection_codes.renew_code(account)
    _record(actor, "accounts:connection-code:ask")


def _own(actor: Actor) -> Account:
    return Account.objects.within(actor.scope).lock(actor.account_id or 0)


def _record(actor: Actor, what: str, **detail: str) -> None:
    audit.record(actor, what, kind="account", object_id=actor.account_id, area_code=actor.area_code, detail=detail)
