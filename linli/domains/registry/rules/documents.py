"""Which document somebody has shown who wants an account connected with their entry."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

LONGEST_REASON: Final = 200


class Document(StrEnum):
    """Documents with a photograph, as far as a committee can read them. The value is recorded as the purpose."""

    IDENTITY_CARD = "seen:identity-card"  # 居民身份证
    TEMPORARY_CARD = "seen:temporary-card"  # 临时居民身份证
    PASSPORT = "seen:passport"  # 护照
    TRAVEL_PERMIT = "seen:travel-permit"  # 港澳居民来往内地通行证, 台湾居民来往大陆通行证
    RESIDENCE_CARD = "seen:residence-card"  # 港澳台居民居住证, 外国人永久居留身份证
