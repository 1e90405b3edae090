"""An XLSX workbook: its sheets found, one chosen, its rows read."""

import posixpath
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from linli.toolbox.tables.archive import Archive
from linli.toolbox.tables.limits import Limits
from linli.toolbox.tables.merges import Merges, merges_of
from linli.toolbox.tables.problems import Problem, TableUnreadable
from linli.toolbox.tables.rows import RawRow
from linli.toolbox.tables.sheet import SheetReader
from linli.toolbox.tables.strings import SharedStrings
from linli.toolbox.tables.styles import date_styles
from linli.toolbox.tables.values import CellValues
from linli.toolbox.tables.xml import ElementHandler, elements

_ROOT_RELATIONS: Final = "_rels/.rels"
_TRUE: Final = ("1", "true")


class _Sheet(NamedTuple):
    name: str
    part: str
    is_visible: bool


class Workbook:
    """The chosen sheet of a workbook as a source of rows."""

    encoding = "xlsx"
    short_rows_are_natural = True  # a sheet does not store the empty cells at the end of a row

    def __init__(self, file: BinaryIO, limits: Limits, wanted: str | None) -> None:
        self._file = file
        self._limits = limits
        self._archive = Archive(file, limits)
        self._refuse_other_kinds()
        self._from_1904 = False
        main = self._main_part()
        self._relations = self._related(main)
        sheets = self._sheets(main)
        self._values = self._cell_values()
        try:
            self.sheet, self._merges = self._choose(sheets, wanted)
        except BaseException:
            self._values.strings.close()
            raise
        self._sheet_notes = self._notes_on(sheets)
        self._hidden_rows = 0
        self._has_hidden_columns = False

    def rows(self) -> Iterator[RawRow]:
        """Give the rows of the chosen sheet from the first on."""
        reader = SheetReader(self.sheet.name, self._values, self._merges.again(), self._limits)
        with self._archive.open_part(self.sheet.part) as stream:
            yield from reader.rows(stream)
        self._hidden_rows, self._has_hidden_columns = reader.hidden_rows, reader.has_hidden_columns

    def notes(self) -> list[Problem]:
        """Name what the reader of the sheet on a screen would not have seen."""
        notes = list(self._sheet_notes)
        if self._hidden_rows:
            notes.append(Problem(None, None, "tables.hidden_rows", {"count": self._hidden_rows}))
        if self._has_hidden_columns:
            notes.append(Problem(None, None, "tables.hidden_columns"))
        return notes

    def close(self) -> None:
        self._values.strings.close()
        self._archive.close()
        self._file.close()

    def _refuse_other_kinds(self) -> None:
        names = set(self._archive.names)
        if "xl/workbook.bin" in names:
            raise TableUnreadable("tables.xlsb")
        if "mimetype" in names:
            raise TableUnreadable("tables.open_document")
        if _ROOT_RELATIONS not in names:
            raise TableUnreadable("tables.not_a_table", kind="archive")

    def _main_part(self) -> str:
        found: list[str] = []

        def take(name: str, attributes: dict[str, str], _around: list[str]) -> None:
            if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
                found.append(attributes.get("Target", ""))

        self._elements(_ROOT_RELATIONS, take)
        main = found[0].lstrip("/") if found else ""
        if not main.startswith("xl/"):
            raise TableUnreadable("tables.not_a_table", kind="document")
        return main

    def _related(self, main: str) -> dict[str, tuple[str, str]]:
        """Give the parts that belong to the workbook by their id: kind and name."""
        folder, name = posixpath.split(main)
        relations: dict[str, tuple[str, str]] = {}

        def take(element: str, attributes: dict[str, str], _around: list[str]) -> None:
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
                relations[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

        self._elements(f"{folder}/_rels/{name}.rels", take)
        return relations

    def _sheets(self, main: str) -> list[_Sheet]:
        sheets: list[_Sheet] = []

        def take(name: str, attributes: dict[str, str], _around: list[str]) -> None:
            if name == "workbookPr":
                self._from_1904 = attributes.get("date1904") in _TRUE
            elif name == "sheet":
                identity = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                kind, part = self._relations.get(identity, ("", ""))
                if kind == "worksheet":  # a sheet may also be a chart or a dialogue
                    visible = attributes.get("state", "visible") == "visible"
                    sheets.append(_Sheet(attributes.get("name", ""), part, visible))

        self._elements(main, take)
        return sheets

    def _cell_values(self) -> CellValues:
        parts = dict(self._relations.values())
        styles: frozenset[str] = frozenset()
        if parts.get("styles") in self._archive.names:
            with self._archive.open_part(parts["styles"], self._limits.part_bytes) as stream:
                styles = date_styles(stream, self._limits)
        strings = SharedStrings(None, self._limits)
        if parts.get("sharedStrings") in self._archive.names:
            with self._archive.open_part(parts["sharedStrings"]) as stream:
                strings = SharedStrings(stream, self._limits)
        return CellValues(strings, styles, self._limits, from_1904=self._from_1904)

    def _choose(self, sheets: list[_Sheet], wanted: str | None) -> tuple[_Sheet, Merges]:
        if wanted is not None:
            sheets = [sheet for sheet in sheets if sheet.name == wanted]
            if not sheets:
                raise TableUnreadable("tables.no_such_sheet", sheet=wanted)
        for sheet in sheets:
            if (sheet.is_visible or wanted is not None) and self._holds_something(sheet):
                with self._archive.open_part(sheet.part) as stream:
                    return sheet, merges_of(stream, self._limits)
        raise TableUnreadable("tables.empty")

    def _holds_something(self, sheet: _Sheet) -> bool:
        reader = SheetReader(sheet.name, self._values, None, self._limits)
        with self._archive.open_part(sheet.part) as stream:
            return any(not row.is_empty or row.problems for row in reader.rows(stream))

    def _notes_on(self, sheets: list[_Sheet]) -> list[Problem]:
        others = [sheet for sheet in sheets if sheet.name != self.sheet.name]
        shown = [sheet.name for sheet in others if sheet.is_visible]
        hidden = [sheet.name for sheet in others if not sheet.is_visible]
        notes = []
        if shown:
            notes.append(
                Problem(None, None, "tables.other_sheets", {"read": self.sheet.name, "names": ", ".join(shown)})
            )
        if hidden:
            notes.append(Problem(None, None, "tables.hidden_sheets", {"names": ", ".join(hidden)}))
        if not self.sheet.is_visible:
            notes.append(Problem(None, None, "tables.hidden_sheet_read", {"read": self.sheet.name}))
        if any(name.endswith("vbaProject.bin") for name in self._archive.names):
            notes.append(Problem(None, None, "tables.macros_ignored"))
        return notes

    def _elements(self, part: str, take: ElementHandler) -> None:
        with self._archive.open_part(part, self._limits.part_bytes) as stream:
            elements(stream, part, self._limits, take)
