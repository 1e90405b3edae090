"""A message to one account, and what became of it on each channel."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.foundation.scope.models import ScopedModel


class Channel(models.TextChoices):
    """A way to reach somebody."""

    INBOX = "inbox", _("In the app")
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")
    WECHAT = "wechat", _("WeChat")


class DeliveryState(models.TextChoices):
    """What became of a message on one channel."""

    QUEUED = "queued", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Message(ScopedModel):
    """One message to one account."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    subject = models.CharField(max_length=120)
    body = models.TextField(max_length=2000)
    link = models.CharField(max_length=200, blank=True, default="")  # a path of ours
    key = models.CharField(max_length=120, blank=True, default="")  # the same news is sent once
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["recipient", "-id"], name="message_inbox")]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], condition=~Q(key=""), name="message_key_once"),
        ]


class Delivery(ScopedModel):
    """A message on its way through one channel."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    attempts = models.IntegerField(default=0)
    reference = models.CharField(max_length=120, blank=True, default="")  # the gateway's own number
    failure = models.CharField(max_length=300, blank=True, default="")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "channel"], name="delivery_once"),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="delivery_sent_at"),
        ]
