"""A message is read when its owner opens it."""

from __future__ import annotations

from django.utils import timezone

from linli.foundation.notices.models import Message
from linli.foundation.scope import Scope
from linli.foundation.scope.database import wall


def mark_read(message: Message) -> None:
    """Note the first reading. Only the recipient can come here, so no audit row is owed to anybody."""
    if message.read_at is not None:
        return
    # a resident's own scope is empty, yet the message is theirs
    with wall(Scope.EVERYTHING):
        message.read_at = timezone.now()
        message.save(update_fields=["read_at"])
