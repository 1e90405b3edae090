"""The names an area has carried, each with its dates."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _

from linli.foundation.territory.models.area import Area


class DateRange(Func):
    """PostgreSQL's ``daterange(from, to)``: half open, an empty end is open."""

    function = "daterange"
    output_field = DateRangeField()


class AreaName(models.Model):
    """A name and the days on which it was right; the open one is the name of today."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=80)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        ordering = ["area", models.F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["area"], condition=Q(valid_to=None), name="territory_one_name_of_today"),
            ExclusionConstraint(
                name="territory_one_name_at_a_time",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name
