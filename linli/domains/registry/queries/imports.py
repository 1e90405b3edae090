"""Imports of an area: the list, one of them, its problems, its first rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.domains.registry.access import Permission
from linli.domains.registry.models import ImportBatch, ImportProblem
from linli.domains.registry.models.batch import AT_WORK, BatchState
from linli.domains.registry.models.person import Relation, Sex, Standing
from linli.domains.registry.models.sealed import PREVIEW
from linli.domains.registry.models.tenure import TenureKind
from linli.domains.registry.queries.areas import area_name
from linli.domains.registry.queries.people import shown_address, shown_name
from linli.domains.registry.queries.problems import note_of, sentence_of
from linli.domains.registry.queries.recent import BADGES
from linli.foundation.scope import Actor
from linli.foundation.vault import public as vault
from linli.toolbox import masks
from linli.toolbox.errors import NotFound

PAGE: Final = 50
SHOWN_PROBLEMS: Final = 100


@dataclass(frozen=True, slots=True)
class BatchCard:
    """One import as its pages show it."""

    id: int
    filename: str
    area_code: int
    state: BatchState
    columns: list[str]
    mapping: dict[str, str]
    notes: list[str]
    encoding: str
    seen: int
    total: int | None
    new: int
    changed: int
    same: int
    wrong: int
    problems_left_out: int
    kept: int
    failure: str
    uploaded_by_id: int | None
    uploaded_at: datetime
    loaded_at: datetime | None
    undone_at: datetime | None
    progress_at: datetime | None
    has_file: bool

    @property
    def state_name(self) -> str:
        return str(self.state.label)

    @property
    def badge(self) -> str:
        return BADGES.get(self.state, "info")

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def step(self) -> str:
        """Name the step of the import that the page shows."""
        return "load" if self.loaded_at or self.state is BatchState.LOADING else "check"

    @property
    def percent(self) -> int | None:
        """Give how far the work is; None while nobody can know. Never 100 before it is done."""
        if not self.total or self.state is BatchState.UNDOING:
            return None
        return min(99, self.seen * 100 // self.total)

    @property
    def shown_seen(self) -> int | None:
        """Give how many rows the bar shows; None while nobody can know how many there are."""
        return None if self.percent is None else min(self.seen, self.total or 0)

    @property
    def to_write(self) -> int:
        return self.new + self.changed

    @property
    def can_be_loaded(self) -> bool:
        return self.state is BatchState.CHECKED and not self.wrong and self.to_write > 0

    @property
    def can_be_undone(self) -> bool:
        return self.state is BatchState.LOADED

    @property
    def can_be_forgotten(self) -> bool:
        return self.state in (BatchState.UPLOADED, BatchState.CHECKED, BatchState.FAILED)


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem in words."""

    row: int
    column: str
    sentence: str
    is_warning: bool
    person_id: int | None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it will be read, masked like every list."""

    row: str
    name: str
    sex: str
    birth_date: str
    citizen_id: str
    telephone: str
    address: str
    household: str
    relation: str
    standing: str
    committee: str
    tenures: list[str]


def batches(actor: Actor, *, before: int | None = None, most: int = PAGE) -> tuple[list[BatchCard], int | None]:
    """Give a page of the imports of the actor's area, newest first, and where the next page begins."""
    found = ImportBatch.objects.within(actor.scope).defer("preview").order_by("-id")
    if before is not None:
        found = found.filter(pk__lt=before)
    cards = [_card(batch) for batch in found[: most + 1]]
    return cards[:most], cards[most - 1].id if len(cards) > most else None


def batch_card(actor: Actor, batch_id: int) -> BatchCard:
    """Give one import, or NotFound."""
    batch = ImportBatch.objects.within(actor.scope).defer("preview").filter(pk=batch_id).first()
    if batch is None:
        raise NotFound(_("There is no import under this number."), code="registry.import")
    return _card(batch)


def problem_lines(actor: Actor, batch_id: int, *, most: int = SHOWN_PROBLEMS) -> list[ProblemLine]:
    """Give the first problems of an import: what is wrong before what is only odd."""
    found = ImportProblem.objects.within(actor.scope).filter(batch_id=batch_id)
    return [_line(problem) for problem in found.order_by("is_warning", "row", "id")[:most]]


def all_problem_lines(actor: Actor, batch_id: int) -> Iterator[ProblemLine]:
    """Give every problem in the order of the file."""
    found = ImportProblem.objects.within(actor.scope).filter(batch_id=batch_id).order_by("row", "id")
    for problem in found.iterator(2_000):
        yield _line(problem)


def preview_rows(actor: Actor, batch_id: int) -> list[PreviewRow]:
    """Give the first rows as they will be read; whoever sees no names in lists sees none here."""
    sealed = ImportBatch.objects.within(actor.scope).filter(pk=batch_id).values_list("preview", flat=True).first()
    if sealed is None:
        return []
    return [_preview(actor, row) for row in json.loads(vault.open_sealed(bytes(sealed), PREVIEW))]


def _card(batch: ImportBatch) -> BatchCard:
    return BatchCard(
        id=batch.pk,
        filename=batch.filename,
        area_code=batch.area_code,
        state=BatchState(batch.state),
        columns=batch.columns,
        mapping=batch.mapping,
        notes=[sentence for code, detail in batch.notes if (sentence := note_of(code, detail))],
        encoding=batch.encoding,
        seen=batch.rows_seen,
        total=batch.rows_total,
        new=batch.rows_new,
        changed=batch.rows_changed,
        same=batch.rows_same,
        wrong=batch.rows_wrong,
        problems_left_out=batch.problems_left_out,
        kept=batch.kept,
        failure=sentence_of(batch.failure, batch.failure_detail) if batch.failure else "",
        uploaded_by_id=batch.uploaded_by_id,
        uploaded_at=batch.uploaded_at,
        loaded_at=batch.loaded_at,
        undone_at=batch.undone_at,
        progress_at=batch.progress_at,
        has_file=batch.file_removed_at is None,
    )


def _line(problem: ImportProblem) -> ProblemLine:
    person_id = problem.detail.get("person")
    return ProblemLine(
        problem.row,
        problem.column,
        sentence_of(problem.code, problem.detail),
        problem.is_warning,
        person_id if isinstance(person_id, int) else None,
    )


def _preview(actor: Actor, row: dict[str, str]) -> PreviewRow:
    bonds = json.loads(row["bonds"])
    return PreviewRow(
        row=row["row"],
        name=shown_name(actor, row["name"]),
        sex=str(Sex(int(row["sex"])).label),
        birth_date=row["birth_date"] if actor.may(Permission.SEE_NAMES) else row["birth_date"][:4],
        citizen_id=masks.citizen_id(row["citizen_id"]),
        telephone=masks.telephone(row["telephone"]),
        address=shown_address(actor, row["address"]),
        household=row["household"],
        relation=str(Relation(row["relation"]).label),
        standing=str(Standing(row["standing"] or Standing.PRESENT).label),
        committee=area_name(int(row["committee"])) if row["committee"] else "",
        tenures=[f"{TenureKind(kind).label} {since}–{until}".rstrip("–") for kind, since, until in bonds],
    )
