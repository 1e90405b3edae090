"""A bulletin is read when its reader opens it on the board."""

from __future__ import annotations

from django.utils import timezone

from linli.domains.engagement.models import BulletinDelivery
from linli.domains.engagement.models.delivery import DeliveryState, News, Way
from linli.domains.engagement.queries.board import BoardBulletin
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall


def mark_read(actor: Actor, bulletin: BoardBulletin) -> None:
    """Note the first reading of somebody whom the bulletin concerns. Their own deed: no audit row is owed to anybody.

    Whoever came after it was published has no delivery yet: opening it is both.
    """
    if bulletin.is_read or actor.account_id is None:
        return
    now = timezone.now()
    # a resident's scope is empty, yet the delivery is theirs
    with wall(Scope.EVERYTHING):
        deliveries = BulletinDelivery.objects.everywhere(because="the reader's own delivery")
        delivery, _is_new = deliveries.get_or_create(
            bulletin_id=bulletin.id,
            news=News.PUBLISHED,
            way=Way.APP,
            account_id=actor.account_id,
            defaults={"area_code": bulletin.area_code, "state": DeliveryState.SENT, "moved_at": now},
        )
        deliveries.filter(pk=delivery.pk, read_at=None).update(read_at=now, state=DeliveryState.SENT)
