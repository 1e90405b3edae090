"""What every row of one load carries: who says so, when, from where."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Stamp(NamedTuple):
    """The provenance of one load."""

    source: str
    at: datetime
    account_id: int | None
    batch_id: int | None
    reason: str = ""
