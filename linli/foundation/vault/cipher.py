"""Sealing values and finding them again. Pure Python over ``cryptography``: no Django, no files.

An envelope is ``algorithm (1) · key version (2, big endian) · nonce (12) · ciphertext · tag (16)``. The
first three bytes and the context (``b"registry.person.citizen_id"``) are authenticated, so a value moved
into another column does not open. It is not bound to its row: a bulk load has no row numbers yet, and
whoever can swap two values inside the database could as well swap the two names.

Blind indexes are keyed (HMAC-SM3) because there are few enough citizen ids and telephones to try them all. The
first bytes of an index are its tail, the digest of the last four characters alone: whoever knows only these
looks for all indexes that begin so, and one column and one database index serve both questions.
The algorithms are the commercial ones of GB/T 32907 and 32905 in a tested library, not a certified module.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self, TypedDict

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SM4_GCM: Final = "sm4-gcm"
AES_GCM: Final = "aes-gcm"
_CODES: Final = {SM4_GCM: 1, AES_GCM: 2}
_INDEX_KEY_BYTES: Final = 32
_KEY_BYTES: Final = {SM4_GCM: (16,), AES_GCM: (16, 32)}

HEADER_BYTES: Final = 3
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
_SHORTEST: Final = HEADER_BYTES + NONCE_BYTES + TAG_BYTES

INDEX_BYTES: Final = 16
TAIL_BYTES: Final = 6  # the other ten tell apart those that end alike
TAIL_CHARACTERS: Final = 4
_TAILS_KEPT: Final = 50_000  # all tails of digits, several times over


class CannotOpen(Exception):  # noqa: N818 - it reads as what happened
    """The envelope was altered, belongs into another column, or its key is not in the ring."""


class UnknownKey(CannotOpen):
    """The envelope names a key version that is not in the ring."""

    def __init__(self, version: int) -> None:
        super().__init__(f"There is no key of version {version} in the ring.")
        self.version = version


class RingSettings(TypedDict):
    """A key ring as the secrets file keeps it: keys in hexadecimal."""

    active: int
    algorithm: str
    keys: dict[int, str]
    index_keys: dict[int, str]


@dataclass(frozen=True)
class KeyRing:
    """Versioned keys. The active one seals, all of them open; the newest index key is written, all are sought.

    A ring can be pickled, so that worker processes seal without reading the secrets themselves.
    """

    algorithm: str
    active: int
    keys: Mapping[int, bytes] = field(repr=False)
    index_keys: Mapping[int, bytes] = field(repr=False)
    # prepared once a ring, because most of the cost of a small value is preparing
    _sm4: algorithms.SM4 | None = field(init=False, repr=False, compare=False)
    _aes: AESGCM | None = field(init=False, repr=False, compare=False)
    _macs: dict[tuple[int, str], hmac.HMAC] = field(init=False, repr=False, compare=False)
    _tails: dict[tuple[int, str, str], bytes] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.algorithm not in _CODES:
            raise ValueError(f"Unknown algorithm {self.algorithm!r}; it is one of {', '.join(_CODES)}.")
        if self.active not in self.keys or not self.index_keys:
            raise ValueError("A ring needs its active key and at least one index key.")
        if len(self.keys[self.active]) not in _KEY_BYTES[self.algorithm]:
            raise ValueError(f"The active key does not have the length of a key for {self.algorithm}.")
        self._prepare()

    @classmethod
    def generate(cls, algorithm: str = SM4_GCM) -> Self:
        """Make a ring with one new key and one new index key."""
        return cls(algorithm, 1, {1: new_key(algorithm)}, {1: new_index_key()})

    @classmethod
    def from_settings(cls, written: RingSettings) -> Self:
        """Read a ring as the secrets file keeps it."""
        return cls(
            algorithm=written["algorithm"],
            active=written["active"],
            keys={version: bytes.fromhex(key) for version, key in written["keys"].items()},
            index_keys={version: bytes.fromhex(key) for version, key in written["index_keys"].items()},
        )

    @property
    def active_index(self) -> int:
        """Return the version of the index key that is written."""
        return max(self.index_keys)

    @property
    def header(self) -> bytes:
        """Return the first bytes of everything sealed now."""
        return bytes([_CODES[self.algorithm]]) + self.active.to_bytes(2, "big")

    # --- sealing -------------------------------------------------------------------------------------

    def seal(self, plain: str, context: bytes) -> bytes:
        """Seal one value for one column."""
        return self.seal_bytes(plain.encode(), context)

    def seal_bytes(self, plain: bytes, context: bytes) -> bytes:
        """Seal bytes, such as a piece of a file."""
        return self._seal(plain, self.header, context, os.urandom(NONCE_BYTES))

    def seal_many(self, plains: Iterable[str | None], context: bytes) -> list[bytes | None]:
        """Seal a column of values at once; None stays None. The fast path of bulk loads."""
        header = self.header
        values = list(plains)
        chance = os.urandom(NONCE_BYTES * len(values))  # one system call instead of thousands
        return [
            None if plain is None else self._seal(plain.encode(), header, context, chance[at : at + NONCE_BYTES])
            for plain, at in zip(values, range(0, len(chance), NONCE_BYTES), strict=True)
        ]

    def open(self, envelope: bytes, context: bytes) -> str:
        """Open an envelope, or raise CannotOpen."""
        return self.open_bytes(envelope, context).decode()

    def open_bytes(self, envelope: bytes, context: bytes) -> bytes:
        """Open an envelope of bytes, or raise CannotOpen."""
        envelope = bytes(envelope)
        if len(envelope) < _SHORTEST:
            raise CannotOpen("The envelope is too short to be one.")
        header, nonce = envelope[:HEADER_BYTES], envelope[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
        version = key_version(envelope)
        if version not in self.keys:
            raise UnknownKey(version)
        try:
            return self._open(header, self.keys[version], nonce, envelope, context)
        except (InvalidTag, ValueError) as problem:
            raise CannotOpen("The envelope was altered or belongs elsewhere.") from problem

    def is_current(self, envelope: bytes) -> bool:
        """Answer whether an envelope is sealed with the active key and algorithm."""
        return bytes(envelope[:HEADER_BYTES]) == self.header

    # --- finding -------------------------------------------------------------------------------------

    def index(self, kind: str, value: str) -> bytes:
        """Give the blind index of a whole value, as it is written. The caller normalises the value."""
        return self._index(self.active_index, kind, value)

    def index_candidates(self, kind: str, value: str) -> list[bytes]:
        """Give every index under which the value may be found while index keys are being rotated."""
        return [self._index(version, kind, value) for version in sorted(self.index_keys)[::-1]]

    def tail_ranges(self, kind: str, value: str) -> list[tuple[bytes, bytes]]:
        """Give the lowest and the highest index of all values with the same last four characters.

        There are several ranges while index keys are being rotated.
        """
        tails = [self._tail(version, kind, value) for version in sorted(self.index_keys)[::-1]]
        return [(tail.ljust(INDEX_BYTES, b"\0"), tail.ljust(INDEX_BYTES, b"\xff")) for tail in tails]

    # --- below: what is prepared once a ring ---------------------------------------------------------

    def _prepare(self) -> None:
        put = object.__setattr__  # frozen for everybody else
        key = self.keys[self.active]
        put(self, "_sm4", algorithms.SM4(key) if self.algorithm == SM4_GCM else None)
        put(self, "_aes", AESGCM(key) if self.algorithm == AES_GCM else None)
        put(self, "_macs", {})
        put(self, "_tails", {})

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._prepare()

    def _seal(self, plain: bytes, header: bytes, context: bytes, nonce: bytes) -> bytes:
        if self._aes is not None:
            return header + nonce + self._aes.encrypt(nonce, plain, header + context)
        assert self._sm4 is not None
        encryptor = Cipher(self._sm4, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(header + context)
        return header + nonce + encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def _open(self, header: bytes, key: bytes, nonce: bytes, envelope: bytes, context: bytes) -> bytes:
        body = envelope[HEADER_BYTES + NONCE_BYTES :]
        if header[0] == _CODES[AES_GCM]:
            return AESGCM(key).decrypt(nonce, body, header + context)
        if header[0] != _CODES[SM4_GCM]:
            raise CannotOpen("The envelope names an algorithm that Linli does not have.")
        decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, body[-TAG_BYTES:])).decryptor()
        decryptor.authenticate_additional_data(header + context)
        return decryptor.update(body[:-TAG_BYTES]) + decryptor.finalize()

    def _digest(self, version: int, purpose: str, value: str) -> bytes:
        begun = self._macs.get((version, purpose))
        if begun is None:
            begun = hmac.HMAC(self.index_keys[version], hashes.SM3())
            begun.update(purpose.encode() + b"\0")
            self._macs[version, purpose] = begun
        mac = begun.copy()  # a prepared state is twice as quick as a new one
        mac.update(value.encode())
        return mac.finalize()

    def _index(self, version: int, kind: str, value: str) -> bytes:
        whole = self._digest(version, f"index:{kind}", value)
        return self._tail(version, kind, value) + whole[: INDEX_BYTES - TAIL_BYTES]

    def _tail(self, version: int, kind: str, value: str) -> bytes:
        last = value[-TAIL_CHARACTERS:]
        known = self._tails.get((version, kind, last))
        if known is None:
            if len(self._tails) >= _TAILS_KEPT:
                self._tails.clear()
            known = self._digest(version, f"tail:{kind}", last)[:TAIL_BYTES]
            self._tails[version, kind, last] = known
        return known


def new_key(algorithm: str) -> bytes:
    """Make a key of the longest length the algorithm takes."""
    return secrets.token_bytes(_KEY_BYTES[algorithm][-1])


def new_index_key() -> bytes:
    """Make a key for blind indexes."""
    return secrets.token_bytes(_INDEX_KEY_BYTES)


def key_version(envelope: bytes) -> int:
    """Read from an envelope which key sealed it."""
    return int.from_bytes(envelope[1:HEADER_BYTES], "big")
