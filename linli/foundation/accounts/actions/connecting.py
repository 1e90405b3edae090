"""Connecting an account with a record of the registry, and parting the two."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.foundation.accounts import throttle
from linli.foundation.accounts.actions.constraints import refusals
from linli.foundation.accounts.connection_codes import codes_showing
from linli.foundation.accounts.models import Account, ConnectionCode
from linli.foundation.accounts.queries import Connection
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.scope.models import ScopedQuerySet
from linli.toolbox.errors import Conflict, NotAllowed


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of a typed code: connected, to wait, or wrong."""

    connection: Connection | None = None
    is_repeat: bool = False  # the same form a second time: nothing was changed
    wait: int = 0  # seconds


def connect_by_code(actor: Actor, person_id: int, typed: str, at: throttle.Door) -> Attempt:
    """Connect the account that shows these digits with a record; part of an action, never one by itself.

    The caller holds the record locked and has checked that the actor may. Wrong digits are counted, so nothing is
    raised for them: it would take the count back.
    """
    if seconds := throttle.seconds_to_wait(at):
        return Attempt(wait=seconds)
    with wall(Scope.EVERYTHING):
        found = _shown_by(typed)
        if found is None or not _counts(found[1], person_id):
            throttle.failed(at)
            return Attempt()
        account, code = found
        if code.used_for is not None:  # no pass: a used code in hand would buy new guesses for 15 minutes
            return Attempt(Connection(account.pk, account.connected_at), is_repeat=True)
        throttle.passed(at)
        _check(actor, account)
        account.person_id, account.connected_at = person_id, timezone.now()
        code.used_for = person_id
        with refusals():
            account.save(update_fields=["person_id", "connected_at"])
        code.save(update_fields=["used_for"])
    return Attempt(Connection(account.pk, account.connected_at))


def disconnect(person_id: int, account_id: int) -> bool:
    """Part a record from the account it is connected with; False when they are not connected (any more)."""
    with wall(Scope.EVERYTHING):
        account = _accounts().select_for_update().filter(pk=account_id, person_id=person_id).first()
        if account is None:
            return False
        account.person_id = account.connected_at = None
        account.save(update_fields=["person_id", "connected_at"])
        ConnectionCode.objects.within(account.own_scope).filter(account=account).delete()
    return True


def _shown_by(typed: str) -> tuple[Account, ConnectionCode] | None:
    """Find and lock the account that shows these digits, then its code: the order in which a code is renewed."""
    digits = "".join(letter for letter in typed if letter.isdigit())
    found = codes_showing(digits)
    account_id = found.values_list("account_id", flat=True).first()
    if account_id is None:
        return None
    account = _accounts().select_for_update().filter(pk=account_id, is_active=True).first()
    code = found.select_for_update().filter(account_id=account_id, expires_at__gt=timezone.now()).first()
    return None if account is None or code is None else (account, code)


def _counts(code: ConnectionCode, person_id: int) -> bool:
    return code.used_for in (None, person_id)


def _check(actor: Actor, account: Account) -> None:
    if account.pk == actor.account_id:
        raise NotAllowed(
            _("This is your own account. A colleague has to see your document and connect it."),
            code="accounts.own_connection",
        )
    if account.person_id is not None:
        raise Conflict(
            _(
                "This account is connected already. Whoever holds it reads under “My data” "
                "which committee keeps the entry and can disconnect it."
            ),
            code="accounts.already_connected",
        )


def _accounts() -> ScopedQuerySet[Account]:
    return Account.objects.everywhere(because="an account may be kept in another area than the record")
