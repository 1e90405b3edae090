"""A Merkle tree over SM3: one short root vouches for any number of rows in their order.

The shape and the domain separation are those of RFC 6962: a leaf is hashed behind 0x00 and a node
behind 0x01, so that no leaf can be passed off as a node.
"""

from collections.abc import Iterable, Sequence
from hmac import compare_digest
from typing import Final

from cryptography.hazmat.primitives import hashes

DIGEST_SIZE: Final = 32


def _begun(prefix: bytes) -> hashes.Hash:
    digest = hashes.Hash(hashes.SM3())
    digest.update(prefix)
    return digest


# Copying a hash already begun costs two thirds of beginning a new one; a city seals millions of rows.
# `cryptography` and not hashlib: the SM3 of hashlib depends on how the machine's OpenSSL was built.
_LEAF: Final = _begun(b"\x00")
_NODE: Final = _begun(b"\x01")
_ROOT_OF_NOTHING: Final = _begun(b"").finalize()


def leaf(message: bytes) -> bytes:
    """Give the hash of one row."""
    digest = _LEAF.copy()
    digest.update(message)
    return digest.finalize()


def node(left: bytes, right: bytes) -> bytes:
    """Give the hash of two neighbours."""
    digest = _NODE.copy()
    digest.update(left + right)
    return digest.finalize()


class Frontier:
    """A tree that only grows: it keeps the roots of its full subtrees, a few dozen hashes at most."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        """Begin anew, or go on from the size and peaks of a frontier kept earlier."""
        if size < 0 or len(peaks) != size.bit_count():
            raise ValueError(f"A tree of {size} leaves has {size.bit_count()} peaks, not {len(peaks)}.")
        self.size = size
        self.peaks = list(peaks)

    def append(self, leaf_hash: bytes) -> None:
        """Add a leaf behind the others."""
        peaks, before = self.peaks, self.size
        while before & 1:
            leaf_hash = node(peaks.pop(), leaf_hash)
            before >>= 1
        peaks.append(leaf_hash)
        self.size += 1

    def root(self) -> bytes:
        """Give the root over all leaves so far."""
        if not self.peaks:
            return _ROOT_OF_NOTHING
        result = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            result = node(peak, result)
        return result


def root(leaves: Iterable[bytes]) -> bytes:
    """Give the root over leaf hashes, read once and not kept."""
    frontier = Frontier()
    for leaf_hash in leaves:
        frontier.append(leaf_hash)
    return frontier.root()


def proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Give the hashes beside the way from one leaf to the root, from below."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"There is no leaf {index} among {len(leaves)}.")
    path = []
    row = list(leaves)
    while len(row) > 1:
        beside = index ^ 1
        if beside < len(row):
            path.append(row[beside])
        row = [node(*row[at : at + 2]) if at + 1 < len(row) else row[at] for at in range(0, len(row), 2)]
        index >>= 1
    return path


def verify(leaf_hash: bytes, index: int, size: int, path: Sequence[bytes], root_hash: bytes) -> bool:
    """Say whether the path leads from this leaf, at this place of a tree of this size, to the root."""
    if not 0 <= index < size:
        return False
    rest, last, result = list(reversed(path)), size - 1, leaf_hash
    while last > 0:
        is_right = bool(index & 1)
        if is_right or index < last:  # otherwise the last of an odd row: it goes up alone
            if not rest:
                return False
            beside = rest.pop()
            result = node(beside, result) if is_right else node(result, beside)
        index, last = index >> 1, last >> 1
    return not rest and compare_digest(result, root_hash)
