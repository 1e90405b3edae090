"""What became of a bulletin on its way to one recipient by one channel."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from linli.domains.engagement.models.bulletin import Bulletin
from linli.foundation.scope.models import ScopedModel


class News(models.TextChoices):
    """What is told."""

    PUBLISHED = "published", pgettext_lazy("news of a bulletin", "Published")
    RECALLED = "recalled", pgettext_lazy("news of a bulletin", "Recalled")


class Way(models.TextChoices):
    """A channel whose deliveries are counted; the printed sheet leaves no row."""

    APP = "app", pgettext_lazy("bulletin channel", "In the app")
    SMS = "sms", pgettext_lazy("bulletin channel", "Text message")


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting", pgettext_lazy("bulletin delivery", "Waiting")
    # claimed before the gateway is called: whoever is killed between the two leaves this behind, not a second text
    LEAVING = "leaving", pgettext_lazy("bulletin delivery", "Being handed over")
    SENT = "sent", pgettext_lazy("bulletin delivery", "Delivered")
    FAILED = "failed", pgettext_lazy("bulletin delivery", "Could not be delivered")
    UNCERTAIN = "uncertain", pgettext_lazy("bulletin delivery", "Not certain")
    DROPPED = "dropped", pgettext_lazy("bulletin delivery", "Stopped by the recall")


class BulletinDelivery(ScopedModel):
    """One recipient, one channel, one piece of news, once; the recipient reads their own.

    ``area_code`` is the bulletin's, so that no row says who lives where.
    """

    own_lookup = "account_id"

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="deliveries")
    news = models.CharField(max_length=10, choices=News.choices, default=News.PUBLISHED)
    way = models.CharField(max_length=4, choices=Way.choices)
    account_id = models.BigIntegerField(null=True, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.SmallIntegerField(default=0)
    reference = models.CharField(max_length=120, blank=True, default="")  # the gateway's own number
    failure = models.CharField(max_length=60, blank=True, default="")  # the kind of fault, never an address
    moved_at = models.DateTimeField()  # when it came into this state
    read_at = models.DateTimeField(null=True, blank=True)  # opened on the board, the first time

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "news", "way", "account_id"],
                condition=Q(account_id__isnull=False),
                name="bulletin_account_once",
            ),
            models.UniqueConstraint(
                fields=["bulletin", "news", "way", "person_id"],
                condition=Q(person_id__isnull=False),
                name="bulletin_person_once",
            ),
            models.CheckConstraint(
                condition=Q(account_id__isnull=False) | Q(person_id__isnull=False), name="bulletin_delivery_to_somebody"
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(way="app", account_id__isnull=False), name="bulletin_read_in_the_app"
            ),
        ]
        indexes = [
            models.Index(fields=["bulletin", "way", "id"], name="bulletin_waiting", condition=Q(state="waiting")),
            models.Index(fields=["account_id", "-id"], name="bulletin_of_account", condition=Q(way="app")),
        ]
