"""The letter with the link to choose a password, and the key inside the link."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_str
from django.utils.http import base36_to_int, urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from linli.foundation.accounts.events import PasswordLinkAsked
from linli.foundation.accounts.models import Account
from linli.foundation.audit import public as audit
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall

_HOUR: Final = 3600


class PasswordLinks(PasswordResetTokenGenerator):
    """Keys that open once: a changed password, or "sign out everywhere", ends those before it."""

    key_salt = "linli.foundation.accounts.password-link"

    def check_token(self, user: Account | None, token: str | None) -> bool:
        """Check a key of the last hour; Django's own limit is days."""
        if not super().check_token(user, token):
            return False
        made, _dash, _hash = (token or "").partition("-")
        return self._num_seconds(self._now()) - base36_to_int(made) <= _HOUR

    def _make_hash_value(self, user: Account, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.sessions_valid_from.timestamp()}{user.is_active}"


password_links: Final = PasswordLinks()


def account_of_link(reference: str, token: str) -> Account | None:
    """Give the account that a link opens, or None for a wrong, used or old one."""
    try:
        account_id = int(force_str(urlsafe_base64_decode(reference)))
    except (ValueError, OverflowError, UnicodeDecodeError):
        return None
    account = account_to_write_to(account_id)
    return account if account is not None and password_links.check_token(account, token) else None


def account_to_write_to(account_id: int) -> Account | None:
    """Give an active account by number."""
    # whoever holds the link is a stranger until the key in it has been checked; one row, by its number
    with wall(Scope.NOTHING, account_id=account_id):
        accounts = Account.objects.everywhere(because="a password link names its account")
        return accounts.filter(pk=account_id, is_active=True).first()


def accounts_with_email(email: str) -> list[Account]:
    """Find the active accounts that letters to this address belong to."""
    # a stranger asks, and learns nothing: the answer is a letter to the owner
    with wall(Scope.EVERYTHING):
        accounts = Account.objects.everywhere(because="a forgotten password")
        return list(accounts.filter(email=email, is_active=True)[:5])


def send_password_link(event: PasswordLinkAsked) -> None:
    """Write the letter. The key is made now and stands nowhere but in the letter."""
    account = account_to_write_to(event.account_id)
    if account is None or not account.email:
        return
    reference = urlsafe_base64_encode(str(account.pk).encode())
    with translation.override(account.language or settings.LANGUAGE_CODE):
        path = reverse("accounts:password-choose", args=[reference, password_links.make_token(account)])
        context = {"account": account, "link": event.base_url.rstrip("/") + path, "invited": event.invited}
        subject = _("Choose your password for Linli") if event.invited else _("Choose a new password for Linli")
        send_mail(subject, render_to_string("accounts/letter.txt", context), None, [account.email])
    with wall(account.own_scope):
        audit.record(
            Actor.system(because="password link asked for"),
            "accounts:password-link:send",
            kind="account",
            object_id=account.pk,
            area_code=account.area_code,
        )
