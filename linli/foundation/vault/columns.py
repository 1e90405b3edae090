"""Where sealed values lie. Modules declare their columns in ``AppConfig.ready``; rotation works through all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_declared: Final[dict[tuple[str, str], SealedColumn]] = {}


@dataclass(frozen=True)
class SealedColumn:
    """A column of envelopes, and the blind indexes that stand beside it in the same row."""

    table: str
    column: str
    context: bytes
    pk: str = "id"
    indexes: Mapping[str, str] = field(default_factory=dict)  # column -> kind
    tails: Mapping[str, str] = field(default_factory=dict)  # column -> kind

    @property
    def name(self) -> str:
        return f"{self.table}.{self.column}"


def register_column(
    table: str,
    column: str,
    *,
    context: bytes,
    pk: str = "id",
    index_columns: Mapping[str, str] | None = None,
    tail_columns: Mapping[str, str] | None = None,
) -> None:
    """Declare a column of sealed values, so that rotating the keys reaches it."""
    declared = SealedColumn(table, column, context, pk, index_columns or {}, tail_columns or {})
    known = _declared.setdefault((table, column), declared)
    if known != declared:
        raise ValueError(f"{declared.name} is declared twice, and differently.")


def sealed_columns() -> list[SealedColumn]:
    """Return every declared column."""
    return list(_declared.values())
