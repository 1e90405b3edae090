"""Household: people who keep house together at one home."""

from __future__ import annotations

from django.db import models

from linli.foundation.scope.models import ScopedModel


class Household(ScopedModel):
    """One household (户). Its members are the persons that point at it."""

    home = models.ForeignKey("registry.Premises", models.PROTECT, null=True, blank=True, related_name="households")
    number = models.CharField(max_length=30, blank=True, default="")  # 户号, where the source has one
    batch_id = models.BigIntegerField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["area_code", "id"], name="household_area"),
            models.Index(fields=["number", "area_code"], name="household_number", condition=~models.Q(number="")),
            models.Index(fields=["batch_id"], name="household_batch", condition=models.Q(batch_id__isnull=False)),
        ]
