"""Organisation: committees, property firms, owners' committees, shops, departments."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.utils.translation import pgettext_lazy

from linli.foundation.scope.models import ScopedModel


class OrganisationKind(models.TextChoices):
    """What kind of unit it is."""

    COMMITTEE = "committee", pgettext_lazy("organisation", "Neighbourhood committee")
    OWNERS_COMMITTEE = "owners_committee", pgettext_lazy("organisation", "Owners' committee")
    PROPERTY_FIRM = "property_firm", pgettext_lazy("organisation", "Property firm")
    SOCIAL = "social", pgettext_lazy("organisation", "Social organisation")
    ENTERPRISE = "enterprise", pgettext_lazy("organisation", "Enterprise")
    DEPARTMENT = "department", pgettext_lazy("organisation", "Department")
    OTHER = "other", pgettext_lazy("organisation", "Other")


class Organisation(ScopedModel):
    """One organisation in an area. A failing check digit of its code is a warning, not a refusal."""

    name = models.CharField(max_length=120, db_collation="C")
    name_initials = models.CharField(max_length=120, db_collation="C", default="")
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)
    credit_code = models.CharField(max_length=18, blank=True, default="", db_collation="C")
    credit_code_checks = models.BooleanField(default=True)
    premises = models.ForeignKey(
        "registry.Premises", models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    address = models.CharField(max_length=200, blank=True, default="")
    telephone = models.CharField(max_length=30, blank=True, default="")  # an office's, not a person's
    batch_id = models.BigIntegerField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    version = models.IntegerField(default=1)  # what a correction was based on

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("credit_code"),
                F("area_code") / 10_000,
                condition=~models.Q(credit_code=""),
                name="organisation_once_per_committee",
            ),
        ]
        indexes = [
            models.Index(fields=["area_code", "id"], name="organisation_area"),
            models.Index(fields=["name", "area_code"], name="organisation_name"),
            models.Index(fields=["batch_id"], name="organisation_batch", condition=models.Q(batch_id__isnull=False)),
        ]
