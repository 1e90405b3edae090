"""One sheet of a workbook, read as a stream: rows as soon as they are complete, in bounded memory.

Neither openpyxl nor calamine fits here. A formula must be told from a value, an id that lost its
digits from a number, a hidden row from a shown one: calamine forgets these and holds the whole
sheet; openpyxl tells them only in the mode that holds the whole sheet, at some 50 times its size.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from linli.toolbox.tables.archive import BoundedPart
from linli.toolbox.tables.limits import Limits
from linli.toolbox.tables.merges import Merges, Range
from linli.toolbox.tables.problems import TableUnreadable
from linli.toolbox.tables.rows import Cell, RawProblem, RawRow, column_of, letters_of
from linli.toolbox.tables.values import CellValues, Wrong
from linli.toolbox.tables.xml import Guard

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
_TRUE: Final = ("1", "true", "on")
_FORMULA: Final = Wrong("tables.formula")  # the value beside it is what some program once computed


class SheetReader:
    """Turns the elements of a sheet into rows; made anew for every reading."""

    def __init__(self, name: str, values: CellValues, merges: Merges | None, limits: Limits) -> None:
        self.hidden_rows = 0
        self.has_hidden_columns = False
        self._values = values
        self._merges = merges
        self._limits = limits
        self._guard = Guard(name, limits)
        self._rows: list[RawRow] = []
        self._depth = 0
        self._columns: dict[str, int] = {}
        self._spilled: list[Range] = []  # by array formulas: values around the cell that holds the formula
        self._number = 0
        self._in_row = self._in_cell = self._in_reading = self._in_text = self._has_formula = False
        self._cells: list[Cell] = []
        self._problems: list[RawProblem] = []
        self._column = -1
        self._type = self._style = ""
        self._pieces: list[str] = []
        self._length = 0
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._start_text,
            "t": self._start_text,
            "f": self._start_formula,
            "rPh": self._start_reading,
            "col": self._start_column,
            "mergeCell": self._check_merge,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "row": self._end_row,
            "c": self._end_cell,
            "v": self._end_text,
            "t": self._end_text,
            "rPh": self._end_reading,
        }
        self._guard.parser.StartElementHandler = self._start
        self._guard.parser.EndElementHandler = self._end
        self._guard.parser.CharacterDataHandler = self._text

    def rows(self, stream: BoundedPart) -> Iterator[RawRow]:
        """Give the rows that hold anything, in the order of the sheet."""
        for _ in self._guard.feed(stream):
            if self._rows:
                found, self._rows = self._rows, []
                yield from found
        yield from self._rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self._limits.xml_depth:
            raise self._guard.too_deep()
        handler = self._starts.get(name)
        if handler is None and ":" in name:
            handler = self._starts.get(name.rpartition(":")[2])
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        handler = self._ends.get(name)
        if handler is None and ":" in name:
            handler = self._ends.get(name.rpartition(":")[2])
        if handler is not None:
            handler()

    def _start_row(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        number = self._number + 1 if reference is None else _row_number(reference)
        if number <= self._number or self._in_row:
            raise TableUnreadable("tables.damaged", reason="order of rows", row=self._number)
        self._number, self._in_row = number, True
        self._cells, self._problems, self._column = [], [], -1
        if attributes.get("hidden") in _TRUE:
            self.hidden_rows += 1

    def _end_row(self) -> None:
        self._in_row = False
        is_merged = self._merges is not None and self._merges.touch(self._number)
        if not self._cells and not self._problems:
            return  # blank, merged or not: there is nothing here that could belong to another row
        if self._merges is not None and is_merged:
            self._problems += self._merges.problems(self._number)
        self._rows.append(RawRow(self._number, self._cells, self._problems))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        column = self._column + 1 if reference is None else self._column_at(reference)
        if column <= self._column or not self._in_row or self._in_cell:
            raise TableUnreadable("tables.damaged", reason="order of cells", row=self._number)
        self._column, self._in_cell = column, True
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._has_formula = False
        self._pieces, self._length = [], 0

    def _end_cell(self) -> None:
        self._in_cell = False
        if self._has_formula or (self._spilled and self._is_spilled()):
            value: Cell | Wrong = _FORMULA
        elif not self._pieces:
            return
        elif self._column >= self._limits.columns:
            value = Wrong("tables.too_many_columns", {"limit": self._limits.columns})
        else:
            value = self._values.read(self._type, "".join(self._pieces), self._style)
        if isinstance(value, Wrong):
            self._say(value)
            value = ""
        if self._column < self._limits.columns:
            missing = self._column - len(self._cells)
            if missing:
                self._cells.extend([""] * missing)
            self._cells.append(value)

    def _start_text(self, _attributes: dict[str, str]) -> None:
        if self._in_cell and not self._in_reading:
            self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _text(self, text: str) -> None:
        if not self._in_text:
            return
        # One piece over the limit is kept, so that the value is found to be too long; the rest is not.
        if self._length <= self._limits.cell_characters:
            self._length += len(text)
            self._pieces.append(text)

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self._has_formula = True
        if "ref" in attributes and attributes.get("t") in ("array", "dataTable"):
            self._spilled.append(Range.parse(attributes["ref"]))
            if len(self._spilled) > self._limits.array_formulas:
                raise TableUnreadable("tables.bomb", reason="array formulas", limit=self._limits.array_formulas)

    def _start_reading(self, _attributes: dict[str, str]) -> None:
        self._in_reading = True

    def _end_reading(self) -> None:
        self._in_reading = False

    def _start_column(self, attributes: dict[str, str]) -> None:
        self.has_hidden_columns = self.has_hidden_columns or attributes.get("hidden") in _TRUE

    def _check_merge(self, attributes: dict[str, str]) -> None:
        if self._merges is not None and not self._merges.knows(attributes.get("ref", "")):
            # Found by the parser and not by the search before it: written so as to be overlooked.
            raise TableUnreadable("tables.damaged", reason="merged cells")

    def _column_at(self, reference: str) -> int:
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise TableUnreadable("tables.damaged", reason="cell reference", row=self._number)
        letters = match[1]
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_of(letters)
        return column

    def _is_spilled(self) -> bool:
        return any(area.holds(self._number, self._column) for area in self._spilled)

    def _say(self, wrong: Wrong) -> None:
        if len(self._problems) < self._limits.problems_per_row:
            cell = f"{letters_of(self._column)}{self._number}"
            self._problems.append(RawProblem(self._column, wrong.code, {"cell": cell, **wrong.detail}))


def _row_number(reference: str) -> int:
    return int(reference) if reference.isdecimal() and len(reference) <= 7 else 0  # noqa: PLR2004 - Excel ends at 1,048,576
