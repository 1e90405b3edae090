"""The outbox: what happened, written in the transaction in which it happened."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One announced event. The payload holds numbers and codes, never a person's values."""

    name = models.CharField(max_length=120)  # dotted name of the frozen dataclass
    payload = models.JSONField()
    announced_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["announced_at"], name="event_announced")]


class Hearing(models.Model):
    """A subscriber has heard an event; a second telling is swallowed."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="hearings")
    subscriber = models.CharField(max_length=160)
    heard_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "subscriber"], name="heard_once")]
