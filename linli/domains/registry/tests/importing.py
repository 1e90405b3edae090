"""The steps of an import as the tests take them, without a queue in between."""

from __future__ import annotations

import io
from typing import Any

from linli.domains.registry.actions.imports.checking import check_import
from linli.domains.registry.actions.imports.loading import confirm_import, load_import
from linli.domains.registry.actions.imports.undoing import take_back, undo_import
from linli.domains.registry.actions.imports.upload import choose_columns, upload_import
from linli.domains.registry.models import ImportBatch

EVERY = "test"


def all_of(model: Any) -> Any:
    return model.objects.everywhere(because=EVERY)


def uploaded(actor: Any, file: io.BytesIO, name: str = "居民.csv") -> int:
    return upload_import(actor, file, name)


def checked(actor: Any, file: io.BytesIO, name: str = "居民.csv") -> ImportBatch:
    batch_id = uploaded(actor, file, name)
    choose_columns(actor, batch_id, all_of(ImportBatch).get(pk=batch_id).mapping)
    check_import(actor, batch_id)
    return all_of(ImportBatch).get(pk=batch_id)


def loaded(actor: Any, file: io.BytesIO, name: str = "居民.csv") -> ImportBatch:
    batch = checked(actor, file, name)
    confirm_import(actor, batch.pk)
    load_import(actor, batch.pk)
    batch.refresh_from_db()
    return batch


def undone(actor: Any, batch: ImportBatch) -> ImportBatch:
    undo_import(actor, batch.pk)
    take_back(actor, batch.pk)
    batch.refresh_from_db()
    return batch


def counts(batch: ImportBatch) -> tuple[int, int, int, int]:
    return batch.rows_new, batch.rows_changed, batch.rows_same, batch.rows_wrong
