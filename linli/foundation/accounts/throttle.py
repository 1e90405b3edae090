"""Growing waits after failures, kept in the database so that every worker process knows them."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from linli.foundation.accounts.models import SignInAttempts
from linli.foundation.accounts.rules import (
    ACCOUNT_PATIENCE,
    ADDRESS_PATIENCE,
    Patience,
    failures_now,
    wait_after,
)

_KEEP: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Door:
    """What is being guessed at, and from where."""

    what: str
    address: str

    @property
    def guessed(self) -> str:
        return _key("what", self.what)

    @property
    def guesser(self) -> str:
        return _key("address", self.address)


def door(request: HttpRequest, what: str) -> Door:
    """Name the door somebody stands before: ``sign-in:li.na``, ``code:17``, ``forgotten:a@b``, ``connect:9``."""
    return Door(what.strip().lower(), client_address(request))


def seconds_to_wait(at: Door) -> int:
    """Give the seconds until the next try is allowed; 0 means now.

    The row of what is guessed stays locked until the transaction ends: a hundred guesses sent at once are
    judged one after another, each knowing the failures before it.
    """
    now = timezone.now()
    SignInAttempts.objects.bulk_create([SignInAttempts(key=at.guessed, last_at=now)], ignore_conflicts=True)
    guessed = SignInAttempts.objects.select_for_update().filter(pk=at.guessed).first()
    guesser = SignInAttempts.objects.filter(pk=at.guesser).first()
    return max(_left(guessed, now), _left(guesser, now))


def wait_sentence(seconds: int) -> str:
    """Say how long to wait."""
    if seconds > 90:  # noqa: PLR2004 - beyond that minutes are easier to read
        return _("Too many wrong tries. Please wait %(minutes)d minutes and try again.") % {
            "minutes": -(-seconds // 60)
        }
    return _("Too many wrong tries. Please wait %(seconds)d seconds and try again.") % {"seconds": seconds}


def failed(at: Door) -> None:
    """Count a failure against the account and against the address."""
    now = timezone.now()
    _count(at.guessed, ACCOUNT_PATIENCE, now)
    # the address last, always: two requests never wait for each other crosswise
    _count(at.guesser, ADDRESS_PATIENCE, now)
    SignInAttempts.objects.filter(last_at__lt=now - _KEEP).delete()


def passed(at: Door) -> None:
    """Forget the failures of the account. Those of the address stay: a guesser may own an account too."""
    SignInAttempts.objects.filter(pk=at.guessed).delete()


def client_address(request: HttpRequest) -> str:
    """Give the caller's address; of an IPv6 address the /64 that one subscriber holds."""
    text: str = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        # the last entry is the one that our own proxy wrote
        text = request.META.get("HTTP_X_FORWARDED_FOR", text).rsplit(",", 1)[-1].strip()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    if address.version == 6:  # noqa: PLR2004 - the version is its own name
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return str(address)


def _key(kind: str, value: str) -> str:
    return salted_hmac("linli.foundation.accounts.throttle", f"{kind}:{value}", algorithm="sha256").hexdigest()


def _left(attempts: SignInAttempts | None, now: datetime) -> int:
    if attempts is None or attempts.wait_until is None or attempts.wait_until <= now:
        return 0
    return int((attempts.wait_until - now).total_seconds()) + 1


def _count(key: str, patience: Patience, now: datetime) -> None:
    SignInAttempts.objects.bulk_create([SignInAttempts(key=key, last_at=now)], ignore_conflicts=True)
    row = SignInAttempts.objects.select_for_update().get(pk=key)
    row.failures = failures_now(row.failures, row.last_at, now, patience) + 1
    row.last_at = now
    wait = wait_after(row.failures, patience)
    row.wait_until = now + wait if wait else None
    row.save(update_fields=["failures", "last_at", "wait_until"])
