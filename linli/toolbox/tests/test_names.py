import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.toolbox.names import initials, surname_of

han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("张三", "zs"),
        ("王小明", "wxm"),
        ("曾国藩", "zgf"),
        ("单雄信", "sxx"),
        ("仇英", "qy"),
        ("解缙", "xj"),
        ("查良镛", "zly"),
        ("区元", "oy"),
        ("朴树", "ps"),
        ("翟天临", "ztl"),
        ("乐嘉", "yj"),
        ("缪斌", "mb"),
        ("沈从文", "scw"),
        ("吕布", "lb"),
        ("女娲", "nw"),
        ("尉迟恭", "ycg"),
        ("万俟卨", "mqx"),
        ("欧阳娜娜", "oynn"),
        ("令狐冲", "lhc"),
        ("长孙无忌", "zswj"),
        ("乐正绫", "yzl"),
        ("赵长乐", "zcl"),
        ("李晟", "ls"),
        ("诸葛亮", "zgl"),
        ("張三", "zs"),
        ("单", "s"),
    ],
)
def test_a_chinese_name_is_found_by_its_initials(name, expected):
    assert initials(name) == expected


def test_a_special_reading_belongs_to_the_surname_only():
    assert initials("王单") == "wd"
    assert initials("李解") == "lj"
    assert initials("张乐") == "zl"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("John Smith", "js"),
        ("JOHN", "j"),
        ("Jean-Luc Picard", "jlp"),
        ("Éva Ångström", "ea"),
        ("Anna王", "aw"),
        ("王Anna", "wa"),
        ("阿卜杜拉·买买提", "abdlmmt"),
        ("张三2", "zs2"),
        ("〇〇", "ll"),
        ("", ""),
        ("  ", ""),
        ("（）", ""),
    ],
)
def test_other_and_mixed_names_have_initials_too(name, expected):
    assert initials(name) == expected


def test_a_name_with_a_middle_dot_has_no_han_surname():
    assert surname_of("阿卜杜拉·买买提") == ""
    assert surname_of("解放·买买提") == ""
    assert initials("解放·买买提") == "jfmmt"


@pytest.mark.parametrize("typed", ["张 三", " 张三", "张\u3000三", "张\u200b三"])
def test_blanks_in_a_name_do_not_matter(typed):
    assert initials(typed) == "zs"


@given(han)
def test_every_chinese_character_gives_one_initial(name):
    assert len(initials(name)) == len(name)


@given(st.text())
def test_initials_are_small_and_without_blanks(name):
    found = initials(name)
    assert found == "".join(found.split())
    assert not any("A" <= character <= "Z" for character in found)


@pytest.mark.parametrize("name", ["𠀀𪚥", "龘靐齉", "\ue000张"])
def test_a_rare_character_never_empties_the_initials(name):
    assert initials(name)


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("张三", "张"),
        ("欧阳娜娜", "欧阳"),
        ("欧阳", "欧"),
        ("司马懿", "司马"),
        ("John", ""),
        ("", ""),
        ("单于", "单"),
        ("贺兰英", "贺"),
    ],
)
def test_the_surname_is_told_from_the_given_name(name, surname):
    assert surname_of(name) == surname
