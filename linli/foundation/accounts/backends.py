"""How Django finds the account of a session and checks a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from linli.foundation.accounts.models import Account
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall


class AccountBackend(BaseBackend):
    """Accounts by user name and password. Permissions are not Django's: they hang on the post."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - the signature is Django's
        username: str = "",
        password: str = "",
        **_credentials: Any,
    ) -> Account | None:
        """Check a password. An unknown name costs as much time as a wrong password."""
        # Nobody is anybody yet, so no range can be named: the one look across all areas, by exact name.
        with wall(Scope.EVERYTHING):
            account = Account.objects.everywhere(because="sign-in").filter(username=username.strip().lower()).first()
            if account is None:
                make_password(password)
                return None
            if account.check_password(password) and account.is_active:
                return account
            return None

    def get_user(self, user_id: int) -> Account | None:
        """Find the account of a session. The database shows exactly this one row."""
        with wall(Scope.NOTHING, account_id=user_id):
            return (
                Account.objects.everywhere(because="the session's own account")
                .filter(pk=user_id, is_active=True)
                .first()
            )
