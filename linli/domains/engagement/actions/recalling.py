"""Recalling a bulletin: whoever had it reads that it holds no more, and why."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.engagement.access import Permission
from linli.domains.engagement.actions.checks import checked_reason
from linli.domains.engagement.actions.publishing import deliver_soon
from linli.domains.engagement.events import BulletinRecalled
from linli.domains.engagement.models import Bulletin, BulletinDelivery
from linli.domains.engagement.models.bulletin import BulletinState
from linli.domains.engagement.models.delivery import DeliveryState, News
from linli.domains.engagement.rules.states import BulletinState as State
from linli.domains.engagement.rules.states import can_become
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.scope import Actor
from linli.toolbox.errors import Conflict


@action(Permission.RECALL)
def recall_bulletin(actor: Actor, bulletin_id: int, *, reason: str) -> None:
    """Recall a published bulletin. What has not left yet stays here; whoever had it is told why."""
    bulletin = Bulletin.objects.within(actor.scope).lock(bulletin_id)
    if bulletin.state == BulletinState.RECALLED:
        audit.record(actor, "engagement:bulletin:repeat", kind="bulletin", object_id=bulletin.pk)
        return
    if not can_become(State(bulletin.state), State.RECALLED):
        raise Conflict(
            _("Only a bulletin that stands on the board can be recalled. This one is a draft still, or over."),
            code="engagement.bulletin.not_on_the_board",
        )
    bulletin.recall_reason = checked_reason(reason)
    bulletin.state, bulletin.recalled_at = BulletinState.RECALLED, timezone.now()
    bulletin.recalled_by_id = actor.account_id
    bulletin.save(update_fields=["state", "recalled_at", "recalled_by_id", "recall_reason"])
    deliveries = BulletinDelivery.objects.within(actor.scope).filter(bulletin=bulletin, state=DeliveryState.WAITING)
    stopped = deliveries.update(state=DeliveryState.DROPPED, moved_at=timezone.now())
    deliver_soon(bulletin.pk, News.RECALLED)
    audit.record(
        actor,
        "engagement:bulletin:recall",
        kind="bulletin",
        object_id=bulletin.pk,
        area_code=bulletin.area_code,
        purpose=bulletin.recall_reason,
        detail={"stopped": stopped},
    )
    events.announce(BulletinRecalled(bulletin.pk, bulletin.area_code))
