"""A file sealed piece by piece, so that a large one never lies in memory or in clear."""

from __future__ import annotations

import struct
from typing import IO, BinaryIO

from linli.foundation.vault import public as vault
from linli.foundation.vault.cipher import HEADER_BYTES, KeyRing

_PIECE = 1 << 20
_LENGTH = struct.Struct(">I")


def seal_stream(clear: BinaryIO, sealed: IO[bytes], place: str) -> None:
    """Write ``clear`` as sealed pieces. Each is bound to its place, its number and whether it is the last."""
    number = 0
    piece = clear.read(_PIECE)
    while True:
        following = clear.read(_PIECE)
        envelope = vault.ring().seal_bytes(piece, _context(place, number, is_last=not following))
        sealed.write(_LENGTH.pack(len(envelope)))
        sealed.write(envelope)
        if not following:
            return
        piece, number = following, number + 1


def open_stream(sealed: BinaryIO, clear: IO[bytes], place: str) -> None:
    """Write the clear bytes. Raises the vault's error when a piece was altered, moved or cut off."""
    number = 0
    head = sealed.read(_LENGTH.size)
    while head:
        envelope = sealed.read(_LENGTH.unpack(head)[0])
        head = sealed.read(_LENGTH.size)
        clear.write(vault.ring().open_bytes(envelope, _context(place, number, is_last=not head)))
        number += 1


def is_current(sealed: BinaryIO, ring: KeyRing) -> bool:
    """Tell whether every piece is sealed with the key that seals now."""
    while head := sealed.read(_LENGTH.size):
        envelope = sealed.read(HEADER_BYTES)
        if not ring.is_current(envelope):
            return False
        sealed.seek(_LENGTH.unpack(head)[0] - HEADER_BYTES, 1)
    return True


def _context(place: str, number: int, *, is_last: bool) -> bytes:
    return f"file:{place}:{number}:{'last' if is_last else 'more'}".encode()
