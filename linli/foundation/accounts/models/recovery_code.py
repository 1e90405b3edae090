"""Recovery codes: ten words on paper for the day the telephone is lost."""

from __future__ import annotations

from django.db import models

from linli.foundation.accounts.models.account import Account
from linli.foundation.scope.models import ScopedModel


class RecoveryCode(ScopedModel):
    """One code, kept as a keyed hash; it opens the door once."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "code_hash"], name="accounts_recovery_code_once")]

    def __str__(self) -> str:
        return f"{self.account_id}"
