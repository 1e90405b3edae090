"""Publishing a bulletin: at once, or at its time by the clock."""

from __future__ import annotations

from typing import Final

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from linli.domains.engagement.access import Permission
from linli.domains.engagement.actions.writing import changeable
from linli.domains.engagement.events import BulletinPublished
from linli.domains.engagement.models import Bulletin
from linli.domains.engagement.models.bulletin import BulletinState
from linli.domains.engagement.models.delivery import News
from linli.domains.engagement.rules.states import PUBLIC, is_over
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Invalid

DELIVER: Final = "engagement.deliver_bulletin"  # the task, by name: tasks stands above this file
log = structlog.get_logger(__name__)
BY_THE_CLOCK: Final = "the time of a scheduled bulletin has come"


@action(Permission.PUBLISH)
def publish_bulletin(actor: Actor, bulletin_id: int, *, version: int) -> BulletinState:
    """Publish a draft now, or schedule it where it says a time; sent twice it is done once."""
    bulletin = Bulletin.objects.within(actor.scope).lock(bulletin_id)
    if bulletin.state in PUBLIC or (bulletin.state == BulletinState.SCHEDULED and bulletin.version == version):
        audit.record(actor, "engagement:bulletin:repeat", kind="bulletin", object_id=bulletin.pk)
        return BulletinState(bulletin.state)
    bulletin = changeable(actor, bulletin_id, version)
    if is_over(bulletin.expires_on, timezone.localdate()):
        raise Invalid(
            _("Its last day has passed. Change the draft and choose a later last day, then publish it."),
            code="engagement.bulletin.over",
        )
    if bulletin.publish_at is not None and bulletin.publish_at > timezone.now():
        bulletin.state = BulletinState.SCHEDULED
        bulletin.published_by_id = actor.account_id
        bulletin.save(update_fields=["state", "published_by_id"])
        _record(actor, "engagement:bulletin:schedule", bulletin)
        return BulletinState.SCHEDULED
    bulletin.published_by_id = actor.account_id
    _publish(actor, bulletin)
    return BulletinState.PUBLISHED


def publish_due() -> int:
    """Publish every bulletin whose time has come; return how many this call published.

    A bulletin is its office's word: it goes out even when the post of whoever scheduled it has ended since. One that
    fails is logged and tried again in the next minute; the others of this minute go out all the same.
    """
    with wall(Scope.EVERYTHING):
        due = Bulletin.objects.everywhere(because=BY_THE_CLOCK).filter(
            state=BulletinState.SCHEDULED, publish_at__lte=timezone.now()
        )
        numbers = list(due.order_by("publish_at", "pk").values_list("pk", flat=True))
    actor = Actor.system(because=BY_THE_CLOCK)
    return sum(_published_or_logged(actor, number) for number in numbers)


def _published_or_logged(actor: Actor, bulletin_id: int) -> bool:
    try:
        return _publish_if_due(actor, bulletin_id)  # its wall is a transaction of its own, or a savepoint
    except Exception:  # one bulletin that cannot go out must not silence the later ones
        log.exception("bulletin_not_published", bulletin=bulletin_id)
        return False


def _publish_if_due(actor: Actor, bulletin_id: int) -> bool:
    """Publish one scheduled bulletin unless another worker has it, or somebody took it back to change it."""
    with wall(Scope.EVERYTHING):
        waiting = Bulletin.objects.everywhere(because=BY_THE_CLOCK).select_for_update(skip_locked=True)
        bulletin = waiting.filter(pk=bulletin_id, state=BulletinState.SCHEDULED, publish_at__lte=timezone.now()).first()
        if bulletin is None:
            return False
        _publish(actor, bulletin)
        return True


def _publish(actor: Actor, bulletin: Bulletin) -> None:
    bulletin.state = BulletinState.PUBLISHED
    bulletin.published_at = timezone.now()
    bulletin.save(update_fields=["state", "published_at", "published_by_id"])
    if bulletin.instead_of_id is not None:
        _retire(actor, bulletin.instead_of_id, bulletin.pk)
    deliver_soon(bulletin.pk, News.PUBLISHED)
    _record(actor, "engagement:bulletin:publish", bulletin)
    events.announce(BulletinPublished(bulletin.pk, bulletin.area_code))


def _retire(actor: Actor, bulletin_id: int, successor: int) -> None:
    """Take the bulletin that a new one stands instead of off the board; whoever opens it is led to the new one."""
    published = Bulletin.objects.within(actor.scope).filter(pk=bulletin_id, state=BulletinState.PUBLISHED)
    old = published.select_for_update().first()
    if old is None:
        return
    old.state, old.expired_at = BulletinState.EXPIRED, timezone.now()
    old.save(update_fields=["state", "expired_at"])
    audit.record(
        actor,
        "engagement:bulletin:replace",
        kind="bulletin",
        object_id=old.pk,
        area_code=old.area_code,
        detail={"successor": successor},
    )


def archive_what_is_over() -> int:
    """Put every bulletin whose last day has passed into the archive; return how many."""
    with wall(Scope.EVERYTHING):
        actor = Actor.system(because="the last day of a bulletin has passed")
        published = Bulletin.objects.within(actor.scope).filter(state=BulletinState.PUBLISHED)
        over = list(published.filter(expires_on__lt=timezone.localdate()).select_for_update(skip_locked=True))
        for bulletin in over:
            bulletin.state, bulletin.expired_at = BulletinState.EXPIRED, timezone.now()
            bulletin.save(update_fields=["state", "expired_at"])
            _record(actor, "engagement:bulletin:archive", bulletin)
        return len(over)


def deliver_soon(bulletin_id: int, news: News) -> None:
    """Ask for the delivery, in the running transaction; asked twice while one waits, it is one."""
    try:
        with transaction.atomic():
            app.configure_task(name=DELIVER, queueing_lock=f"{DELIVER}:{bulletin_id}:{news}").defer(
                bulletin_id=bulletin_id, news=str(news)
            )
    except AlreadyEnqueued:
        return


def _record(actor: Actor, deed: str, bulletin: Bulletin) -> None:
    audit.record(
        actor,
        deed,
        kind="bulletin",
        object_id=bulletin.pk,
        area_code=bulletin.area_code,
        detail={"roles": bulletin.roles, "sms": bulletin.by_sms, "instead_of": bulletin.instead_of_id},
    )
