import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.toolbox import masks


@pytest.mark.parametrize(
    ("mask", "whole", "shown"),
    [
        (masks.name, "张三", "张*"),
        (masks.name, "张三丰", "张*"),
        (masks.name, "欧阳娜娜", "欧阳*"),
        (masks.name, "John Smith", "J*"),
        (masks.name, "阿卜杜拉·买买提", "阿*"),
        (masks.name, "张", "*"),
        (masks.name, "", ""),
        (masks.telephone, "13800138000", "138****8000"),
        (masks.telephone, "138 0013 8000", "138****8000"),
        (masks.telephone, "021-62345678", "021-****5678"),
        (masks.telephone, "021-62345678-801", "021-****5678"),
        (masks.telephone, "62345678", "****5678"),
        (masks.telephone, "+85223456789", "********6789"),
        (masks.telephone, "12345", "*****"),
        (masks.telephone, "", ""),
        (masks.citizen_id, "11010519491231002X", "110***********002X"),
        (masks.citizen_id, "310106194912310", "3**********2310"),
        (masks.document, "E12345678", "E****5678"),
        (masks.document, "1234", "****"),
        (masks.email, "alice@example.org", "a***@example.org"),
        (masks.email, "alice", "***"),
        (masks.email, "", ""),
        (masks.address, "闻喜路251弄3号502室", "闻喜路251弄***"),
        (masks.address, "彭浦新村12号甲", "彭浦新村***"),
        (masks.address, "上海市静安区闻喜路251弄阳光小区3号", "闻喜路阳光小区251弄***"),
        (masks.address, "南京西路1266号1203室", "南京西路***"),
        (masks.address, "三号五零二室", "***"),
        (masks.address, "没有写清楚的地方", "***"),
        (masks.address, " ", ""),
    ],
)
def test_only_so_much_is_shown(mask, whole, shown):
    assert mask(whole) == shown


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_mobile_hides_its_middle(number):
    assert masks.telephone(number) == number[:3] + "****" + number[7:]


@given(st.text(min_size=2))
def test_a_name_never_shows_more_than_two_characters(text):
    shown = masks.name(text)
    assert len(shown) <= 3
    assert shown == "" or shown.endswith("*")


@given(st.text())
def test_no_number_shows_more_than_its_last_four_and_first_three(text):
    for mask in (masks.telephone, masks.citizen_id, masks.document):
        shown = mask(text)
        assert sum(character != "*" for character in shown) <= 8
