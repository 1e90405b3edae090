"""An area: a contiguous range of codes, from the city down to a building group."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from linli.foundation.scope import Scope
from linli.foundation.territory.models.kinds import LEVEL_NAMES, AreaKind
from linli.toolbox.levels import Level


class AreaQuerySet(models.QuerySet["Area"]):
    """The questions an area list is asked."""

    def covered_by(self, scope: Scope) -> Self:
        """Keep the areas that a scope covers: the queryset twin of ``scope.covers(area.code)``."""
        return self.filter(scope.as_q("code"))

    def under(self, area: "Area") -> Self:
        """Keep everything below an area, itself excluded."""
        return self.filter(code__gte=area.code, code__lt=area.hi).exclude(pk=area.pk)

    def around(self, code: int) -> Self:
        """Keep every area that contains a code, the widest first."""
        return self.filter(code__lte=code, hi__gt=code).order_by("level", "-hi")

    def valid_on(self, day: date) -> Self:
        """Keep the areas that existed on a day."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))

    def current(self) -> Self:
        """Keep the areas that have not been closed."""
        return self.filter(valid_to=None)

    def committees(self) -> Self:
        return self.filter(level=Level.COMMITTEE)


AreaManager = models.Manager.from_queryset(AreaQuerySet)


class Area(models.Model):
    """One area. Its code is the low end of its range, its subtree is the range ``[code, hi)``."""

    code = models.BigIntegerField(_("code"), primary_key=True)
    hi = models.BigIntegerField()
    level = models.PositiveSmallIntegerField(_("level"), choices=LEVEL_NAMES)
    kind = models.CharField(_("kind"), max_length=32, choices=AreaKind.choices)
    national_code = models.CharField(_("national code"), max_length=12, blank=True)
    name = models.CharField(_("name"), max_length=80)
    short_name = models.CharField(max_length=80)
    initials = models.CharField(max_length=80, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    # empty: it existed before our records begin. Nobody knows the founding day of 6,000 committees.
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = AreaManager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(hi__gt=F("code")), name="territory_area_range_runs_upwards"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="territory_area_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(level=Level.CITY) | Q(parent__isnull=False), name="territory_area_has_a_parent"
            ),
        ]
        indexes = [models.Index(fields=["level", "code"], name="territory_area_level_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Scope:
        return Scope(self.code, self.hi)

    @property
    def is_current(self) -> bool:
        return self.valid_to is None

    def is_valid_on(self, day: date) -> bool:
        """Answer whether the area existed on a day. The queryset twin is ``valid_on``."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)
