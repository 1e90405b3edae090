"""The way of a batch from state to state: who may take which step, and that only one worker takes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.imports.progress import lock_key
from linli.domains.registry.models import ImportBatch
from linli.domains.registry.models.batch import AT_WORK, BatchState
from linli.foundation.audit import public as audit
from linli.foundation.scope import Actor, Scope
from linli.foundation.scope.database import wall
from linli.toolbox.errors import Conflict, NotAllowed

QUEUE: Final = "imports"
CHECK, LOAD, UNDO = "registry.check_import", "registry.load_import", "registry.undo_import"
_TASK_OF: Final = {BatchState.CHECKING: CHECK, BatchState.LOADING: LOAD, BatchState.UNDOING: UNDO}


def locked(actor: Actor, batch_id: int) -> ImportBatch:
    """Lock a batch for a step; NotFound outside the scope."""
    return ImportBatch.objects.within(actor.scope).lock(batch_id)


def may_take_back(actor: Actor, uploaded_by_id: int | None) -> bool:
    """Say whether somebody may take an import back: whoever sent the file, or who answers for the ledger."""
    return actor.may(Permission.UNDO_IMPORT) or (uploaded_by_id is not None and uploaded_by_id == actor.account_id)


def start(actor: Actor, batch: ImportBatch, state: BatchState, *, here: bool = False) -> None:
    """Put a batch to work: the state and the job are one transaction. ``here``: the caller does the job itself."""
    if state is BatchState.UNDOING and not may_take_back(actor, batch.uploaded_by_id):
        raise NotAllowed(
            _("An import is taken back by whoever sent the file, or by the head of the committee. Ask one of them."),
            code="registry.import.undo",
        )
    batch.state = state
    batch.failure, batch.failure_detail = "", {}
    batch.progress_at = timezone.now()
    if state is not BatchState.UNDOING:  # an undo reads no rows; what was read stays told
        batch.rows_seen = 0
    batch.save(update_fields=["state", "failure", "failure_detail", "rows_seen", "progress_at"])
    if not here:
        enqueue(actor, batch)


def enqueue(actor: Actor, batch: ImportBatch) -> None:
    """Queue the job that belongs to the state of a batch; it runs under the post that asked."""
    task = _TASK_OF[BatchState(batch.state)]
    app.configure_task(name=task, queue=QUEUE).defer(batch_id=batch.pk, post_id=actor.post_id)


def abandon(batch_id: int) -> None:
    """Write down that nobody may do what was asked: the post ended before its turn came."""
    system = Actor.system(because="the post that asked for an import has ended")
    with wall(Scope.EVERYTHING):
        batch = ImportBatch.objects.everywhere(because=system.because).filter(pk=batch_id, state__in=AT_WORK).first()
        if batch is not None:
            fail(system, batch_id, BatchState(batch.state), "import.post_ended")
            audit.record(system, "registry:import:failed", kind="import", object_id=batch_id, area_code=batch.area_code)


def take(batch_id: int) -> bool:
    """Take the work on a batch until the transaction ends; False: another worker is at it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock_key(batch_id)])
        return bool(cursor.fetchone()[0])


def is_worked_on(batch_id: int) -> bool:
    """Say whether a living worker holds a batch: its lock dies with its connection."""
    with connection.cursor() as cursor:
        key = lock_key(batch_id)
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND classid = %s AND objid = %s AND objsubid = 1)",
            [key >> 32, key & 0xFFFFFFFF],
        )
        return bool(cursor.fetchone()[0])


def settle(actor: Actor, batch_id: int, before: BatchState, **fields: Any) -> None:
    """Write the end of a step in the transaction of the step itself; it must still be under way."""
    fields.setdefault("progress_at", timezone.now())
    moved = ImportBatch.objects.within(actor.scope).filter(pk=batch_id, state=before).update(**fields)
    if not moved:
        raise wrong_state()


def fail(
    actor: Actor, batch_id: int, before: BatchState, code: str, detail: Mapping[str, object] | None = None
) -> None:
    """Write down that a step failed and why; what an undo could not do stays loaded."""
    after = BatchState.LOADED if before is BatchState.UNDOING else BatchState.FAILED
    settle(actor, batch_id, before, state=after, failure=code, failure_detail=dict(detail or {}))


def expect(batch: ImportBatch, *states: BatchState) -> None:
    """Refuse a step that does not follow from where the batch stands."""
    if batch.state not in states:
        raise wrong_state()


def wrong_state() -> Conflict:
    return Conflict(
        _("This import has moved on since the page was opened. Reload the page to see where it stands."),
        code="registry.import.state",
    )
