"""Keyset pages: one index range a page, however deep; never an offset, never a count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Self, TypeVar

from django.db import models
from django.db.models import BooleanField, F, Func, Value
from django.db.models.sql.compiler import SQLCompiler

from linli.foundation.scope.models import ScopedModel, ScopedQuerySet

M = TypeVar("M", bound=ScopedModel)
T = TypeVar("T")

SIZES: Final = (25, 50, 100)
DEFAULT_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place between two rows of a list ordered by (area_code, id)."""

    area_code: int
    id: int
    backwards: bool = False

    def __str__(self) -> str:
        return f"{'b' if self.backwards else 'a'}{self.area_code}-{self.id}"

    @classmethod
    def of(cls, row: ScopedModel, *, backwards: bool = False) -> Self:
        return cls(row.area_code, row.pk, backwards)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read a cursor from an address; one that somebody mangled starts the list anew."""
        area, _, key = text[1:].partition("-")
        if text[:1] not in {"a", "b"} or not (_is_number(area) and _is_number(key)):
            return None
        return cls(int(area), int(key), text[0] == "b")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list and the ways to its neighbours."""

    rows: Sequence[T]
    size: int
    previous: Cursor | None = None
    next: Cursor | None = None


class _RowCompare(Func):
    """``(area_code, id) > (a, b)``: a row comparison is one index condition, an OR is not."""

    output_field = BooleanField()
    arity = 4

    def __init__(self, operator: str, cursor: Cursor) -> None:
        whole = models.BigIntegerField()
        super().__init__(
            F("area_code"), F("id"), Value(cursor.area_code, whole), Value(cursor.id, whole), operator=operator
        )

    def as_sql(  # type: ignore[override]
        self,
        compiler: SQLCompiler,
        connection: Any,  # noqa: ARG002 - Django's signature
        **_extra: Any,
    ) -> tuple[str, list[Any]]:
        compiled = [compiler.compile(source) for source in self.get_source_expressions()]
        parts = [part for part, _ in compiled]
        parameters = [parameter for _, given in compiled for parameter in given]
        return f"(({parts[0]}, {parts[1]}) {self.extra['operator']} ({parts[2]}, {parts[3]}))", parameters


def page_of(rows: ScopedQuerySet[M], cursor: Cursor | None, size: int) -> Page[M]:
    """Cut one page out of a scoped list, ordered by (area_code, id)."""
    backwards = cursor is not None and cursor.backwards
    if cursor is not None:
        rows = rows.filter(_RowCompare("<" if backwards else ">", cursor))
    order = ("-area_code", "-id") if backwards else ("area_code", "id")
    found = list(rows.order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page(found, size)
    return Page(
        found,
        size,
        previous=Cursor.of(found[0], backwards=True) if (more if backwards else cursor is not None) else None,
        next=Cursor.of(found[-1]) if (backwards or more) else None,
    )


_LONGEST_NUMBER: Final = 18  # fits an int8


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
