"""The code that somebody shows in person to be connected with their record.

Whoever connects never looks for an account: she types the digits that the person before her shows on their own
page. So no account can be connected behind somebody's back, and nobody learns who has one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from linli.foundation.accounts.models import Account, ConnectionCode
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall
from linli.foundation.scope.models import ScopedQuerySet
from linli.toolbox.errors import Conflict

# long enough to wait at the counter, short enough to be worth nothing tomorrow
COUNTS_FOR: Final = timedelta(minutes=15)
# eight digits and growing waits: guessing at all hours for a year would not find one of a thousand codes
CODE_DIGITS: Final = 8
_TRIES: Final = 3  # another code may be showing the same digits


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code as its owner sees it."""

    digits: str
    until: datetime

    @property
    def spoken(self) -> str:
        """In two groups: read out over a counter, typed by somebody else."""
        return f"{self.digits[:4]} {self.digits[4:]}"


def renew_code(account: Account) -> None:
    """Give a locked account a fresh code; the one before counts no more."""
    for _try in range(_TRIES):
        nonce = secrets.token_hex(16)
        given = {
            "area_code": account.area_code,
            "nonce": nonce,
            "code_hash": _hash(_digits(account.pk, nonce)),
            "expires_at": timezone.now() + COUNTS_FOR,
            "used_for": None,
        }
        try:
            with transaction.atomic():
                ConnectionCode.objects.within(account.own_scope).update_or_create(account=account, defaults=given)
        except IntegrityError:
            continue
        return
    raise Conflict(_("No free code was found just now. Please try again."), code="accounts.connection_busy")


def code_of(account_id: int) -> ShownCode | None:
    """Give the code that an account shows now, to its owner; None when none counts."""
    with wall(Scope.NOTHING, account_id=account_id):
        codes = ConnectionCode.objects.everywhere(because="a person's own code")
        row = codes.filter(account_id=account_id, used_for=None, expires_at__gt=timezone.now()).first()
    return None if row is None else ShownCode(_digits(account_id, row.nonce), row.expires_at)


def codes_showing(digits: str) -> ScopedQuerySet[ConnectionCode]:
    """Find the code that shows these digits, counting or not."""
    codes = ConnectionCode.objects.everywhere(because="a code names its account, wherever that is kept")
    return codes.filter(code_hash=_hash(digits))


def _digits(account_id: int, nonce: str) -> str:
    number = int(_keyed("digits", f"{account_id}:{nonce}"), 16)
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def _hash(digits: str) -> str:
    return _keyed("hash", digits)


def _keyed(what: str, value: str) -> str:
    return salted_hmac(f"linli.foundation.accounts.connection.{what}", value, algorithm="sha256").hexdigest()
