"""Going on with a batch whose work stopped: failed, or its worker gone without a word."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.imports import batches
from linli.domains.registry.models.batch import AT_WORK, BatchState
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.scope import Actor

SILENT_AFTER: Final = timedelta(seconds=60)


@action(Permission.IMPORT)
def retry_import(actor: Actor, batch_id: int) -> None:
    """Check a failed batch again, or queue the step anew whose worker fell silent. Nothing can be done twice."""
    batch = batches.locked(actor, batch_id)
    if is_silent(batch.pk, batch.state, batch.progress_at):
        batches.enqueue(actor, batch)
    else:
        batches.expect(batch, BatchState.FAILED)
        batches.start(actor, batch, BatchState.CHECKING)
    audit.record(
        actor, "registry:import:retry", kind="import", object_id=batch.pk, area_code=batch.area_code,
        detail={"state": str(batch.state)},
    )  # fmt: skip


def is_silent(batch_id: int, state: str, progress_at: datetime | None) -> bool:
    """Say whether a batch is at work and nobody works on it."""
    if state not in AT_WORK or progress_at is None:
        return False
    return timezone.now() - progress_at > SILENT_AFTER and not batches.is_worked_on(batch_id)
