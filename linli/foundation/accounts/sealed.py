"""The telephone number of an account, sealed by the vault."""

from __future__ import annotations

from typing import Final

from linli.foundation.accounts.models import Account
from linli.foundation.vault import public as vault

TELEPHONE: Final = b"accounts.account.telephone"


def seal_telephone(telephone: str) -> bytes | None:
    """Seal a telephone number; nothing stays nothing."""
    return vault.seal(telephone, TELEPHONE) if telephone else None


def telephone_of(account: Account) -> str:
    """Open the telephone number of an account."""
    if not account.telephone_sealed:
        return ""
    return vault.open_sealed(bytes(account.telephone_sealed), TELEPHONE)
