"""Taking a file in, and saying which of its columns holds what."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import BinaryIO

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.actions.imports import batches
from linli.domains.registry.actions.imports.files import LONGEST_HEADING, committees_for, speakable
from linli.domains.registry.models import ImportBatch, RememberedMapping
from linli.domains.registry.models.batch import AT_WORK, BatchState
from linli.domains.registry.queries.problems import sentence_of
from linli.domains.registry.rules.columns import Field, missing, propose
from linli.foundation.audit import public as audit
from linli.foundation.doors.actions import action
from linli.foundation.files import public as files
from linli.foundation.scope import Actor
from linli.toolbox.errors import Invalid
from linli.toolbox.tables import TableUnreadable, open_table
from linli.toolbox.tables.rows import letters_of

KINDS = (files.CSV, files.XLSX)


@action(Permission.IMPORT)
def upload_import(actor: Actor, stream: BinaryIO, filename: str) -> int:
    """Take a file in, sealed, and propose which column holds what; return the number of the batch."""
    try:
        table = open_table(stream, filename)
    except TableUnreadable as problem:
        raise unreadable(problem) from problem
    if table.problems:
        first = table.problems[0]
        raise Invalid(sentence_of(first.code, speakable(first.detail)), code=first.code)
    columns = [heading[:LONGEST_HEADING] or letters_of(at) for at, heading in enumerate(table.columns)]
    stored = files.keep(actor, stream, filename, kinds=KINDS, sealed=True)
    batch = ImportBatch.objects.create(
        area_code=actor.area_code,
        file_id=stored.pk,
        filename=filename[-200:],
        sha256=stored.sha256,
        encoding=table.encoding,
        columns=columns,
        mapping=propose(columns, remembered(actor, columns)),
        notes=[[note.code, speakable(note.detail) | {"column": note.column or ""}] for note in table.notes],
        uploaded_by_id=actor.account_id,
        uploaded_post_id=actor.post_id,
        uploaded_at=timezone.now(),
    )
    audit.record(
        actor, "registry:import:upload", kind="import", object_id=batch.pk,
        detail={"sha256": stored.sha256, "bytes": stored.size},
    )  # fmt: skip
    return batch.pk


@action(Permission.IMPORT)
def choose_columns(actor: Actor, batch_id: int, mapping: Mapping[str, str], *, here: bool = False) -> None:
    """Say which column holds what, remember it for the same headings, and have the file checked."""
    batch = batches.locked(actor, batch_id)
    batches.expect(batch, BatchState.UPLOADED, BatchState.CHECKED, BatchState.FAILED)
    batch.mapping = checked_mapping(actor, batch.columns, mapping)
    batch.save(update_fields=["mapping"])
    RememberedMapping.objects.within(actor.scope).update_or_create(
        area_code=actor.area_code,
        headings=headings_key(batch.columns),
        defaults={"mapping": batch.mapping, "used_at": timezone.now()},
    )
    batches.start(actor, batch, BatchState.CHECKING, here=here)
    audit.record(
        actor, "registry:import:check", kind="import", object_id=batch.pk, area_code=batch.area_code,
        detail={"fields": sorted(batch.mapping)},
    )  # fmt: skip


def checked_mapping(actor: Actor, columns: list[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Keep what can be meant, or say what is missing or said twice."""
    known = {str(field) for field in Field}
    chosen = {field: column for field, column in mapping.items() if field in known and column in columns}
    fields: dict[str, list[object]] = {
        str(field): [_("Choose the column that holds this.")]
        for field in missing(chosen, needs_committee=committees_for(actor).own is None)
    }
    taken: dict[str, str] = {}
    for field, column in chosen.items():
        if column in taken:
            fields[field] = [_("This column is chosen twice. Choose another for one of the two.")]
        taken[column] = field
    if fields:
        raise Invalid(
            _("The columns are not complete yet. See the marked lines."), code="registry.import.columns", fields=fields
        )
    return chosen


def remembered(actor: Actor, columns: list[str]) -> dict[str, str] | None:
    """Give what was chosen for the same headings before."""
    known = RememberedMapping.objects.within(actor.scope).filter(
        area_code=actor.area_code, headings=headings_key(columns)
    )
    return known.values_list("mapping", flat=True).first()


def headings_key(columns: list[str]) -> str:
    return hashlib.sha256("\0".join(columns).encode()).hexdigest()


@action(Permission.IMPORT)
def forget_import(actor: Actor, batch_id: int) -> None:
    """Put away a batch of which nothing is in the ledger: its file and its problems are removed."""
    batch = batches.locked(actor, batch_id)
    if batch.state in (*AT_WORK, BatchState.LOADED, BatchState.UNDONE):
        raise batches.wrong_state()
    files.remove(files.stored_file(actor, batch.file_id))
    batch.delete()
    audit.record(actor, "registry:import:forget", kind="import", object_id=batch_id, area_code=batch.area_code)


def unreadable(problem: TableUnreadable) -> Invalid:
    """Say in words why a file cannot be read as a table."""
    return Invalid(sentence_of(problem.code, speakable(problem.detail)), code=problem.code)
