import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.toolbox.addresses import Kind, parse

UNDERSTOOD = [
    ("闻喜路251弄3号502室", "闻喜路/251弄/3号/502室"),
    ("闻喜路２５１弄３号５０２室", "闻喜路/251弄/3号/502室"),
    ("闻喜路 251 弄 3 号 502 室", "闻喜路/251弄/3号/502室"),
    ("251弄3-502", "251弄/3号/502室"),
    ("251弄3#502", "251弄/3号/502室"),
    ("251弄3号502", "251弄/3号/502室"),
    ("251弄3-2-502", "251弄/3号/2单元/502室"),
    ("251弄3号2-502", "251弄/3号/2单元/502室"),
    ("251弄3号502-1室", "251弄/3号/502-1室"),
    ("三号五零二室", "3号/502室"),
    ("十二号三百零二室", "12号/302室"),
    ("03号0502室", "3号/502室"),
    ("彭浦新村12号甲", "彭浦新村/12甲号"),
    ("彭浦新村12甲号", "彭浦新村/12甲号"),
    ("彭浦新村二区12号", "彭浦新村/二区/12号"),
    ("彭浦新村3幢12号302室", "彭浦新村/3幢/12号/302室"),
    ("铁路新村12号", "铁路新村/12号"),
    ("曹杨二村12号301", "曹杨二村/12号/301室"),
    ("永和村12组34号", "永和村/12组/34号"),
    ("闻喜路251弄阳光小区3号502室", "闻喜路/阳光小区/251弄/3号/502室"),
    ("闻喜路阳光小区3号502室", "闻喜路/阳光小区/3号/502室"),
    ("阳光小区251弄3号", "阳光小区/251弄/3号"),
    ("共和新路3088弄2号楼3单元0502室", "共和新路/3088弄/2幢/3单元/502室"),
    ("共和新路3088弄2栋", "共和新路/3088弄/2幢"),
    ("南京西路1266号A座1203室", "南京西路/1266号/A幢/1203室"),
    ("中山北一路121号", "中山北一路/121号"),
    ("一二八纪念路5号", "一二八纪念路/5号"),
    ("新村路100弄3号", "新村路/100弄/3号"),
    ("人民大道200号", "人民大道/200号"),
    ("长寿路100弄20支弄3号", "长寿路/100弄/20支弄/3号"),
    ("乌鲁木齐中路280弄1-3号", "乌鲁木齐中路/280弄/1-3号"),
    ("江宁路100弄3号二层前楼", "江宁路/100弄/3号/2层/前楼"),
    ("江宁路100弄3号亭子间", "江宁路/100弄/3号/亭子间"),
    ("江宁路100弄3号5楼", "江宁路/100弄/3号/5层"),
    ("江宁路100弄3号502室a", "江宁路/100弄/3号/502A室"),
    ("南京西路", "南京西路"),
]


@pytest.mark.parametrize(("written", "path"), UNDERSTOOD)
def test_an_address_is_taken_apart(written, path):
    address = parse(written)
    assert address.path == path
    assert address.is_understood


def test_the_area_in_front_is_kept_apart():
    address = parse("上海市静安区彭浦新村街道闻喜路251弄3号502室")
    assert [part.label for part in address.area] == ["上海市", "静安区", "彭浦新村街道"]
    assert [part.kind for part in address.area] == [Kind.CITY, Kind.DISTRICT, Kind.TOWN]
    assert address.path == "闻喜路/251弄/3号/502室"


@pytest.mark.parametrize(
    ("written", "area", "path"),
    [
        (
            "上海静安区江宁路街道淮安居委会南京西路1266号",
            ["上海", "静安区", "江宁路街道", "淮安居委会"],
            "南京西路/1266号",
        ),
        ("浦东新区张江镇碧波路500号", ["浦东新区", "张江镇"], "碧波路/500号"),
        ("静安区", ["静安区"], ""),
        ("东方新区3号", [], "东方新区/3号"),
        ("阳光小区3号", [], "阳光小区/3号"),
    ],
)
def test_an_estate_is_not_taken_for_a_district(written, area, path):
    address = parse(written)
    assert ([part.label for part in address.area], address.path) == (area, path)


@pytest.mark.parametrize(
    ("written", "path", "rest"),
    [
        ("251弄12号后门", "251弄/12号", "后门"),
        ("502室251弄", "502室", "251弄"),
        ("3号4号", "3号", "4号"),
        ("闻喜路251弄(近平型关路)3号", "闻喜路/251弄/3号", "近平型关路"),
        ("不详", "", "不详"),
        ("502", "", "502"),
        ("3号2单元1-502", "3号/2单元", "1-502"),
    ],
)
def test_what_is_not_understood_is_kept_and_said(written, path, rest):
    address = parse(written)
    assert (address.path, address.rest) == (path, rest)
    assert not address.is_understood


def test_a_part_is_asked_for_by_its_kind():
    address = parse("闻喜路251弄3号502室")
    assert address.label(Kind.LANE) == "251弄"
    assert address.label(Kind.UNIT) == ""


def test_nothing_is_nothing():
    assert parse("") == parse(" \u3000") == ((), (), "")
    assert not parse("").is_understood


numbers = st.integers(1, 9999)


@given(
    st.sampled_from(["闻喜路", "中山北一路", "人民大道", ""]), numbers, numbers, numbers, st.sampled_from(["室", ""])
)
def test_the_usual_form_is_always_understood(road, lane, number, room, suffix):
    address = parse(f"{road}{lane}弄{number}号{room}{suffix}")
    assert address.path == "/".join(part for part in (road, f"{lane}弄", f"{number}号", f"{room}室") if part)


@given(st.sampled_from([path for _, path in UNDERSTOOD]))
def test_a_path_read_again_is_the_same_path(path):
    assert parse(path.replace("/", "")).path == path


@given(st.text(st.sampled_from("闻喜路村区县镇市新里弄支号幢楼单元层室房甲乙东前三五十零0123-#()A组第 "), max_size=24))
def test_no_writing_makes_it_fail_and_every_kind_comes_once(text):
    address = parse(text)
    kinds = [part.kind for part in address.parts]
    assert len(kinds) == len(set(kinds))
    assert parse(text) == address
