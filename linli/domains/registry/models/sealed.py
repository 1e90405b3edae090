"""The two sealed fields of a person: how they are kept, found and opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linli.foundation.vault import public as vault


@dataclass(frozen=True, slots=True)
class SealedField:
    """A value kept sealed in one column, found through a blind index in another."""

    name: str

    @property
    def context(self) -> bytes:
        """Bind the sealed bytes to their column: moved to another, they do not open."""
        return f"registry.person.{self.name}".encode()

    @property
    def columns(self) -> tuple[str, str]:
        return self.name, f"{self.name}_index"

    def keep(self, value: str) -> dict[str, bytes | None]:
        """Give the columns for a value; for none, give them empty."""
        if not value:
            return dict.fromkeys(self.columns)
        return {self.name: vault.seal(value, self.context), f"{self.name}_index": vault.index(self.name, value)}

    def open(self, sealed: bytes | memoryview | None) -> str:
        """Open what is kept; nothing kept is an empty text."""
        return "" if sealed is None else vault.open_sealed(bytes(sealed), self.context)


PREVIEW: Final = b"registry.importbatch.preview"
CITIZEN_ID: Final = SealedField("citizen_id")
TELEPHONE: Final = SealedField("telephone")


def declare() -> None:
    """Tell the vault where sealed values lie, so that rotating its keys reaches them."""
    vault.register_column("registry_importbatch", "preview", context=PREVIEW)
    for field in (CITIZEN_ID, TELEPHONE):
        column, index = field.columns
        for table in ("registry_person", "registry_personrevision"):
            vault.register_column(table, column, context=field.context, index_columns={index: field.name})
