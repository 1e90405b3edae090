"""Facts that the bulletin board announces. Numbers only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BulletinPublished:
    """A bulletin stands on the board."""

    bulletin_id: int
    area_code: int


@dataclass(frozen=True, slots=True)
class BulletinRecalled:
    """A bulletin holds no more; whoever had it reads why."""

    bulletin_id: int
    area_code: int
