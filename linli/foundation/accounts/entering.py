"""The way in, step by step: password, second factor, a new password where one is due, then the session."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from linli.foundation.accounts import queries
from linli.foundation.accounts.backends import AccountBackend
from linli.foundation.accounts.models import Account
from linli.foundation.accounts.rules import must_use_totp
from linli.foundation.audit import public as audit
from linli.foundation.scope import Actor
from linli.foundation.scope.database import wall
from linli.ui import appearance

BACKEND: Final = "linli.foundation.accounts.backends.AccountBackend"
_KEY: Final = "linli_entering"
_MINUTES: Final = 10


@dataclass(frozen=True, slots=True)
class Entering:
    """Somebody who has shown the password and is not in yet."""

    account_id: int
    stamp: str  # the account's session hash: a password changed meanwhile ends this too
    next: str
    since: float
    code_shown: bool = False


def begin(request: HttpRequest, account: Account, after: str) -> None:
    """Remember that the right password was shown. Nobody is signed in by this."""
    request.session.cycle_key()
    _put(request, Entering(account.pk, account.get_session_auth_hash(), after, time.time()))


def entering(request: HttpRequest) -> tuple[Entering, Account] | None:
    """Give who stands between the steps, or None when nobody does or it took too long."""
    kept = request.session.get(_KEY)
    if kept is None:
        return None
    state = Entering(**kept)
    account = AccountBackend().get_user(state.account_id)
    late = time.time() - state.since > _MINUTES * 60
    if account is None or late or not constant_time_compare(state.stamp, account.get_session_auth_hash()):
        del request.session[_KEY]
        return None
    return state, account


def code_was_shown(request: HttpRequest, state: Entering) -> Entering:
    """Remember that the second factor was shown."""
    state = replace(state, code_shown=True)
    _put(request, state)
    return state


def password_was_changed(request: HttpRequest, state: Entering, account: Account) -> Entering:
    """Carry on under the new password."""
    state = replace(state, stamp=account.get_session_auth_hash())
    _put(request, state)
    return state


def next_step(state: Entering, account: Account) -> str:
    """Name the url of what is still to be shown; empty when the way is free."""
    if not state.code_shown:
        if account.has_totp:
            return "accounts:sign-in-code"
        if totp_is_required(account):
            return "accounts:sign-in-enrol"
    if account.must_change_password:
        return "accounts:sign-in-password"
    return ""


def totp_is_required(account: Account) -> bool:
    """Answer whether this account must have a second factor because of a post it holds today."""
    return must_use_totp(queries.roles_today(account), required=settings.LINLI_TOTP_REQUIRED)


def finish(request: HttpRequest, account: Account, *, how: str) -> Actor | None:
    """Sign in: a fresh session under a fresh key, one audit row. None when the account has no post today."""
    request.session.pop(_KEY, None)
    wished = appearance.wish_of_a_stranger(request)
    login(request, account, backend=BACKEND)
    actor = queries.actor_of_account(account)
    with wall(account.own_scope):
        account.last_sign_in_at = timezone.now()
        if wished is not None and wished.is_elder:
            account.elder_text = int(wished.text)  # asked for on the sign-in page, a minute ago, by the same person
        account.save(update_fields=["last_sign_in_at", "elder_text"])
    record(account, "accounts:session:start", under=actor, how=how)
    return actor


def record(account: Account, what: str, *, under: Actor | None = None, **detail: Any) -> None:
    """Write an audit row about the account's own way in and out, ``under`` the post where there is one."""
    with wall(account.own_scope, account_id=account.pk):
        audit.record(
            under or queries.self_actor(account),
            what,
            kind="account",
            object_id=account.pk,
            area_code=account.area_code,
            detail=detail,
        )


def local_address(request: HttpRequest, wanted: str) -> str:
    """Give the address to go to after sign-in: only one of ours, by path."""
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None, require_https=request.is_secure()
    ):
        return wanted
    return "/"


def speak(response: HttpResponse, language: str) -> None:
    """Remember a language in the browser."""
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )


def dress(response: HttpResponse, account: Account) -> None:
    """Show the pages as the account's owner chose them, on whatever device."""
    if account.elder_text is not None:
        appearance.keep(response, mode="elder" if account.elder_text else "standard", text=account.elder_text or 1)


def _put(request: HttpRequest, state: Entering) -> None:
    request.session[_KEY] = asdict(state)
