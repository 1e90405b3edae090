"""For what purpose one person's card may be opened."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

MINUTES_REMEMBERED: Final = 30
SHORTEST_IN_WORDS: Final = 4  # "check" says nothing; 走访老人 does


class Purpose(StrEnum):
    """The purposes of a committee's daily work. Whatever else is said in words."""

    UPKEEP = "upkeep"  # 台账维护
    VISIT = "visit"  # 走访关怀
    SERVICE = "service"  # 居民来办事
    CERTIFICATE = "certificate"  # 开具证明
    SAFETY = "safety"  # 安全排查与应急


OTHER: Final = "other"
