"""A Merkle tree over SM3: one short root vouches for any number of rows in their order.

The shape and the domain separation are those of RFC 6962: a leaf is hashed behind 0x00 and a node
behind 0x01, so that no leaf can be passed off as a node.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from cryptography.hazmat.primitives import hashes

DIGEST_SIZE: Final = 32

_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"


def _sm3_of_cryptography(message: bytes) -> bytes:
    digest = hashes.Hash(hashes.SM3())
    digest.update(message)
    return digest.finalize()


def _sm3_of_hashlib(message: bytes) -> bytes:
    return hashlib.new("sm3", message).digest()


def _fastest_sm3() -> Callable[[bytes], bytes]:
    """Take hashlib's where the machine's OpenSSL has it: half the time. `cryptography` always has it."""
    return _sm3_of_hashlib if "sm3" in hashlib.algorithms_available else _sm3_of_cryptography


sm3: Final = _fastest_sm3()
