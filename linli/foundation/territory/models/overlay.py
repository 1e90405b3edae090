"""Overlays: other lines drawn over the same ground, and redrawn from time to time."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from linli.foundation.territory.models.kinds import OverlayKind
from linli.foundation.territory.models.name import DateRange


class CodeRange(Func):
    """PostgreSQL's ``int8range(lo, hi)``: half open, as areas are."""

    function = "int8range"
    output_field = BigIntegerRangeField()


class Overlay(models.Model):
    """One drawing, for example the operation grids of a district, in one version."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=24, choices=OverlayKind.choices)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    is_demo = models.BooleanField(_("demonstration data"), default=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class OverlayZone(models.Model):
    """One zone of a drawing."""

    overlay = models.ForeignKey(Overlay, models.CASCADE, related_name="zones")
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ["overlay", "code"]
        constraints = [models.UniqueConstraint(fields=["overlay", "code"], name="territory_zone_code_once_an_overlay")]

    def __str__(self) -> str:
        return self.name


class OverlayMember(models.Model):
    """A range of area codes that belongs to a zone for a while."""

    # the overlay is repeated here so that the database itself can refuse two zones for one place
    overlay = models.ForeignKey(Overlay, models.CASCADE, related_name="members")
    zone = models.ForeignKey(OverlayZone, models.CASCADE, related_name="members")
    lo = models.BigIntegerField()
    hi = models.BigIntegerField()
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        ordering = ["lo"]
        constraints = [
            models.CheckConstraint(condition=Q(hi__gt=F("lo")), name="territory_member_range_runs_upwards"),
            ExclusionConstraint(
                name="territory_one_zone_at_a_time",
                expressions=[
                    ("overlay", RangeOperators.EQUAL),
                    (CodeRange("lo", "hi"), RangeOperators.OVERLAPS),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"[{self.lo}, {self.hi})"
