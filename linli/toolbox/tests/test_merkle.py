import pytest
from cryptography.hazmat.primitives import hashes
from hypothesis import given
from hypothesis import strategies as st

from linli.toolbox import merkle

rows = st.lists(st.binary(max_size=40), max_size=40)


def sm3(message):
    digest = hashes.Hash(hashes.SM3())
    digest.update(message)
    return digest.finalize()


def root_as_the_rfc_defines_it(messages):
    """RFC 6962 2.1, word for word: split at the largest power of two below the number of leaves."""
    if not messages:
        return sm3(b"")
    if len(messages) == 1:
        return sm3(b"\x00" + messages[0])
    split = 1 << ((len(messages) - 1).bit_length() - 1)
    left, right = root_as_the_rfc_defines_it(messages[:split]), root_as_the_rfc_defines_it(messages[split:])
    return sm3(b"\x01" + left + right)


def test_sm3_gives_the_digest_of_the_standard():
    # GB/T 32905, example 1
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3(b"abc").hex() == expected


def test_the_empty_tree_has_a_root():
    assert merkle.root([]) == sm3(b"")


@given(rows)
def test_the_root_is_the_one_of_the_rfc(messages):
    assert merkle.root(merkle.leaf(message) for message in messages) == root_as_the_rfc_defines_it(messages)


@given(rows.filter(bool), st.data())
def test_every_leaf_can_be_proved(messages, data):
    leaves = [merkle.leaf(message) for message in messages]
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = merkle.proof(leaves, index)
    assert merkle.verify(leaves[index], index, len(leaves), path, merkle.root(leaves))


@given(rows.filter(lambda messages: len(messages) > 1), st.data())
def test_a_changed_row_is_never_proved(messages, data):
    leaves = [merkle.leaf(message) for message in messages]
    index = data.draw(st.integers(0, len(leaves) - 1))
    path, root = merkle.proof(leaves, index), merkle.root(leaves)
    changed = merkle.leaf(messages[index] + b"!")
    assert not merkle.verify(changed, index, len(leaves), path, root)
    assert not merkle.verify(leaves[index], index, len(leaves), path, merkle.leaf(root))


@given(rows.filter(lambda messages: len(messages) > 1), st.data())
def test_a_proof_of_another_length_or_place_is_refused(messages, data):
    leaves = [merkle.leaf(bytes([number]) + message) for number, message in enumerate(messages)]
    index = data.draw(st.integers(0, len(leaves) - 1))
    path, root, size = merkle.proof(leaves, index), merkle.root(leaves), len(leaves)
    assert not merkle.verify(leaves[index], index, size, [*path, root], root)
    assert not merkle.verify(leaves[index], index, size, path[:-1], root)
    assert not merkle.verify(leaves[index], size, size, path, root)
    assert not merkle.verify(leaves[index], -1, size, path, root)
    other = data.draw(st.integers(0, size - 1).filter(lambda place: place != index))
    assert not merkle.verify(leaves[index], other, size, path, root)


@given(rows, rows)
def test_a_frontier_kept_and_taken_up_again_grows_on(before, after):
    first = merkle.Frontier()
    for message in before:
        first.append(merkle.leaf(message))
    second = merkle.Frontier(first.size, first.peaks)
    for message in after:
        second.append(merkle.leaf(message))
    assert second.root() == root_as_the_rfc_defines_it(before + after)
    assert second.size == len(before) + len(after)


def test_a_frontier_whose_peaks_do_not_fit_its_size_is_refused():
    with pytest.raises(ValueError, match="2 peaks, not 1"):
        merkle.Frontier(3, [b"x" * 32])


def test_a_leaf_cannot_be_passed_off_as_a_node():
    left, right = merkle.leaf(b"a"), merkle.leaf(b"b")
    assert merkle.leaf(left + right) != merkle.node(left, right)
    assert merkle.leaf(left + right) != merkle.root([left, right])


def test_there_is_no_proof_of_a_leaf_that_is_not_there():
    with pytest.raises(IndexError):
        merkle.proof([merkle.leaf(b"a")], 1)
