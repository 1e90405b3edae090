"""What the search box understands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.domains.registry.rules.search import LONGEST, MOST_TERMS, Kind, prefix_range, read


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("张三", [(Kind.NAME, Kind.ROAD)]),
        ("泉桐", [(Kind.NAME, Kind.ROAD)]),
        ("张", [(Kind.NAME,)]),
        ("买买提·艾力", [(Kind.NAME,)]),
        ("zs", [(Kind.INITIALS, Kind.NAME)]),
        ("ZS", [(Kind.INITIALS, Kind.NAME)]),
        ("1234", [(Kind.TAIL,)]),
        ("123x", [(Kind.TAIL,)]),
        ("１２３４", [(Kind.TAIL,)]),
        ("990000199001010015", [(Kind.CITIZEN_ID,)]),
        ("990000 19900101 001x", [(Kind.CITIZEN_ID,)]),
        ("13800138000", [(Kind.TELEPHONE,)]),
        ("138 0013 8000", [(Kind.TELEPHONE,)]),
        ("021-62345678", [(Kind.TELEPHONE,)]),
        ("延长路", [(Kind.NAME, Kind.ADDRESS)]),
        ("延长路123弄", [(Kind.ADDRESS,)]),
        ("平型关路街道", [(Kind.ADDRESS,)]),
        ("5号301室", [(Kind.ADDRESS,)]),
        ("301", [(Kind.ADDRESS,)]),
        ("张　三", [(Kind.NAME, Kind.ROAD)]),
        ("欧 阳 娜 娜", [(Kind.NAME, Kind.ROAD)]),
        ("张三 延长路", [(Kind.NAME, Kind.ROAD), (Kind.NAME, Kind.ADDRESS)]),
        ("张三，1234", [(Kind.NAME, Kind.ROAD), (Kind.TAIL,)]),
        ("12345", [(Kind.ADDRESS,)]),
        ("", []),
        ("  \u200b ", []),
    ],
)
def test_a_worker_types_one_thing_and_it_is_understood(typed, kinds):
    assert [term.kinds for term in read(typed)] == kinds


def test_numbers_are_brought_into_the_form_in_which_they_are_kept():
    assert read("990000 19900101 001x")[0].text == "99000019900101001X"
    assert read("+86 138-0013-8000")[0].text == "13800138000"


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read_without_a_fault(typed):
    terms = read(typed)
    assert len(terms) <= max(MOST_TERMS, 1)
    for term in terms:
        assert term.kinds
        assert 0 < len(term.text) <= LONGEST * 18  # NFKC may widen one sign to eighteen
        assert "\x00" not in term.text
        assert term.text == term.text.strip()


@given(st.text(alphabet="0123456789", min_size=4, max_size=4))
def test_four_digits_are_always_the_last_four(typed):
    assert read(typed)[0].kinds == (Kind.TAIL,)


characters = st.characters(exclude_categories=("Cs",))


@given(st.text(characters, min_size=1, max_size=6), st.text(characters, max_size=6))
def test_a_prefix_range_holds_exactly_what_begins_with_the_prefix(prefix, other):
    low, high = prefix_range(prefix)

    def inside(text: str) -> bool:
        raw = text.encode()
        return low.encode() <= raw and (high is None or raw < high.encode())

    assert inside(prefix + other)
    assert inside(other) == other.startswith(prefix)


def test_a_prefix_range_passes_over_what_is_no_character():
    assert prefix_range("\ud7ff")[1] == "\ue000"
    assert prefix_range("a\U0010ffff") == ("a\U0010ffff", "b")
    assert prefix_range("\U0010ffff") == ("\U0010ffff", None)
