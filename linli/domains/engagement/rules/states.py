"""The states of a bulletin and the ways between them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final


class BulletinState(StrEnum):
    """Where a bulletin stands."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    RECALLED = "recalled"
    EXPIRED = "expired"


_S: Final = BulletinState
WAYS: Final[dict[BulletinState, frozenset[BulletinState]]] = {
    _S.DRAFT: frozenset({_S.SCHEDULED, _S.PUBLISHED}),
    _S.SCHEDULED: frozenset({_S.DRAFT, _S.SCHEDULED, _S.PUBLISHED}),
    _S.PUBLISHED: frozenset({_S.RECALLED, _S.EXPIRED}),
    _S.RECALLED: frozenset(),
    _S.EXPIRED: frozenset(),
}
CHANGEABLE: Final = (_S.DRAFT, _S.SCHEDULED)
PUBLIC: Final = (_S.PUBLISHED, _S.RECALLED, _S.EXPIRED)  # nobody may write over these


def can_become(before: BulletinState, after: BulletinState) -> bool:
    """Answer whether a bulletin may go from one state to the other."""
    return after in WAYS[before]


def is_over(expires_on: date, today: date) -> bool:
    """Answer whether the last day on the board has passed."""
    return expires_on < today
