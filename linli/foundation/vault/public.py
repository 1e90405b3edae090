"""The door of vault: seal and open values, find them by blind index, rotate the keys."""

from __future__ import annotations

from linli.foundation.vault.cipher import CannotOpen, KeyRing
from linli.foundation.vault.columns import Holding, register_column, register_holding
from linli.foundation.vault.ring import open_sealed, reload, ring
from linli.foundation.vault.rotation import Rotated, retire, rotate

__all__ = [
    "CannotOpen",
    "Holding",
    "KeyRing",
    "Rotated",
    "index",
    "index_candidates",
    "open_sealed",
    "register_column",
    "register_holding",
    "reload",
    "retire",
    "ring",
    "rotate",
    "seal",
    "tail_ranges",
]


def seal(plain: str, context: bytes) -> bytes:
    """Seal one value for the column that the context names."""
    return ring().seal(plain, context)


def index(kind: str, value: str) -> bytes:
    """Give the blind index to write beside a sealed value. Normalise the value first."""
    return ring().index(kind, value)


def index_candidates(kind: str, value: str) -> list[bytes]:
    """Give every index to search for; more than one only while index keys are being rotated."""
    return ring().index_candidates(kind, value)


def tail_ranges(kind: str, value: str) -> list[tuple[bytes, bytes]]:
    """Give the lowest and highest index of all values that end so; several only while index keys are rotated."""
    return ring().tail_ranges(kind, value)
