"""The second factor: a time-based code from a telephone (RFC 6238), or a recovery code from paper."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from typing import Final

import pyotp
import segno
from django.utils import timezone
from django.utils.crypto import salted_hmac

from linli.foundation.accounts.models import Account, RecoveryCode
from linli.foundation.vault import public as vault

TOTP_SECRET: Final = b"accounts.account.totp_secret"
STEP_SECONDS: Final = 30
RECOVERY_CODES: Final = 10
_ISSUER: Final = "Linli 邻里"
# no 0/o, 1/l/i: read from paper, typed on a telephone. 12 letters of 31 are 59 bits
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"


def propose_secret(account: Account) -> None:
    """Give the account a fresh secret that counts only once a code from it has been shown."""
    account.totp_secret = vault.seal(pyotp.random_base32(), TOTP_SECRET)
    account.totp_confirmed_at = None
    account.save(update_fields=["totp_secret", "totp_confirmed_at"])


def secret_of(account: Account) -> str:
    """Open the account's secret, to show it during enrolment."""
    return vault.open_sealed(bytes(account.totp_secret or b""), TOTP_SECRET)


def qr_code(account: Account) -> str:
    """Draw the secret as a QR code on white, as a ``data:`` picture."""
    uri = pyotp.TOTP(secret_of(account)).provisioning_uri(name=account.username, issuer_name=_ISSUER)
    picture: str = segno.make(uri, error="m").svg_data_uri(scale=5, light="#fff", dark="#000")
    return picture


def accept_code(account: Account, typed: str) -> bool:
    """Accept a code of this half minute or its neighbours, each step once: a code seen is a code spent."""
    if account.totp_secret is None:
        return False
    step = _matching_step(secret_of(account), _plain(typed), timezone.now())
    if step is None:
        return False
    spent = (
        Account.objects.within(account.own_scope)
        .filter(pk=account.pk, totp_last_step__lt=step)
        .update(totp_last_step=step)
    )
    return spent == 1


def accept_recovery_code(account: Account, typed: str) -> bool:
    """Accept one of the codes on paper and strike it off."""
    spent = (
        RecoveryCode.objects.within(account.own_scope)
        .filter(account=account, code_hash=_hash(account, _plain(typed)), used_at=None)
        .update(used_at=timezone.now())
    )
    return spent == 1


def confirm(account: Account) -> list[str]:
    """Switch the second factor on and hand out recovery codes; they are shown this once."""
    account.totp_confirmed_at = timezone.now()
    account.save(update_fields=["totp_confirmed_at"])
    return renew_recovery_codes(account)


def renew_recovery_codes(account: Account) -> list[str]:
    """Replace all recovery codes."""
    RecoveryCode.objects.within(account.own_scope).filter(account=account).delete()
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(12)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, area_code=account.area_code, code_hash=_hash(account, code)) for code in codes
    )
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


def remove(account: Account) -> None:
    """Switch the second factor off."""
    RecoveryCode.objects.within(account.own_scope).filter(account=account).delete()
    account.totp_secret = account.totp_confirmed_at = None
    account.save(update_fields=["totp_secret", "totp_confirmed_at"])


def recovery_codes_left(account: Account) -> int:
    return RecoveryCode.objects.everywhere(because="a person's own codes").filter(account=account, used_at=None).count()


def _matching_step(secret: str, code: str, now: datetime) -> int | None:
    current = int(now.timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret)
    for step in (current, current - 1, current + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            return step
    return None


def _plain(typed: str) -> str:
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def _hash(account: Account, code: str) -> str:
    salt = "linli.foundation.accounts.recovery"
    return salted_hmac(salt, f"{account.pk}:{code}", algorithm="sha256").hexdigest()
