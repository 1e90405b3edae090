"""Where somebody can be written to, and in which language: what a messenger may know of an account."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings

from linli.foundation.accounts.queries import own_account
from linli.foundation.accounts.sealed import telephone_of


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to be written to. The telephone number is opened only by a look at it."""

    account_id: int
    area_code: int
    language: str
    email: str = field(repr=False)

    def telephone(self) -> str:
        """Open the telephone number; without one it is empty."""
        return telephone_of(own_account(self.account_id))


def addressee(account_id: int) -> Addressee:
    """Give the addressee of an account, in the language that they chose or else the installation's."""
    account = own_account(account_id)
    return Addressee(account.pk, account.area_code, account.language or settings.LANGUAGE_CODE, account.email)
