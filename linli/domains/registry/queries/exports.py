"""Exports of an area, and what stands in the file of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.domains.registry.access import purpose_words
from linli.domains.registry.models import Export
from linli.domains.registry.models.export import ExportFormat, ExportState
from linli.domains.registry.queries.areas import is_above_committees
from linli.domains.registry.queries.pages import Cursor
from linli.domains.registry.queries.people import PeopleFilter, PersonRow, people
from linli.domains.registry.queries.problems import sentence_of
from linli.foundation.scope import Actor
from linli.toolbox.errors import NotFound
from linli.toolbox.levels import Level

PAGE: Final = 50
AT_ONCE: Final = 500
YEARS_OF_A_BAND: Final = 5


@dataclass(frozen=True, slots=True)
class ExportCard:
    """One export as the list shows it."""

    id: int
    purpose: str
    format: ExportFormat
    state: ExportState
    rows: int
    failure: str
    is_own: bool
    has_file: bool
    downloads: int
    requested_at: datetime

    @property
    def state_name(self) -> str:
        return str(self.state.label)

    @property
    def format_name(self) -> str:
        return str(self.format.label)

    @property
    def badge(self) -> str:
        return {ExportState.READY: "done", ExportState.FAILED: "late"}.get(self.state, "info")

    @property
    def is_under_way(self) -> bool:
        return self.state in (ExportState.WAITING, ExportState.WRITING)

    @property
    def can_be_fetched(self) -> bool:
        return self.is_own and self.has_file and self.state is ExportState.READY


def exports(actor: Actor, *, before: int | None = None) -> tuple[list[ExportCard], int | None]:
    """Give a page of the exports of the actor's area, newest first: everybody there sees who took what."""
    found = Export.objects.within(actor.scope).order_by("-id")
    if before is not None:
        found = found.filter(pk__lt=before)
    cards = [_card(actor, export) for export in found[: PAGE + 1]]
    return cards[:PAGE], cards[PAGE - 1].id if len(cards) > PAGE else None


def own_export(actor: Actor, export_id: int) -> Export:
    """Give an export that the actor asked for, or NotFound: its file is nobody else's."""
    export = Export.objects.within(actor.scope).filter(pk=export_id, requested_by_id=actor.account_id).first()
    if export is None:
        raise NotFound(_("There is no export of yours under this number."), code="registry.export")
    return export


def rows_to_export(actor: Actor, wanted: PeopleFilter) -> Iterator[Sequence[PersonRow]]:
    """Give everybody whom the list would show, some at a time, exactly as the list would show them."""
    cursor: Cursor | None = None
    while True:
        found = people(actor, wanted, cursor=cursor, size=AT_ONCE)
        if found.rows:
            yield found.rows
        cursor = found.next
        if cursor is None:
            return


def headings(actor: Actor) -> list[str]:
    """Give the headings of the file; free text has none and never leaves the house."""
    named = [
        pgettext("person", "Name"),
        _("Sex"),
        _("Age"),
        _("Citizen id"),
        _("Telephone"),
        _("Address"),
        _("Relation"),
        _("Standing"),
    ]
    return [*named, _("Committee")] if is_above_committees(actor) else named


def values(actor: Actor, row: PersonRow) -> list[str]:
    """Give one line of the file: masked as on the screen, and above the street with ages in bands."""
    shown = [
        row.name,
        row.sex,
        age_words(row.age, banded=actor.level < Level.STREET),
        row.citizen_id,
        row.telephone,
        row.address,
        row.relation_name,
        row.standing_name,
    ]
    return [*shown, row.committee] if is_above_committees(actor) else shown


def age_words(age: int | None, *, banded: bool) -> str:
    """Write an age, or the five years it lies in."""
    if age is None:
        return ""
    if not banded:
        return str(age)
    least = age - age % YEARS_OF_A_BAND
    return f"{least}–{least + YEARS_OF_A_BAND - 1}"


def _card(actor: Actor, export: Export) -> ExportCard:
    return ExportCard(
        id=export.pk,
        purpose=purpose_words(export.purpose),
        format=ExportFormat(export.format),
        state=ExportState(export.state),
        rows=export.rows,
        failure=sentence_of(export.failure, {}) if export.failure else "",
        is_own=export.requested_by_id == actor.account_id,
        has_file=export.file_removed_at is None,
        downloads=export.downloads,
        requested_at=export.requested_at,
    )
