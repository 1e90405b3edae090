"""CSV and TSV: rows out of bytes, in bounded memory, with every damaged row named."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final

from linli.toolbox.tables.encodings import UTF_8, Encoding, chunks, encoding_of, is_certainly_utf_8, lines
from linli.toolbox.tables.guards import GUARD, unguarded
from linli.toolbox.tables.limits import Limits
from linli.toolbox.tables.problems import Problem, TableUnreadable
from linli.toolbox.tables.rows import Cell, RawProblem, RawRow

_DELIMITERS: Final = (",", "\t", ";")
_SAMPLE_BYTES: Final = 1 << 16
_SAMPLE_ROWS: Final = 50
_EXCEL_HINT: Final = re.compile(r"sep=(.)\r?\n?")  # a first line by which Excel is told the delimiter
_GUARD_BEHIND_COMMA: Final = re.compile(r',"?\t+')
_REPLACEMENT: Final = "\ufffd"


class DelimitedText:
    """A text file with one row a line (or several, inside quotes)."""

    short_rows_are_natural = False

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._coding = encoding_of(file, row_bytes=limits.row_bytes)
        self.encoding = self._coding.name
        self.delimiter, self._skipped_lines = self._layout()

    def rows(self) -> Iterator[RawRow]:
        """Give the rows from the first on, blank ones too, numbered as Excel would show them."""
        feed = _Lines(self._file, self._coding, self._limits)
        for _ in range(self._skipped_lines):
            next(feed)
        reader = csv.reader(feed, delimiter=self.delimiter, strict=True)
        number = 0
        while True:
            number += 1
            feed.begin_row(number)
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                # Where a quote opens and never closes, no later row boundary can be believed.
                raise TableUnreadable("tables.quote", row=number, reason=str(error)) from error
            yield self._row(number, cells, feed.problems)

    def notes(self) -> list[Problem]:
        return []

    def close(self) -> None:
        self._file.close()

    def _row(self, number: int, cells: list[str], problems: list[RawProblem]) -> RawRow:
        if problems:
            return RawRow(number, [], tuple(problems), is_readable=False)
        values: list[Cell] = [unguarded(cell) if cell[:1] == GUARD else cell for cell in cells]
        found = self._cell_problems(cells) if self._coding.has_replacement or _is_long(cells, self._limits) else ()
        return RawRow(number, values, found)

    def _cell_problems(self, cells: list[str]) -> list[RawProblem]:
        limit, found = self._limits.cell_characters, []
        for column, cell in enumerate(cells):
            if len(cell) > limit:
                found.append(RawProblem(column, "tables.cell_too_long", {"limit": limit}))
            if _REPLACEMENT in cell:
                found.append(RawProblem(column, "tables.damaged_text", {}))
        return found

    def _layout(self) -> tuple[str, int]:
        """Find the delimiter from a sample; give it and how many lines only speak to Excel."""
        sample, size = [], 0
        for line in lines(chunks(self._file, self._coding), row_bytes=self._limits.row_bytes):
            sample.append(line.decode(_line_codec(self._coding), errors="replace"))
            size += len(line)
            if size > _SAMPLE_BYTES or len(sample) > _SAMPLE_ROWS:
                break
        if not "".join(sample).strip("\0 \t\r\n"):
            raise TableUnreadable("tables.empty")
        if hint := _EXCEL_HINT.fullmatch(sample[0]):
            return hint[1], 1
        return max(_DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter)), 0


def _is_long(cells: list[str], limits: Limits) -> bool:
    return sum(map(len, cells)) > limits.cell_characters


def _regularity(sample: list[str], delimiter: str) -> tuple[int, int]:
    """Rate a delimiter: how many rows of the sample it cuts into equally many cells, and into how many."""
    if delimiter == "\t":
        # A tab behind a comma is the guard before a dangerous text, written by us and by others.
        sample = [_GUARD_BEHIND_COMMA.sub(",", line) for line in sample]
    try:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if len(row) > 1)
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, rows = widths.most_common(1)[0]
    return rows, width


class _Lines:
    """Lines of text for the csv module; remembers what was wrong with the bytes of the current row."""

    def __init__(self, file: BinaryIO, coding: Encoding, limits: Limits) -> None:
        self._lines = lines(chunks(file, coding), row_bytes=limits.row_bytes)
        self._coding = coding
        self._codec = _line_codec(coding)
        self._position = coding.bom
        self._row_bytes = limits.row_bytes
        self._begun_at = self._position
        self._row = 0
        self.problems: list[RawProblem] = []

    def begin_row(self, number: int) -> None:
        """Forget what was said of the row before."""
        self._begun_at = self._position
        self._row = number
        if self.problems:
            self.problems = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        start = self._position
        self._position += len(line)
        if self._position - self._begun_at > self._row_bytes:
            raise TableUnreadable("tables.row_too_large", row=self._row, limit=self._row_bytes)
        if self._coding.has_nul and b"\0" in line:
            self._say("tables.nul", start + line.index(0), 0)
        if self._coding.has_foreign_lines and not line.isascii() and is_certainly_utf_8(line):
            return self._undecodable("tables.mixed_encoding", line, start, _first_foreign_byte(line))
        try:
            return line.decode(self._codec)
        except UnicodeDecodeError as error:
            return self._undecodable("tables.bytes", line, start, error.start)

    def _undecodable(self, code: str, line: bytes, start: int, offset: int) -> str:
        self._say(code, start + offset, line[offset])
        # Delimiters, quotes and line ends are the same bytes in Latin-1 and never a part of a Chinese
        # character: the row keeps its shape, and its text is thrown away.
        return line.decode("latin-1")

    def _say(self, code: str, byte: int, value: int) -> None:
        detail: dict[str, object] = {"value": f"{value:02X}", "encoding": self._coding.name}
        if not self._coding.is_transcoded:
            detail["byte"] = byte  # counted from 0 in the file as it was given
        self.problems.append(RawProblem(None, code, detail))


def _line_codec(coding: Encoding) -> str:
    return UTF_8 if coding.is_transcoded else coding.name


def _first_foreign_byte(line: bytes) -> int:
    return next(offset for offset, byte in enumerate(line) if not bytes([byte]).isascii())
