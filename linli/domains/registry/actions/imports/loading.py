"""The load of a checked file: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from django.db import IntegrityError, connection
from django.utils import timezone

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.imports import batches
from linli.domains.registry.actions.imports.checking import counts, pass_over
from linli.domains.registry.actions.imports.files import chunks_of, orders_for, speakable, table_of
from linli.domains.registry.actions.imports.progress import told
from linli.domains.registry.actions.loading.ledger import Ledger
from linli.domains.registry.actions.loading.passing import Outcome
from linli.domains.registry.actions.loading.stamp import Stamp
from linli.domains.registry.actions.loading.statements import GATHER_STATISTICS
from linli.domains.registry.actions.loading.writing import Writer
from linli.domains.registry.events import PeopleImported
from linli.domains.registry.models import ImportBatch
from linli.domains.registry.models.batch import BatchState
from linli.domains.registry.models.person import Source
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.events import public as events
from linli.foundation.files import public as files
from linli.foundation.scope import Actor
from linli.toolbox.tables import TableUnreadable

LEDGER_CHANGED: Final = "import.ledger_changed"
MANY: Final = 5_000  # new rows that change the plans of whoever reads them next


class LedgerChanged(Exception):  # noqa: N818 - it reads as what happened
    """Since the check somebody changed the ledger so that the file no longer fits."""


@action(Permission.IMPORT)
def confirm_import(actor: Actor, batch_id: int, *, here: bool = False) -> None:
    """Have a checked file loaded. A file with a wrong row is not loaded at all."""
    batch = batches.locked(actor, batch_id)
    batches.expect(batch, BatchState.CHECKED)
    if batch.rows_wrong:
        raise batches.wrong_state()
    batches.start(actor, batch, BatchState.LOADING, here=here)
    audit.record(
        actor, "registry:import:confirm", kind="import", object_id=batch.pk, area_code=batch.area_code,
        detail={"new": batch.rows_new, "changed": batch.rows_changed},
    )  # fmt: skip


def load_import(actor: Actor, batch_id: int, on_progress: Callable[[Outcome], None] = lambda _: None) -> None:
    """Load a confirmed batch. Safe to call again after any crash: what was not committed never was.

    When the ledger changed since the check, nothing is written and the batch says so.
    """
    try:
        _load(actor, batch_id, on_progress)
    except (LedgerChanged, IntegrityError):
        # two people entered the same person in the same moment, or a row is wrong by now: rolled back whole
        _give_up(actor, batch_id, LEDGER_CHANGED, {})
    except TableUnreadable as problem:
        _give_up(actor, batch_id, problem.code, speakable(problem.detail))


@action(Permission.IMPORT)
def _load(actor: Actor, batch_id: int, on_progress: Callable[[Outcome], None]) -> None:
    batch = ImportBatch.objects.within(actor.scope).filter(pk=batch_id, state=BatchState.LOADING).first()
    if batch is None or not batches.take(batch_id):
        audit.record(actor, "registry:import:idle", kind="import", object_id=batch_id)
        return
    outcome = _write(actor, batch, on_progress)
    batches.settle(
        actor, batch_id, BatchState.LOADING, state=BatchState.LOADED, loaded_at=timezone.now(), **counts(outcome)
    )
    # one row for the batch: every entry carries its number, so "who wrote this" needs no row for each
    audit.record(
        actor, "registry:import:load", kind="import", object_id=batch_id, area_code=batch.area_code,
        detail=counts(outcome),
    )  # fmt: skip
    events.announce(PeopleImported(batch_id, batch.area_code, tuple(sorted(outcome.committees))))


def _write(actor: Actor, batch: ImportBatch, on_progress: Callable[[Outcome], None]) -> Outcome:
    stamp = Stamp(str(Source.IMPORT), timezone.now(), actor.account_id, batch.pk)
    orders = orders_for(actor, batch.columns, batch.mapping, seals=True)
    size = files.stored_file(actor, batch.file_id).size

    with (
        table_of(actor, batch) as table,
        told(batch.pk, batch.area_code) as tell,
        connection.cursor() as cursor,
    ):

        def after_each_chunk(outcome: Outcome) -> None:
            if outcome.wrong:
                raise LedgerChanged
            tell(outcome)
            on_progress(outcome)

        ledger = Ledger(cursor)
        with Writer(ledger, stamp).behind() as writer:
            chunks = partial(chunks_of, table, batch.mapping)
            outcome = pass_over(orders, chunks, ledger, writer, after_each_chunk, size=size)
        if outcome.new + outcome.changed >= MANY:
            ledger.ask(GATHER_STATISTICS, [])
        return outcome


@action(Permission.IMPORT)
def _give_up(actor: Actor, batch_id: int, code: str, detail: dict[str, object]) -> None:
    batches.fail(actor, batch_id, BatchState.LOADING, code, detail)
    audit.record(actor, "registry:import:failed", kind="import", object_id=batch_id, detail={"code": code})
