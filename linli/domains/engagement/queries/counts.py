"""How many were told and how many have read: numbers only. A list of who has not read is never made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q

from linli.domains.engagement.models import BulletinDelivery
from linli.domains.engagement.models.delivery import DeliveryState, News, Way
from linli.foundation.scope import Actor

# among fewer people a number of readings says who has read
FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class ReadCount:
    """What a list says of a bulletin's reach."""

    delivered: int = 0
    read: int | None = 0  # None: too few to say


@dataclass(frozen=True, slots=True)
class WayCount:
    """One channel of one piece of news."""

    way: Way
    delivered: int = 0
    waiting: int = 0
    failed: int = 0
    uncertain: int = 0
    dropped: int = 0
    read: int | None = 0  # None: too few to say

    @property
    def name(self) -> str:
        return str(self.way.label)

    @property
    def total(self) -> int:
        return self.delivered + self.waiting + self.failed + self.uncertain + self.dropped

    @property
    def done(self) -> int:
        return self.total - self.waiting


def reads_of(actor: Actor, bulletin_ids: Sequence[int]) -> dict[int, ReadCount]:
    """Count deliveries and readings of several bulletins in one query."""
    told = BulletinDelivery.objects.within(actor.scope).filter(bulletin_id__in=bulletin_ids, news=News.PUBLISHED)
    rows = (
        told.filter(state=DeliveryState.SENT)
        .values("bulletin_id")
        .annotate(delivered=Count("pk"), in_app=Count("pk", filter=Q(way=Way.APP)), read=Count("read_at"))
        .order_by()
    )
    return {row["bulletin_id"]: ReadCount(row["delivered"], _read_of(row["in_app"], row["read"])) for row in rows}


def ways_of(actor: Actor, bulletin_id: int, news: News) -> list[WayCount]:
    """Count one bulletin's deliveries by channel and state."""

    def in_state(*states: DeliveryState) -> Count:
        return Count("pk", filter=Q(state__in=states))

    rows = (
        BulletinDelivery.objects.within(actor.scope)
        .filter(bulletin_id=bulletin_id, news=news)
        .values("way")
        .annotate(
            sent=in_state(DeliveryState.SENT),
            open=in_state(DeliveryState.WAITING, DeliveryState.LEAVING),
            bad=in_state(DeliveryState.FAILED),
            unsure=in_state(DeliveryState.UNCERTAIN),
            off=in_state(DeliveryState.DROPPED),
            read=Count("read_at"),
        )
        .order_by("way")
    )
    return [
        WayCount(
            Way(row["way"]),
            delivered=row["sent"],
            waiting=row["open"],
            failed=row["bad"],
            uncertain=row["unsure"],
            dropped=row["off"],
            read=_read_of(row["sent"], row["read"]),
        )
        for row in rows
    ]


def _read_of(readers: int, read: int) -> int | None:
    """Give how many of the readers have read; nothing where the number would watch single people."""
    return read if readers >= FEWEST else None
