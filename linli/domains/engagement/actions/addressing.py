"""Writing down who is to be told: one delivery a recipient and channel, before any of them leaves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils import timezone

from linli.domains.engagement.models import Bulletin, BulletinDelivery, BulletinTarget
from linli.domains.engagement.models.bulletin import BulletinState
from linli.domains.engagement.models.delivery import DeliveryState, News, Way
from linli.domains.engagement.queries.audience import Audience, Recipient, recipients
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall

BECAUSE: Final = "delivering a bulletin to those it is for"
HAD_IT: Final = (DeliveryState.SENT, DeliveryState.LEAVING, DeliveryState.UNCERTAIN)
_AT_ONCE: Final = 500


def address_bulletin(bulletin_id: int) -> None:
    """Write down the deliveries of a published bulletin. Killed in the middle it is done again and none is doubled."""
    counted = Audience()
    with wall(Scope.EVERYTHING):
        bulletin = Bulletin.objects.everywhere(because=BECAUSE).get(pk=bulletin_id)
        targets = BulletinTarget.objects.of(bulletin=bulletin)
        ranges = list(targets.values_list("area_code", "hi"))
    if bulletin.addressed_at is not None:
        return
    pages = recipients(Actor.system(because=BECAUSE), ranges, bulletin.roles)
    while True:
        with wall(Scope.EVERYTHING):
            page = next(pages, None)
            still = Bulletin.objects.everywhere(because=BECAUSE).lock(bulletin_id)
            if still.state != BulletinState.PUBLISHED:
                return
            if page is None:
                still.addressed_at = timezone.now()
                still.people_living, still.people_by_sheet_only = counted.people, _by_sheet_only(still, counted)
                still.save(update_fields=["addressed_at", "people_living", "people_by_sheet_only"])
                return
            _write(still, News.PUBLISHED, _deliveries(page, by_sms=still.by_sms))
        for recipient in page:
            counted.add(recipient)


def _by_sheet_only(bulletin: Bulletin, counted: Audience) -> int:
    return counted.sheet_only if bulletin.by_sms else counted.sheet_only + counted.by_sms


def _deliveries(page: Iterable[Recipient], *, by_sms: bool) -> list[tuple[Way, int | None, int | None]]:
    found: list[tuple[Way, int | None, int | None]] = []
    for one in page:
        if one.account_id is not None:
            found.append((Way.APP, one.account_id, one.person_id))
        if by_sms and one.has_telephone:
            found.append((Way.SMS, one.account_id, one.person_id))
    return found


def address_recall(bulletin_id: int) -> None:
    """Write down that whoever had a recalled bulletin, or may have had it, is told by the same channel."""
    with wall(Scope.EVERYTHING):
        bulletin = Bulletin.objects.everywhere(because=BECAUSE).lock(bulletin_id)
        if bulletin.state != BulletinState.RECALLED:
            return
        had = BulletinDelivery.objects.of(bulletin=bulletin).filter(news=News.PUBLISHED, state__in=HAD_IT)
        rows = had.order_by("pk").values_list("way", "account_id", "person_id")
        _write(bulletin, News.RECALLED, [(Way(way), account, person) for way, account, person in rows])


def _write(bulletin: Bulletin, news: News, deliveries: list[tuple[Way, int | None, int | None]]) -> None:
    now = timezone.now()
    BulletinDelivery.objects.bulk_create(
        (
            BulletinDelivery(
                bulletin=bulletin, area_code=bulletin.area_code, news=news, way=way, account_id=account,
                person_id=person, moved_at=now,
            )
            for way, account, person in deliveries
        ),
        batch_size=_AT_ONCE,
        ignore_conflicts=True,
    )  # fmt: skip
