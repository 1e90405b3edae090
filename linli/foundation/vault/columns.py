"""Where sealed things lie. Modules declare them in ``AppConfig.ready``; rotation works through all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from linli.foundation.vault.cipher import KeyRing

_declared: Final[dict[tuple[str, str], SealedColumn]] = {}
_holdings: Final[dict[str, Holding]] = {}


@dataclass(frozen=True)
class SealedColumn:
    """A column of envelopes, and the blind indexes that stand beside it in the same row."""

    table: str
    column: str
    context: bytes
    pk: str = "id"
    indexes: Mapping[str, str] = field(default_factory=dict)  # column -> kind

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
) -> None:
    """Declare a column of sealed values, so that rotating the keys reaches it."""
    declared = SealedColumn(table, column, context, pk, index_columns or {})
    known = _declared.setdefault((table, column), declared)
    if known != declared:
        raise ValueError(f"{declared.name} is declared twice, and differently.")


def sealed_columns() -> list[SealedColumn]:
    """Return every declared column."""
    return list(_declared.values())


class Holding(Protocol):
    """Sealed things outside the columns of a table, such as files. They have few words for a rotation."""

    def count_old(self, ring: KeyRing) -> int:
        """Count what the active key has not sealed."""

    def reseal(self, ring: KeyRing) -> int:
        """Seal everything anew that can be had now; return how many things."""


def register_holding(name: str, holding: Holding) -> None:
    """Declare sealed things that are no column."""
    _holdings[name] = holding


def holdings() -> dict[str, Holding]:
    """Return every declared holding by name."""
    return dict(_holdings)
