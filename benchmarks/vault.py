"""What sealing, opening and indexing one field costs, beside the bare library."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from functools import partial

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks.figures import Figure, figure
from linli.foundation.vault.cipher import AES_GCM, SM4_GCM, KeyRing

BENCH = "vault"
ROUNDS = 5
CONTEXT = b"registry.person.citizen_id"


def bench(values: int) -> Iterator[Figure]:
    """Seal, open and index so many citizen ids."""
    plains = [f"990000{n:012d}" for n in range(values)]
    bare = {SM4_GCM: _bare_sm4, AES_GCM: _bare_aes}
    for algorithm in (SM4_GCM, AES_GCM):
        ring = KeyRing.generate(algorithm)
        envelopes = [envelope or b"" for envelope in ring.seal_many(plains, CONTEXT)]
        limit = _time(partial(bare[algorithm], plains), values)
        sealing = _time(partial(ring.seal_many, plains, CONTEXT), values)
        yield figure(BENCH, f"seal, {algorithm}", sealing, "µs", peer=limit, at_most=1.5, of_ratio=True)
        opening = _time(partial(_open, ring, envelopes), values)
        yield figure(BENCH, f"open, {algorithm}", opening, "µs", peer=limit, at_most=3, of_ratio=True)
    index = _time(lambda: [ring.index("citizen_id", plain) for plain in plains], values)
    yield figure(BENCH, "blind index", index, "µs", peer=_time(lambda: _bare_hmac(plains), values), at_most=7)


def _time(work: Callable[[], object], values: int) -> float:
    """Return microseconds a value in the quickest of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken) * 1e6 / values


def _open(ring: KeyRing, envelopes: list[bytes]) -> None:
    for envelope in envelopes:
        ring.open(envelope, CONTEXT)


def _bare_sm4(plains: list[str]) -> None:
    key = algorithms.SM4(os.urandom(16))
    for plain in plains:
        encryptor = Cipher(key, modes.GCM(os.urandom(12))).encryptor()
        encryptor.authenticate_additional_data(CONTEXT)
        encryptor.update(plain.encode())
        encryptor.finalize()
        _ = encryptor.tag


def _bare_aes(plains: list[str]) -> None:
    key = AESGCM(os.urandom(32))
    for plain in plains:
        key.encrypt(os.urandom(12), plain.encode(), CONTEXT)


def _bare_hmac(plains: list[str]) -> None:
    key = os.urandom(32)
    for plain in plains:
        mac = hmac.HMAC(key, hashes.SM3())
        mac.update(plain.encode())
        mac.finalize()
