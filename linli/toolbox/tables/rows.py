"""The rows of a table on their way from the file to the reader."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol, TypeAlias

from linli.toolbox.tables.problems import Problem

Cell: TypeAlias = str | int | float | bool | date | datetime  # an empty cell is ""


class Row(NamedTuple):
    """One row: its number as Excel shows it, its cells under the columns, and what is wrong with it.

    With an unreadable row `cells` is empty: half a row is not given away.
    """

    number: int
    cells: list[Cell]
    problems: tuple[Problem, ...] = ()


class RawProblem(NamedTuple):
    """A problem found before the headings are known: the column is still a number from 0."""

    column: int | None
    code: str
    detail: dict[str, object]


class RawRow(NamedTuple):
    """A row as the file holds it, of whatever length."""

    number: int
    cells: list[Cell]
    problems: Sequence[RawProblem] = ()
    is_readable: bool = True

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(not is_blank(cell) for cell in self.cells)

    @property
    def is_empty(self) -> bool:
        return all(map(is_blank, self.cells))


class Source(Protocol):
    """A file that can be read row by row, from the beginning as often as asked."""

    encoding: str
    short_rows_are_natural: bool

    def rows(self) -> Iterator[RawRow]: ...

    def notes(self) -> list[Problem]: ...

    def close(self) -> None: ...


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and (not cell or cell.isspace())


def letters_of(column: int) -> str:
    """Give the letters over a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """Give the number from 0 of the column under these letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
