"""How often somebody failed to sign in, by account name and by network address."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class SignInAttempts(models.Model):
    """A run of failures. The key is a keyed hash: people type passwords into the wrong box."""

    key = models.CharField(primary_key=True, max_length=64)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now)
    wait_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="accounts_attempts_age")]

    def __str__(self) -> str:
        return f"{self.failures}"
