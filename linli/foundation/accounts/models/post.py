"""A post: under it a person acts, in one area, between two days."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.foundation.accounts.models.account import Account
from linli.foundation.scope import Role
from linli.foundation.scope.models import ScopedModel
from linli.foundation.scope.roles import ADMINISTRATORS


class Days(Func):
    """PostgreSQL's ``daterange(from, to)``: half open, an empty end is open."""

    function = "daterange"
    output_field = DateRangeField()


def valid_on(day: date) -> Q:
    """Ask for the posts somebody may act under on a day. Twin of :meth:`Post.is_valid_on`."""
    return Q(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day, granted_at__isnull=False)


# what still waits for a security administrator
PROPOSED: Final = Q(granted_at=None, ended_at=None)


class Post(ScopedModel):
    """A role in an area from ``starts_on`` until the day before ``ends_on``.

    A post is proposed by one administrator and granted by another; until then it opens nothing.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="posts")
    role = models.CharField(_("role"), max_length=32, choices=Role.choices)
    area = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    proposed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    granted_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="accounts_post_days_in_order"
            ),
            models.CheckConstraint(condition=Q(area_code=F("area")), name="accounts_post_lies_in_its_area"),
            models.CheckConstraint(
                condition=Q(granted_by=None) | Q(granted_at__isnull=False), name="accounts_post_granted_pair"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ended_at__isnull=False), name="accounts_post_ended_pair"
            ),
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=F("account")),
                name="accounts_nobody_grants_themselves",
            ),
            ExclusionConstraint(
                name="accounts_no_post_twice",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    (Days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
            # GB/T 22239 level 3: system, security and audit administration are never in one hand
            ExclusionConstraint(
                name="accounts_administrators_apart",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("role", RangeOperators.NOT_EQUAL),
                    (Days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(role__in=sorted(ADMINISTRATORS)),
            ),
        ]
        indexes = [models.Index(fields=["area_code", "role"], name="accounts_post_area")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.area_code}"

    def is_valid_on(self, day: date) -> bool:
        """Answer whether somebody may act under this post on a day. The database's twin is ``valid_on``."""
        return self.granted_at is not None and self.starts_on <= day and (self.ends_on is None or day < self.ends_on)
