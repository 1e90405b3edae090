"""What a seal is: leaves, root, and the keyed link to the seal before it. No database here."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.conf import settings

from linli.toolbox import merkle, sm3

ID_BYTES: Final = 8
ENTRY_BYTES: Final = ID_BYTES + merkle.DIGEST_SIZE  # a row's id, so that a missing row has a name, and its hash
BEGINNING: Final = bytes(merkle.DIGEST_SIZE)  # what the first seal follows

_NUMBERS: Final = struct.Struct(">qhqqqqiq")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in the order of sealing."""

    txid: int
    id: int


NOWHERE: Final = Place(0, 0)


@dataclass(frozen=True, slots=True)
class Seal:
    """One link of the chain, as it is stored."""

    id: int
    version: int
    first: Place
    last: Place
    rows: int
    leaves: bytes
    root: bytes
    previous: bytes
    sealed_at: datetime

    def mac(self, key: bytes) -> bytes:
        """Compute the link: over every number and every hash of this seal, with the secret key."""
        numbers = _NUMBERS.pack(
            self.id,
            self.version,
            self.first.txid,
            self.first.id,
            self.last.txid,
            self.last.id,
            self.rows,
            _microseconds(self.sealed_at),
        )
        return sm3.hmac_sm3(key, self.previous + self.root + sm3.sm3(self.leaves) + numbers)


def entry(row_id: int, content: bytes) -> bytes:
    """Give what a seal keeps of one row."""
    return row_id.to_bytes(ID_BYTES, "big", signed=True) + merkle.leaf(content)


def root_of(entries: Sequence[bytes]) -> bytes:
    """Give the Merkle root over the hashes of some rows."""
    return merkle.root(each[ID_BYTES:] for each in entries)


def entries_of(leaves: bytes) -> list[bytes]:
    """Take the stored leaves of a seal apart again."""
    return [leaves[at : at + ENTRY_BYTES] for at in range(0, len(leaves), ENTRY_BYTES)]


def id_of(one_entry: bytes) -> int:
    """Read whose hash an entry is."""
    return int.from_bytes(one_entry[:ID_BYTES], "big", signed=True)


def audit_key() -> bytes:
    """Return the key that only the installation's secrets hold, never the database."""
    return bytes.fromhex(settings.LINLI_SECRETS().audit_key)


def _microseconds(moment: datetime) -> int:
    since = moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
