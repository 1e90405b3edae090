import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.toolbox import merkle
from linli.toolbox.sm3 import hmac_sm3, sm3

leaf_lists = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70)


def sha256(message):
    return hashlib.sha256(message).digest()


def split_by_the_book(leaves):
    """Follow RFC 9162, 2.1.1 to the letter: split at the largest power of two below the length."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(merkle.NODE + split_by_the_book(leaves[:half]) + split_by_the_book(leaves[half:]))


def test_sm3_gives_the_examples_of_the_standard():
    # GB/T 32905-2016, annex A
    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3(b"abcd" * 16).hex() == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_the_keyed_hash_is_the_one_of_rfc_2104():
    key, message = bytes(range(32)), b"linli"
    inner = sm3(bytes(byte ^ 0x36 for byte in key.ljust(64, b"\0")) + message)
    assert hmac_sm3(key, message) == sm3(bytes(byte ^ 0x5C for byte in key.ljust(64, b"\0")) + inner)


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert merkle.root([], sha256) == sha256(b"")


@given(leaf_lists)
def test_the_root_is_the_one_of_rfc_9162(leaves):
    assert merkle.root(leaves, sha256) == split_by_the_book(leaves)


@given(leaf_lists, st.data())
def test_a_proof_holds_for_its_own_leaf_only(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    top = merkle.root(leaves, sha256)
    partners = merkle.proof(leaves, index, sha256)
    assert merkle.holds(leaves[index], partners, top, sha256)
    assert not merkle.holds(sha256(leaves[index]), partners, top, sha256)
    assert len(partners) <= (len(leaves) - 1).bit_length()


@given(leaf_lists, st.data())
def test_one_changed_leaf_changes_the_root(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:index], sha256(leaves[index]), *leaves[index + 1 :]]
    assert merkle.root(changed, sha256) != merkle.root(leaves, sha256)


def test_there_is_no_proof_for_a_leaf_that_is_not_there():
    with pytest.raises(IndexError):
        merkle.proof([sha256(b"x")], 1, sha256)
