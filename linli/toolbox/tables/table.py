"""Open a file that calls itself a table, and read it row by row."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from linli.toolbox.tables.delimited import DelimitedText
from linli.toolbox.tables.limits import DEFAULT_LIMITS, Limits
from linli.toolbox.tables.problems import Problem, TableUnreadable
from linli.toolbox.tables.rows import RawProblem, RawRow, Row, Source, is_blank, letters_of
from linli.toolbox.tables.sniffing import FileKind, kind_of
from linli.toolbox.tables.workbook import Workbook
from linli.toolbox.texts import tidy

_SUFFIXES: Final = {FileKind.TEXT: (".csv", ".tsv", ".txt"), FileKind.WORKBOOK: (".xlsx", ".xlsm", ".xltx")}


def open_table(
    file: str | Path | BinaryIO, filename: str = "", *, limits: Limits = DEFAULT_LIMITS, sheet: str | None = None
) -> "Table":
    """Open a CSV, TSV or XLSX file; its bytes decide which it is, its name only earns a note.

    The binary file must be seekable and stays open until the table is closed. `sheet` names a sheet
    of a workbook; otherwise the first visible one that holds something is read.
    """
    stream = Path(file).open("rb") if isinstance(file, str | Path) else file  # noqa: SIM115 - the table closes it
    name = filename or (str(file) if isinstance(file, str | Path) else "")
    try:
        return Table(_source(stream, limits, sheet), kind_of(stream), name, limits)
    except BaseException:
        if isinstance(file, str | Path):
            stream.close()
        raise


def _source(stream: BinaryIO, limits: Limits, sheet: str | None) -> Source:
    size = stream.seek(0, 2)
    if size > limits.file_bytes:
        raise TableUnreadable("tables.file_too_large", size=size, limit=limits.file_bytes)
    if kind_of(stream) is FileKind.WORKBOOK:
        return Workbook(stream, limits, sheet)
    return DelimitedText(stream, limits)


class Table:
    """A table with its headings read; `rows()` reads the rest, as often as asked but one reading at a time."""

    def __init__(self, source: Source, kind: FileKind, filename: str, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self.kind = kind
        self.encoding = source.encoding
        self.columns: list[str] = []
        self.header_row = 0
        self.problems: list[Problem] = []  # of the headings: each makes the columns doubtful
        self._own_notes: list[Problem] = []  # worth knowing, nothing wrong
        self._read_headings()
        if filename and not filename.lower().endswith(_SUFFIXES[kind]):
            self._own_notes.append(
                Problem(None, None, "tables.misnamed", {"name": Path(filename).name, "kind": kind.value})
            )

    @property
    def notes(self) -> list[Problem]:
        """What is worth knowing about the file; complete once the rows have been read."""
        return self._own_notes + self._source.notes()

    def rows(self) -> Iterator[Row]:
        """Give the rows below the headings, blank ones left out; raises `TableUnreadable` where reading ends."""
        width, last = len(self.columns), self.header_row + self._limits.rows
        for raw in self._source.rows():
            if raw.number <= self.header_row:
                continue
            if raw.number > last:
                raise TableUnreadable("tables.too_many_rows", limit=self._limits.rows)
            if raw.problems or len(raw.cells) != width:
                if raw.problems or not raw.is_empty:
                    yield self._doubtful(raw)
            elif not raw.is_empty:
                yield Row(raw.number, raw.cells)

    def close(self) -> None:
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _doubtful(self, raw: RawRow) -> Row:
        """Fit a row under the columns and say what is wrong with it."""
        problems = self._placed(raw.number, raw.problems)
        if not raw.is_readable:
            return Row(raw.number, [], problems)
        width, cells = len(self.columns), raw.cells
        if any(not is_blank(cell) for cell in cells[width:]):
            problems += (Problem(raw.number, None, "tables.row_too_long", {"cells": len(cells), "columns": width}),)
        elif len(cells) < width and not self._source.short_rows_are_natural:
            detail = {"cells": len(cells), "columns": width}
            problems += (Problem(raw.number, None, "tables.row_too_short", detail),)
        return Row(raw.number, (cells + [""] * width)[:width], problems)

    def _placed(self, number: int, problems: Sequence[RawProblem]) -> tuple[Problem, ...]:
        return tuple(
            Problem(number, self._column_name(problem.column), problem.code, problem.detail)
            for problem in problems[: self._limits.problems_per_row]
        )

    def _column_name(self, column: int | None) -> str | None:
        if column is None:
            return None
        named = self.columns[column] if column < len(self.columns) else ""
        return named or letters_of(column)

    def _read_headings(self) -> None:
        """Take the first row with two filled cells; single cells above it are a title or a watermark."""
        lonely: list[RawRow] = []
        for raw in self._source.rows():
            if not raw.is_readable:
                first = raw.problems[0]
                raise TableUnreadable("tables.headings_unreadable", row=raw.number, because=first.code, **first.detail)
            if raw.filled > 1:
                self._take_headings(raw, titles=lonely)
                return
            if raw.filled:
                lonely.append(raw)
            if len(lonely) > self._limits.title_rows:
                break
        if not lonely:
            raise TableUnreadable("tables.empty")
        self._take_headings(lonely[0], titles=[])  # a table of one column

    def _take_headings(self, raw: RawRow, titles: list[RawRow]) -> None:
        names = [tidy(str(cell)) for cell in raw.cells]
        while names and not names[-1]:
            names.pop()
        if len(names) > self._limits.columns:
            raise TableUnreadable("tables.too_many_columns", limit=self._limits.columns)
        self.columns, self.header_row = names, raw.number
        self.problems = list(self._placed(raw.number, raw.problems))
        for column, name in enumerate(names):
            if not name:
                self._own_notes.append(Problem(raw.number, letters_of(column), "tables.unnamed_column"))
            elif name in names[:column]:
                self.problems.append(
                    Problem(raw.number, name, "tables.duplicate_column", {"letter": letters_of(column)})
                )
        self._own_notes += [
            Problem(title.number, None, "tables.title", {"text": _only_text(title)}) for title in titles
        ]


def _only_text(raw: RawRow) -> str:
    return tidy(next(str(cell) for cell in raw.cells if not is_blank(cell)))
