"""Syllables and the characters that read like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.toolbox.pinyin import readings, spelled_like, spoken_prefix


@pytest.mark.parametrize(
    ("letters", "first"),
    [
        ("zhangsan", ("zhang", "san")),
        ("zhangs", ("zhang", "s")),
        ("li", ("li",)),
        ("xian", ("xian",)),
        ("ouyangnana", ("ou", "yang", "nan", "a")),
        ("lvbu", ("lv", "bu")),
        ("LÜBU", ("lv", "bu")),
    ],
)
def test_letters_are_cut_into_syllables(letters, first):
    assert readings(letters)[0] == first


@pytest.mark.parametrize("letters", ["zs", "z", "", "张三", "zhang3", "qqqq", "a" * 40])
def test_what_is_no_pinyin_has_no_reading(letters):
    assert readings(letters) == ()


def test_both_ways_to_cut_are_kept():
    assert {("xian",), ("xi", "an")} <= set(readings("xian"))


def test_characters_of_a_syllable():
    assert {"张", "章", "漳"} <= set(spelled_like("zhang"))
    assert "曾" in spelled_like("zeng")
    assert {"沈", "生"} <= set(spelled_like("she", begun=True))
    assert spelled_like("xyz") == ""


@pytest.mark.parametrize(
    ("text", "letters", "length"),
    [("张三丰", "zhangsan", 2), ("张三丰", "zs", 2), ("张三丰", "zhsan", 0), ("登记居民", "djjm", 4), ("张*", "zs", 0)],
)
def test_how_much_of_a_text_is_spelled(text, letters, length):
    assert spoken_prefix(text, letters) == length


@given(st.text(max_size=30))
def test_nothing_typed_breaks_it(text):
    assert all(way for way in readings(text))
    assert 0 <= spoken_prefix(text, "zhang") <= len(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=24))
def test_a_reading_is_the_letters_again(letters):
    assert all("".join(way) == letters for way in readings(letters))
