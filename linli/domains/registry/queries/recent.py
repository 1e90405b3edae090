"""The latest imports of an area, for the first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from linli.domains.registry.models import ImportBatch
from linli.domains.registry.models.batch import BatchState
from linli.foundation.scope import Actor

BADGES: Final = {BatchState.LOADED: "done", BatchState.FAILED: "late", BatchState.CHECKED: "soon"}


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One import as the first page shows it."""

    id: int
    filename: str
    state: BatchState
    rows: int
    rows_wrong: int
    at: datetime

    @property
    def state_name(self) -> str:
        return str(self.state.label)

    @property
    def badge(self) -> str:
        return BADGES.get(self.state, "info")

    @property
    def has_failed(self) -> bool:
        return self.state is BatchState.FAILED

    @property
    def waits(self) -> bool:
        """Checked, and somebody must say whether it is loaded."""
        return self.state is BatchState.CHECKED


def recent_batches(actor: Actor, most: int) -> list[BatchRow]:
    """Give the latest imports of the actor's area, newest first."""
    batches = ImportBatch.objects.within(actor.scope).order_by("-id")[:most]
    return [
        BatchRow(
            id=batch.pk,
            filename=batch.filename,
            state=BatchState(batch.state),
            rows=batch.rows_seen,
            rows_wrong=batch.rows_wrong,
            at=batch.uploaded_at,
        )
        for batch in batches
    ]
