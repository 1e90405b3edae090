"""Receipt: what one sending of a form did, so that sending it twice does it once."""

from __future__ import annotations

from django.db import models

from linli.foundation.scope.models import ScopedModel


class Receipt(ScopedModel):
    """The token of one filled-in form and the row it made or changed.

    A browser that repeats a POST (double click, reload, a lost answer) brings the same token; the
    database lets one of them write.
    """

    token = models.UUIDField(primary_key=True)
    account_id = models.BigIntegerField(null=True)
    deed = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["recorded_at"], name="receipt_age")]
