"""A bulletin (公告): what an office says to those who live or help in a part of its area."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from linli.domains.engagement.rules.states import BulletinState as _State
from linli.foundation.scope.models import ScopedModel


class BulletinKind(models.TextChoices):
    """How loud it is."""

    ORDINARY = "ordinary", pgettext_lazy("bulletin", "Ordinary")
    IMPORTANT = "important", pgettext_lazy("bulletin", "Important")  # stands first until it expires


class BulletinState(models.TextChoices):
    """Where a bulletin stands; the ways between are ``rules.states``."""

    DRAFT = _State.DRAFT.value, pgettext_lazy("bulletin", "Draft")
    SCHEDULED = _State.SCHEDULED.value, pgettext_lazy("bulletin", "Scheduled")
    PUBLISHED = _State.PUBLISHED.value, pgettext_lazy("bulletin", "Published")
    RECALLED = _State.RECALLED.value, pgettext_lazy("bulletin", "Recalled")
    EXPIRED = _State.EXPIRED.value, pgettext_lazy("bulletin", "In the archive")


class Bulletin(ScopedModel):
    """One bulletin. ``area_code`` is the office's. What was published is never written over."""

    title = models.CharField(max_length=60)
    body = models.TextField(max_length=4000)
    kind = models.CharField(max_length=10, choices=BulletinKind.choices, default=BulletinKind.ORDINARY)
    telephone = models.CharField(max_length=30)  # the office's, printed on it
    roles = ArrayField(models.CharField(max_length=32), default=list)
    by_sms = models.BooleanField(default=False)  # the app and the sheet are always there

    state = models.CharField(max_length=10, choices=BulletinState.choices, default=BulletinState.DRAFT)
    publish_at = models.DateTimeField(null=True, blank=True)  # empty: when somebody says so
    expires_on = models.DateField()  # the last day on the board
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField(null=True)  # account
    published_at = models.DateTimeField(null=True, blank=True)
    published_by_id = models.BigIntegerField(null=True, blank=True)  # who published or scheduled it
    recalled_at = models.DateTimeField(null=True, blank=True)
    recalled_by_id = models.BigIntegerField(null=True, blank=True)
    recall_reason = models.CharField(max_length=200, blank=True, default="")
    expired_at = models.DateTimeField(null=True, blank=True)

    instead_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    token = models.UUIDField(null=True, blank=True, unique=True)  # a form that arrives twice writes one bulletin
    version = models.IntegerField(default=1)  # what somebody who writes or publishes saw

    addressed_at = models.DateTimeField(null=True, blank=True)  # every delivery is written down, none may be made
    people_living = models.IntegerField(null=True, blank=True)  # in the targeted ranges, on that day
    people_by_sheet_only = models.IntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(body=""), name="bulletin_says_something"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "scheduled"], published_at=None)
                | Q(state__in=["published", "recalled", "expired"], published_at__isnull=False),
                name="bulletin_published_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False), name="bulletin_scheduled_for"
            ),
            models.CheckConstraint(
                condition=Q(recalled_at=None, recall_reason="")
                | (Q(recalled_at__isnull=False, state="recalled") & ~Q(recall_reason="")),
                name="bulletin_recalled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(instead_of=None) | ~Q(instead_of=F("id")), name="bulletin_not_instead_of_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["area_code", "-id"], name="bulletin_area"),
            models.Index(fields=["publish_at"], name="bulletin_due", condition=Q(state="scheduled")),
            models.Index(fields=["expires_on"], name="bulletin_in_force", condition=Q(state="published")),
        ]


class BulletinTarget(ScopedModel):
    """One range of area codes that a bulletin is for: ``[area_code, hi)``, inside its writer's scope."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="targets")
    hi = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "area_code"], name="bulletin_target_once"),
            models.CheckConstraint(condition=Q(hi__gt=F("area_code")), name="bulletin_target_runs_upwards"),
        ]
        indexes = [models.Index(fields=["area_code", "hi"], name="bulletin_target_range")]
