"""Tenure: 户籍, 居住, 产权, 租住: who is bound to which premises, how, when, and who says so."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.models.person import Source
from linli.foundation.scope.models import ScopedModel


class TenureKind(models.IntegerChoices):
    """The four ways a person can be bound to a home."""

    REGISTERED = 1, _("Registered (hukou)")  # 户籍
    LIVING = 2, _("Lives there")  # 居住
    OWNING = 3, _("Owns")  # 产权
    RENTING = 4, _("Rents")  # 租住


class Tenure(ScopedModel):
    """One dated bond between a person and premises.

    The database refuses overlaps: the same kind at the same premises twice in one time, and registrations at two
    places. A trigger compares a whole statement at once (migration 0003, ADR 0009).
    """

    person = models.ForeignKey("registry.Person", models.CASCADE, related_name="tenures")
    premises = models.ForeignKey("registry.Premises", models.PROTECT, related_name="tenures")
    kind = models.SmallIntegerField(choices=TenureKind.choices)
    period = DateRangeField()  # [from, to); no upper bound: still so
    source = models.CharField(max_length=10, choices=Source.choices)
    batch_id = models.BigIntegerField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(period__isempty=False), name="tenure_has_a_day"),
        ]
        indexes = [
            models.Index(fields=["area_code", "id"], name="tenure_area"),
            models.Index(fields=["batch_id"], name="tenure_batch", condition=Q(batch_id__isnull=False)),
        ]
