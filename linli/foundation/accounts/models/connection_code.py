"""The code with which a resident, standing in the committee's office, claims an account as theirs."""

from __future__ import annotations

from django.db import models

from linli.foundation.accounts.models.account import Account
from linli.foundation.scope.models import ScopedModel


class ConnectionCode(ScopedModel):
    """The one code of an account. The digits are computed from ``nonce`` with our key and never kept."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=32)
    code_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    # the record it was used for: the same form sent twice is told apart from a code used for somebody else
    used_for = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code_hash"], name="accounts_connection_code_once")]

    def __str__(self) -> str:
        return f"{self.account_id}"
