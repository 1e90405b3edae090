import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.foundation.vault.cipher import (
    AES_GCM,
    HEADER_BYTES,
    SM4_GCM,
    CannotOpen,
    KeyRing,
    UnknownKey,
    key_version,
    new_key,
)

RINGS = {algorithm: KeyRing.generate(algorithm) for algorithm in (SM4_GCM, AES_GCM)}
CONTEXT = b"registry.person.citizen_id"
CITIZEN_ID = "990000199001011233"

both = pytest.mark.parametrize("ring", RINGS.values(), ids=RINGS)
values = st.text(st.characters(codec="utf-8"), max_size=60)


def with_new_key(ring, algorithm=None):
    algorithm = algorithm or ring.algorithm
    keys = {**ring.keys, ring.active + 1: new_key(algorithm)}
    return KeyRing(algorithm, ring.active + 1, keys, ring.index_keys)


@both
@given(value=values, context=st.binary(max_size=40))
def test_what_was_sealed_opens_again(ring, value, context):
    assert ring.open(ring.seal(value, context), context) == value


@both
def test_the_value_is_not_readable_in_the_envelope_and_no_two_envelopes_are_alike(ring):
    envelopes = {ring.seal(CITIZEN_ID, CONTEXT) for _ in range(50)}
    assert len(envelopes) == 50
    assert not any(CITIZEN_ID.encode() in envelope for envelope in envelopes)


@both
def test_a_value_moved_into_another_column_does_not_open(ring):
    envelope = ring.seal(CITIZEN_ID, CONTEXT)
    with pytest.raises(CannotOpen):
        ring.open(envelope, b"registry.person.telephone")


@both
def test_every_changed_bit_is_noticed(ring):
    envelope = ring.seal("13800138000", CONTEXT)
    for bit in range(len(envelope) * 8):
        tampered = bytearray(envelope)
        tampered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(CannotOpen):
            ring.open(bytes(tampered), CONTEXT)


@both
@given(length=st.integers(0, 60))
def test_a_shortened_envelope_does_not_open(ring, length):
    envelope = ring.seal(CITIZEN_ID, CONTEXT)
    if length < len(envelope):
        with pytest.raises(CannotOpen):
            ring.open(envelope[:length], CONTEXT)


def test_the_algorithm_of_an_envelope_cannot_be_swapped():
    # the same 16 bytes as a key of both algorithms: only the header tells them apart
    key = new_key(SM4_GCM)
    sm4, aes = (KeyRing(name, 1, {1: key}, {1: b"i" * 32}) for name in (SM4_GCM, AES_GCM))
    envelope = sm4.seal(CITIZEN_ID, CONTEXT)
    with pytest.raises(CannotOpen):
        aes.open(aes.header + envelope[HEADER_BYTES:], CONTEXT)
    assert aes.open(envelope, CONTEXT) == CITIZEN_ID


@both
def test_a_new_key_seals_and_the_old_one_still_opens(ring):
    old = ring.seal("before", CONTEXT)
    rotated = with_new_key(ring)
    new = rotated.seal("after", CONTEXT)
    assert (key_version(old), key_version(new)) == (1, 2)
    assert rotated.open(old, CONTEXT) == "before"
    assert rotated.is_current(new)
    assert not rotated.is_current(old)
    with pytest.raises(UnknownKey):
        ring.open(new, CONTEXT)


def test_changing_the_algorithm_is_a_rotation_too():
    sm4 = RINGS[SM4_GCM]
    aes = with_new_key(sm4, AES_GCM)
    assert aes.open(sm4.seal(CITIZEN_ID, CONTEXT), CONTEXT) == CITIZEN_ID
    assert aes.open(aes.seal(CITIZEN_ID, CONTEXT), CONTEXT) == CITIZEN_ID


@both
def test_many_are_sealed_as_one_would_be(ring):
    plains = ["13800138000", None, "", "王"]
    envelopes = ring.seal_many(iter(plains), CONTEXT)
    assert [None if e is None else ring.open(e, CONTEXT) for e in envelopes] == plains
    assert len({e[3:15] for e in ring.seal_many([""] * 1000, CONTEXT)}) == 1000


@both
def test_a_pickled_ring_is_the_same_ring(ring):
    ring.index("person", "x")
    copy = pickle.loads(pickle.dumps(ring))  # noqa: S301 - our own bytes
    assert copy == ring
    assert copy.open(ring.seal(CITIZEN_ID, CONTEXT), CONTEXT) == CITIZEN_ID
    assert copy.index("citizen_id", CITIZEN_ID) == ring.index("citizen_id", CITIZEN_ID)


def test_keys_never_show_in_a_printed_ring():
    ring = RINGS[SM4_GCM]
    assert ring.keys[1].hex() not in repr(ring)
    assert repr(ring.keys[1]) not in repr(ring)


def test_an_index_is_stable_and_different_for_every_kind_and_key():
    ring = KeyRing(SM4_GCM, 1, {1: bytes(16)}, {1: bytes(32)})
    # by Python's own hmac module: HMAC-SM3 over b"tail:citizen_id\\01233", six bytes of it, and over
    # b"index:citizen_id\\0990000199001011233", ten bytes of it
    assert ring.index("citizen_id", CITIZEN_ID).hex() == "6c2f02b563c67be27749aff4ef0bd06e"
    assert len(ring.index("citizen_id", CITIZEN_ID)) == 16
    assert ring.index("citizen_id", CITIZEN_ID) != ring.index("telephone", CITIZEN_ID)
    assert ring.index("citizen_id", CITIZEN_ID) != RINGS[SM4_GCM].index("citizen_id", CITIZEN_ID)


def test_kind_and_value_cannot_be_shifted_into_each_other():
    ring = RINGS[SM4_GCM]
    assert ring.index("ab", "c") != ring.index("a", "bc")
    assert ring.index("k", "1234")[:6] != ring.index("k", "1234")[6:12]


def test_a_tail_finds_by_the_last_four():
    ring = RINGS[SM4_GCM]
    ((low, high),) = ring.tail_ranges("citizen_id", "1233")
    assert ring.tail_ranges("citizen_id", CITIZEN_ID) == [(low, high)]
    assert low < ring.index("citizen_id", CITIZEN_ID) < high
    assert low < ring.index("citizen_id", "110101199001011233") < high
    assert not low < ring.index("citizen_id", CITIZEN_ID[:-1] + "4") < high
    assert not low < ring.index("telephone", CITIZEN_ID) < high


def test_while_index_keys_are_rotated_both_indexes_are_sought_and_the_newest_is_written():
    old = RINGS[SM4_GCM]
    new = KeyRing(old.algorithm, old.active, old.keys, {**old.index_keys, 2: bytes(32)})
    candidates = new.index_candidates("telephone", "13800138000")
    assert candidates == [new.index("telephone", "13800138000"), old.index("telephone", "13800138000")]
    assert [low[:6] for low, _ in new.tail_ranges("telephone", "8000")] == [index[:6] for index in candidates]


def test_a_ring_with_a_key_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="length"):
        KeyRing(SM4_GCM, 1, {1: bytes(32)}, {1: bytes(32)})
    with pytest.raises(ValueError, match="active key"):
        KeyRing(SM4_GCM, 2, {1: bytes(16)}, {1: bytes(32)})
    with pytest.raises(ValueError, match="algorithm"):
        KeyRing("rot13", 1, {1: bytes(16)}, {1: bytes(32)})
