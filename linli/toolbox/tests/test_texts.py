import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.toolbox.texts import chinese_number, fold, holds_long_number, squeeze, tidy

anything = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("\u3000张\u3000三 ", "张 三"),
        ("张\u200b三\ufeff", "张三"),
        ("张\x00三\x07", "张三"),
        ("张\t\r\n三", "张 三"),
        ("张\x00\t三", "张 三"),
        ("\u202e张三\u202c", "张三"),
        ("你好，世界（一）", "你好，世界（一）"),
        ("张三", "张三"),
        ("", ""),
    ],
)
def test_tidy_removes_what_cannot_be_seen_and_keeps_the_rest(typed, meant):
    assert tidy(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ＡＢＣ１２３ｘ", "ABC123x"),
        ("２５１弄，３号（甲）", "251弄,3号(甲)"),
        ("\u3000ａ\u3000\u3000ｂ", "a b"),
        ("Ｆ１\u200b", "F1"),
    ],
)
def test_fold_makes_full_width_plain(typed, meant):
    assert fold(typed) == meant


def test_squeeze_drops_every_blank():
    assert squeeze(" 310 106\u30001949\u00a01231 ") == "3101061949" + "1231"


@given(anything)
def test_doing_it_twice_changes_nothing_more(text):
    for bring in (tidy, squeeze):
        once = bring(text)
        assert bring(once) == once


@given(anything)
def test_nothing_invisible_is_left(text):
    left = fold(text)
    assert not any(unicodedata.category(character) == "Cc" for character in left)
    assert "  " not in left
    assert left == left.strip()
    assert not set(left) & set("\u200b\u200c\u200d\ufeff\u3000\u00a0")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("一百零二", 102),
        ("三百二十一", 321),
        ("一千零一", 1001),
        ("五零二", 502),
        ("二〇二一", 2021),
        ("两百", 200),
        ("壹拾贰", 12),
        ("零", 0),
    ],
)
def test_chinese_numbers_are_read(written, number):
    assert chinese_number(written) == number


@pytest.mark.parametrize("written", ["", "百", "一二百", "十百", "弄", "三弄", "12", "零十"])
def test_what_is_no_chinese_number_is_not_guessed(written):
    assert chinese_number(written) is None


@pytest.mark.parametrize(
    "text",
    [
        "电话13800138000",
        "１３８００１３８０００",
        "138 0013 8000",
        "138-0013-8000",
        "138.0013\u20118000",
        "138\u200b00138000",
        "310106 19900101 001X",
    ],
)
def test_a_number_that_names_somebody_is_seen_however_it_is_written(text):
    assert holds_long_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "走访老人",
        "2024-01-31 10:30 走访",
        "从 2024-01-31 到 2024-02-28",
        "闻喜路251弄3号502室",
        "1380013800",
        "101、102、103、104室",
    ],
)
def test_days_rooms_and_short_numbers_name_nobody(text):
    assert not holds_long_number(text)


def spell(number):
    """Write a number the usual way, independently of the reader."""
    digits, text, gap = str(number), "", False
    for place, digit in zip("千百十 "[-len(digits) :], digits, strict=True):
        if digit == "0":
            gap = True
            continue
        text += ("零" if gap and text else "") + "零一二三四五六七八九"[int(digit)] + place.strip()
        gap = False
    return text.removeprefix("一") if 10 <= number < 20 else text


@given(st.integers(1, 9999))
def test_every_number_spelt_out_comes_back(number):
    assert chinese_number(spell(number)) == number
