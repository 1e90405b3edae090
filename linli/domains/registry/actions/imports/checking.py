"""The check: everything a load would do, without writing; every problem of every row in words."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from django.db import connection

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.imports import batches
from linli.domains.registry.actions.imports.files import (
    FEW_BYTES,
    chunks_of,
    guess_rows,
    orders_for,
    speakable,
    table_of,
)
from linli.domains.registry.actions.imports.progress import told
from linli.domains.registry.actions.loading.ledger import Ledger
from linli.domains.registry.actions.loading.passing import Outcome, Pass
from linli.domains.registry.actions.loading.pool import PROCESSES, in_order, no_collector
from linli.domains.registry.actions.loading.reading import Chunk, Orders, Row, read_chunk
from linli.domains.registry.actions.loading.writing import Writer
from linli.domains.registry.models import ImportBatch, ImportProblem
from linli.domains.registry.models.batch import BatchState
from linli.domains.registry.models.sealed import PREVIEW
from linli.domains.registry.rules.drafts import Committees, PersonDraft, Problem
from linli.domains.registry.rules.rows import RowReader
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.files import public as files
from linli.foundation.scope import Actor
from linli.foundation.vault import public as vault
from linli.toolbox.tables import TableUnreadable

PREVIEW_ROWS: Final = 20


@action(Permission.IMPORT)
def check_import(actor: Actor, batch_id: int) -> None:
    """Check the file of a batch. Does nothing when it is not to be checked, or another worker is at it."""
    batch = ImportBatch.objects.within(actor.scope).filter(pk=batch_id, state=BatchState.CHECKING).first()
    if batch is None or not batches.take(batch_id):
        audit.record(actor, "registry:import:idle", kind="import", object_id=batch_id)
        return
    try:
        outcome, preview, encoding = examine(actor, batch)
    except TableUnreadable as problem:
        batches.fail(actor, batch_id, BatchState.CHECKING, problem.code, speakable(problem.detail))
        audit.record(actor, "registry:import:failed", kind="import", object_id=batch_id, detail={"code": problem.code})
        return
    keep_problems(batch, outcome.problems)
    batches.settle(
        actor,
        batch_id,
        BatchState.CHECKING,
        state=BatchState.CHECKED,
        encoding=encoding,
        preview=seal_preview(preview),
        problems_left_out=outcome.more_problems,
        **counts(outcome),
    )
    audit.record(
        actor, "registry:import:checked", kind="import", object_id=batch_id, area_code=batch.area_code,
        detail=counts(outcome),
    )  # fmt: skip


def examine(actor: Actor, batch: ImportBatch) -> tuple[Outcome, list[dict[str, str]], str]:
    """Pass over the file without writing; give what was found and the first rows as they will be read."""
    orders = orders_for(actor, batch.columns, batch.mapping, seals=False)
    size = files.stored_file(actor, batch.file_id).size
    with table_of(actor, batch) as table:
        first = list(itertools.islice(table.rows(), PREVIEW_ROWS))
        cells: list[list[object]] = [list(row.cells) for row in first]
        guess = guess_rows(table, size, cells)
        with told(batch.pk, batch.area_code, guess) as tell, connection.cursor() as cursor:
            chunks = partial(chunks_of, table, batch.mapping)
            outcome = pass_over(orders, chunks, Ledger(cursor), None, tell, size=size)
        preview = preview_rows(orders, [(row.number, row.cells, ()) for row in first])
        return outcome, preview, table.encoding


def pass_over(
    orders: Orders,
    chunks: Callable[[list[Problem]], Iterable[list[Row]]],
    ledger: Ledger,
    writer: Writer | None,
    tell: Callable[[Outcome], None],
    *,
    size: int,
) -> Outcome:
    """Take a file through the workers and the ledger, once."""
    found: list[Problem] = []
    run = Pass(ledger, writer, orders.committees.all_codes)

    def with_file_problems(chunk: Chunk) -> Chunk:
        run.outcome.note(found)
        found.clear()
        return chunk

    # PostgreSQL writes while we read: it gets a core of its own
    processes = 0 if size < FEW_BYTES else PROCESSES if writer is None else max(1, PROCESSES - 1)
    read: Iterator[Chunk] = in_order(read_chunk, orders, chunks(found), processes=processes)
    with no_collector():
        outcome = run.run(map(with_file_problems, read), tell)
    outcome.note(found)
    return outcome


def counts(outcome: Outcome) -> dict[str, int]:
    """Give the counts of a pass under the names of the batch's columns."""
    return {
        "rows_seen": outcome.seen,
        "rows_total": outcome.seen,
        "rows_new": outcome.new,
        "rows_changed": outcome.changed,
        "rows_same": outcome.same,
        "rows_wrong": outcome.wrong,
    }


def keep_problems(batch: ImportBatch, problems: Sequence[Problem]) -> None:
    """Write down the problems of the newest check, in the order of the file, in place of those before."""
    columns = dict(batch.mapping)
    ImportProblem.objects.everywhere(because="the problems of one batch").filter(batch=batch).delete()
    ImportProblem.objects.bulk_create(
        (
            ImportProblem(
                area_code=batch.area_code,
                batch=batch,
                row=problem.row,
                column=columns.get(problem.field, ""),
                code=problem.code,
                detail=dict(problem.detail),
                is_warning=problem.is_warning,
            )
            for problem in sorted(problems, key=lambda problem: problem.row)
        ),
        batch_size=2_000,
    )


def preview_rows(orders: Orders, rows: Iterable[Row]) -> list[dict[str, str]]:
    """Read the first rows as the load will read them."""
    reader = RowReader(orders.at, orders.committees, orders.today)
    drafts = [reader.read(number, cells) if cells else None for number, cells, _ in rows]
    return [_shown(draft, orders.committees) for draft in drafts if draft is not None]


def _shown(draft: PersonDraft, committees: Committees) -> dict[str, str]:
    return {
        "row": str(draft.row),
        "name": draft.name,
        "sex": str(draft.sex),
        "birth_date": str(draft.birth_date or ""),
        "citizen_id": draft.citizen_id,
        "telephone": draft.telephone,
        "address": draft.home.path,
        "household": draft.household,
        "relation": draft.relation,
        "standing": draft.standing,
        "committee": "" if committees.own is not None else str(draft.committee),
        "bonds": json.dumps([[bond.kind, str(bond.since or ""), str(bond.until or "")] for bond in draft.bonds]),
    }


def seal_preview(rows: list[dict[str, str]]) -> bytes:
    """Seal the first rows: they are people's values, and lie in the batch until it is forgotten."""
    return vault.seal(json.dumps(rows, ensure_ascii=False), PREVIEW)
