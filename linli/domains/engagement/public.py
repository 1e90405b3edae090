"""The door of engagement: the only room that other modules may enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from linli.domains.engagement.access import Permission
from linli.domains.engagement.actions.checks import BulletinText
from linli.domains.engagement.actions.delivering import deliver
from linli.domains.engagement.actions.publishing import publish_bulletin
from linli.domains.engagement.actions.recalling import recall_bulletin
from linli.domains.engagement.actions.writing import write_bulletin
from linli.domains.engagement.models.bulletin import BulletinKind
from linli.domains.engagement.models.delivery import News
from linli.domains.engagement.queries import board, lists
from linli.domains.engagement.queries.lists import BulletinLine, Wanted, bulletins
from linli.foundation.scope import Actor

__all__ = [
    "BulletinKind",
    "BulletinLine",
    "BulletinRow",
    "BulletinText",
    "News",
    "Permission",
    "Wanted",
    "bulletins",
    "bulletins_for",
    "deliver",
    "drafts_and_scheduled",
    "publish_bulletin",
    "recall_bulletin",
    "unread_bulletins",
    "write_bulletin",
]


@dataclass(frozen=True, slots=True)
class BulletinRow:
    """One bulletin on somebody's first page."""

    id: int
    title: str
    published_at: datetime
    url: str
    is_read: bool
    is_important: bool
    is_recalled: bool


def bulletins_for(actor: Actor, limit: int) -> Sequence[BulletinRow]:
    """Give what stands on the actor's board: important and unread first."""
    return [
        BulletinRow(
            id=row.id,
            title=row.title,
            published_at=row.published_at,
            url=reverse("engagement:board-bulletin", args=[row.id]),
            is_read=row.is_read,
            is_important=row.is_important,
            is_recalled=row.is_recalled,
        )
        for row in board.board(actor)[:limit]
    ]


unread_bulletins = board.unread_bulletins
drafts_and_scheduled = lists.drafts_and_scheduled
