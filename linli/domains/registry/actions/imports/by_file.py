"""An import in one go, for the console: no queue, no page in between, the same steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from linli.domains.registry.actions.imports.checking import check_import
from linli.domains.registry.actions.imports.loading import confirm_import, load_import
from linli.domains.registry.actions.imports.upload import choose_columns, upload_import
from linli.domains.registry.actions.loading.passing import Outcome
from linli.domains.registry.models import ImportBatch
from linli.domains.registry.models.batch import BatchState
from linli.domains.registry.queries.imports import BatchCard, ProblemLine, batch_card, problem_lines
from linli.foundation.scope import Actor
from linli.foundation.scope.database import wall

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file."""

    batch: BatchCard
    problems: list[ProblemLine]  # the first of them

    @property
    def is_loaded(self) -> bool:
        return self.batch.state is BatchState.LOADED


def import_file(
    actor: Actor,
    path: Path,
    mapping: Mapping[str, str] | None = None,
    on_progress: Callable[[Outcome], None] = lambda _: None,
) -> Imported:
    """Upload, check and, when every row is right, load a file. ``mapping``: our field to the file's column."""
    with path.open("rb") as stream:
        batch_id = upload_import(actor, stream, path.name)
    choose_columns(actor, batch_id, _proposed(actor, batch_id) if mapping is None else mapping, here=True)
    check_import(actor, batch_id)
    if _read(actor, batch_id).batch.can_be_loaded:
        confirm_import(actor, batch_id, here=True)
        load_import(actor, batch_id, on_progress)
    return _read(actor, batch_id)


def _proposed(actor: Actor, batch_id: int) -> dict[str, str]:
    with wall(actor.scope):
        mapping: dict[str, str] = ImportBatch.objects.within(actor.scope).get(pk=batch_id).mapping
    return mapping


def _read(actor: Actor, batch_id: int) -> Imported:
    with wall(actor.scope):
        return Imported(batch_card(actor, batch_id), problem_lines(actor, batch_id, most=MOST_SHOWN))
