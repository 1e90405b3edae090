"""HandlingUnit: whoever work can be given to: a department, a property firm, a repair team."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.foundation.scope.models import ScopedModel


class UnitKind(models.TextChoices):
    """What sort of unit it is."""

    DEPARTMENT = "department", _("Department")
    PROPERTY_FIRM = "property_firm", _("Property firm")
    TEAM = "team", _("Service team")


class HandlingUnit(ScopedModel):
    """A unit that handles orders of the places in ``[area_code, hi)``."""

    hi = models.BigIntegerField()
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, choices=UnitKind.choices)
    telephone = models.CharField(max_length=20, blank=True, default="")  # an office's, public
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hi__gt=F("area_code")), name="unit_range"),
            models.UniqueConstraint(fields=["area_code", "name"], name="unit_once"),
        ]


class UnitMember(ScopedModel):
    """Somebody who works for a unit, under one of their posts."""

    own_lookup = "account_id"

    unit = models.ForeignKey(HandlingUnit, models.CASCADE, related_name="members")
    post_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "post_id"], name="unit_member_once")]
        indexes = [models.Index(fields=["account_id"], name="unit_member_account")]
