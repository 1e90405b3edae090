"""A person's messages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from linli.foundation.notices.models import Message
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.foundation.scope.models import ScopedQuerySet
from linli.toolbox.errors import NotFound

PAGE = 30


def inbox(actor: Actor, *, before: int | None = None) -> list[Message]:
    """Return a page of the actor's own messages, newest first (one more than a page tells there are more)."""
    rows = _mine(actor)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[: PAGE + 1])


def message(actor: Actor, message_id: int) -> Message:
    """Return one of the actor's own messages, or raise NotFound."""
    row = _mine(actor).filter(pk=message_id).first()
    if row is None:
        raise NotFound("There is no such message.", code="notices.not_found")
    return row


def unread_count(actor: Actor) -> int:
    """Count unread messages, up to 100: nobody reads the difference."""
    return len(_mine(actor).filter(read_at__isnull=True).values_list("pk")[:100])


def news_since(recipients: Collection[int], keys: str, since: datetime) -> int:
    """Count the different news that these accounts were told since a moment and whose key begins so."""
    with wall(Scope.EVERYTHING):
        told = Message.objects.within(Scope.EVERYTHING).filter(
            recipient_id__in=recipients, key__startswith=keys, written_at__gte=since
        )
        return told.values("key").distinct().count()


def _mine(actor: Actor) -> ScopedQuerySet[Message]:
    return Message.objects.everywhere(because="only the actor's own").filter(recipient_id=actor.account_id)
