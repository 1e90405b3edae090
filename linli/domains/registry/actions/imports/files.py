"""The file of a batch: opened, cut into chunks, and what its rows are read with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from linli.domains.registry.actions.loading.reading import Orders, Row
from linli.domains.registry.models import ImportBatch, Person
from linli.domains.registry.rules.columns import places
from linli.domains.registry.rules.drafts import Committees, Problem
from linli.foundation.files import public as files
from linli.foundation.scope import Actor
from linli.foundation.territory import public as territory
from linli.foundation.vault import public as vault
from linli.toolbox import clock
from linli.toolbox.areacodes import committee_of, national
from linli.toolbox.levels import Level
from linli.toolbox.tables import Problem as TableProblem
from linli.toolbox.tables import Table, open_table
from linli.toolbox.texts import squeeze

CHUNK: Final = 8_000
LONGEST_HEADING: Final = 80
# a short file is read here: starting worker processes takes longer
FEW_BYTES: Final = 400_000

# said of rows of a file by the reader, and no reason to refuse them
ONLY_ODD: Final = frozenset({"tables.row_too_short"})
# what may be repeated to the person; "value" may be somebody's citizen id
_SPEAKABLE: Final = frozenset(
    {"cell", "range", "row", "limit", "cells", "columns", "byte", "encoding", "guess", "letter"}
)


@contextmanager
def table_of(actor: Actor, batch: ImportBatch) -> Iterator[Table]:
    """Open the kept file of a batch as a table."""
    stored = files.stored_file(actor, batch.file_id)
    with files.opened(stored) as stream, open_table(stream, batch.filename) as table:
        yield table


def orders_for(actor: Actor, columns: list[str], mapping: Mapping[str, str], *, seals: bool) -> Orders:
    """Give what the rows of a file are read with, under this actor."""
    return Orders(
        at=places(columns, mapping),
        committees=committees_for(actor),
        today=clock.today(),
        ring=vault.ring(),
        seals=seals,
        compares=Person.objects.within(actor.scope).exists(),
    )


def committees_for(actor: Actor) -> Committees:
    """Give the committees that the rows may belong to: those of the actor's scope, by code and by name."""
    own = committee_of(actor.area_code) if actor.level >= Level.COMMITTEE else None
    areas = [territory.area(own)] if own is not None else list(territory.committees_in(actor.scope))
    named = [(name, area.code) for area in areas for name in {squeeze(area.name), squeeze(area.short_name)}]
    often = Counter(name for name, _ in named)
    by_name = {name: code for name, code in named if often[name] == 1}
    by_name.update({national(area.code): area.code for area in areas})
    return Committees(own, by_name)


def chunks_of(table: Table, mapping: Mapping[str, str], found: list[Problem]) -> Iterator[list[Row]]:
    """Cut a table into chunks; what the file itself has wrong in the columns we read goes into ``found``."""
    read = set(mapping.values())
    chunk: list[Row] = []
    for row in table.rows():
        refused: tuple[str, ...] = ()
        for problem in row.problems:
            if problem.column is None or problem.column[:LONGEST_HEADING] in read:
                found.append(of_table(problem, mapping))
                if not found[-1].is_warning:
                    refused += (found[-1].field,)
        chunk.append((row.number, row.cells, refused))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def of_table(problem: TableProblem, mapping: Mapping[str, str]) -> Problem:
    """Turn what the reader of tables says into a problem of ours."""
    heading = (problem.column or "")[:LONGEST_HEADING]
    field = next((field for field, column in mapping.items() if column == heading), "")
    return Problem(problem.row or 0, field, problem.code, speakable(problem.detail), problem.code in ONLY_ODD)


def speakable(detail: Mapping[str, object]) -> dict[str, object]:
    """Keep of a detail what is no value of a person."""
    return {name: value for name, value in detail.items() if name in _SPEAKABLE}


def guess_rows(table: Table, stream_size: int, sample: Iterable[list[object]]) -> int | None:
    """Guess how many rows a text file has from the length of its first ones; None when it cannot be guessed."""
    if table.kind != "text":
        return None
    lengths = [sum(len(str(cell).encode()) + 1 for cell in cells) for cells in sample]
    return stream_size * len(lengths) // sum(lengths) if lengths else None
