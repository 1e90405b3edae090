"""The one sealed field of an order: the telephone of whoever reported it."""

from __future__ import annotations

from typing import Final

from linli.foundation.vault import public as vault

_CONTEXT: Final = b"workorders.order.reporter_telephone"


def keep_telephone(value: str) -> bytes | None:
    """Seal a telephone number; none stays none."""
    return vault.seal(value, _CONTEXT) if value else None


def open_telephone(sealed: bytes | memoryview | None) -> str:
    """Open a sealed number; nothing kept is an empty text."""
    return "" if sealed is None else vault.open_sealed(bytes(sealed), _CONTEXT)


def declare() -> None:
    """Tell the vault where the sealed numbers lie, so that rotating its keys reaches them."""
    vault.register_column("workorders_order", "reporter_telephone", context=_CONTEXT)
