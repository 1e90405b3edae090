import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.toolbox.tables import Limits, TableUnreadable, open_table

PEOPLE = "姓名,地址\n张三,闻喜路251弄\n李四,彭浦新村\n"


def read(data, name="people.csv", **limits):
    table = open_table(io.BytesIO(data), name, limits=Limits(**limits))
    return table, list(table.rows())


def cells(data, name="people.csv"):
    return [row.cells for row in read(data, name)[1]]


def codes(row):
    return [problem.code for problem in row.problems]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_each_encoding_in_use_is_recognised(encoding, named):
    table, rows = read(PEOPLE.encode(encoding))
    assert table.encoding == named
    assert table.columns == ["姓名", "地址"]
    assert [row.cells for row in rows] == [["张三", "闻喜路251弄"], ["李四", "彭浦新村"]]
    assert table.problems == table.notes == []


def test_a_mark_at_the_beginning_of_gb18030_is_no_part_of_the_first_heading():
    table, rows = read(("\ufeff" + PEOPLE).encode("gb18030"))
    assert (table.encoding, table.columns, rows[0].cells[0]) == ("gb18030", ["姓名", "地址"], "张三")


def test_a_character_outside_gbk_is_read_in_gb18030():
    assert cells("姓名,地址\n𠮷三,㐂路\n张三,闻喜路\n".encode("gb18030"))[0] == ["𠮷三", "㐂路"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_found(delimiter):
    text = PEOPLE.replace(",", delimiter)
    assert read(text.encode())[0].columns == ["姓名", "地址"]


def test_commas_inside_a_semicolon_table_do_not_mislead():
    assert cells("姓名;地址\n张三;a, b, c\n李四;d, e\n".encode()) == [["张三", "a, b, c"], ["李四", "d, e"]]


def test_excel_may_be_told_the_delimiter_in_the_first_line():
    _, rows = read("sep=|\n姓名|地址\n张三|闻喜路\n".encode())
    assert [(row.number, row.cells) for row in rows] == [(2, ["张三", "闻喜路"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_a_line_end(end):
    assert len(cells(PEOPLE.replace("\n", end).encode())) == 2


def test_rows_are_numbered_as_excel_shows_them():
    _, rows = read('姓名,地址\n张三,"闻喜路\n251弄"\n\n,\n李四,x\n'.encode())
    assert [(row.number, row.cells) for row in rows] == [(2, ["张三", "闻喜路\n251弄"]), (5, ["李四", "x"])]


def test_a_title_above_the_headings_is_noted_and_not_read():
    table, rows = read(f"彭浦新村街道居民信息表\n\n{PEOPLE}".encode())
    assert table.columns == ["姓名", "地址"]
    assert table.header_row == 3
    assert rows[0].number == 4
    assert [(note.code, note.row) for note in table.notes] == [("tables.title", 1)]


def test_a_table_may_have_one_column():
    table, rows = read("姓名\n张三\n李四\n".encode())
    assert table.columns == ["姓名"]
    assert [row.cells for row in rows] == [["张三"], ["李四"]]


def test_a_table_with_headings_only_has_no_rows():
    assert read("姓名,地址\n".encode())[1] == []


def test_headings_of_the_same_name_are_a_problem_of_the_table():
    table, _ = read("姓名,地址,姓名\n张三,a,b\n".encode())
    assert [(problem.code, problem.column) for problem in table.problems] == [("tables.duplicate_column", "姓名")]


def test_a_column_without_a_heading_is_noted():
    table, _ = read("姓名,,地址\n张三,a,b\n".encode())
    assert [(note.code, note.column) for note in table.notes] == [("tables.unnamed_column", "B")]


def test_a_row_of_another_encoding_is_named_with_its_byte_and_never_half_read():
    data = PEOPLE.encode() + "王五,天津\n".encode("gbk") + "赵六,北京\n".encode()
    table, rows = read(data)
    assert table.encoding == "utf-8"
    assert codes(rows[2]) == ["tables.bytes"]
    assert rows[2].number == 4
    assert rows[2].cells == []
    assert rows[2].problems[0].detail == {"byte": len(PEOPLE.encode()), "value": "CD", "encoding": "utf-8"}
    assert rows[3].cells == ["赵六", "北京"]


def test_a_row_of_utf_8_in_a_file_of_gbk_is_not_read_as_gibberish():
    _, rows = read(PEOPLE.encode("gbk") + "王五,天津\n".encode() + "赵六,北京\n".encode("gbk"))
    assert codes(rows[2]) == ["tables.mixed_encoding"]
    assert rows[2].cells == []
    assert rows[3].cells == ["赵六", "北京"]


def test_a_short_word_of_gbk_that_happens_to_be_utf_8_is_read_as_gbk():
    assert cells(PEOPLE.encode("gbk") + "谢,\n".encode("gbk"))[-1] == ["谢", ""]


def test_a_byte_that_is_nothing_in_gbk_is_named():
    _, rows = read(PEOPLE.encode("gbk") + b"\xff\xff,x\n")
    assert codes(rows[2]) == ["tables.bytes"]
    assert rows[2].problems[0].detail["byte"] == len(PEOPLE.encode("gbk"))


def test_a_damaged_row_with_quotes_does_not_carry_away_its_neighbours():
    data = PEOPLE.encode() + b'"\xff\n\xfe",x\n' + "赵六,北京\n".encode()
    _, rows = read(data)
    assert codes(rows[2]) == ["tables.bytes", "tables.bytes"]
    assert rows[3].cells == ["赵六", "北京"]


def test_text_that_was_damaged_before_is_said_to_be():
    _, rows = read("姓名,地址\n张\ufffd,x\n李四,y\n".encode())
    assert codes(rows[0]) == ["tables.damaged_text"]
    assert rows[0].problems[0].column == "姓名"
    assert codes(rows[1]) == []


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("姓名,地址,電話\n王小明,臺北市大安區忠孝東路四段1號,0912345678\n陳美玲,高雄市,02\n", "big5"),
        ("名前,住所\n山田太郎,東京都千代田区丸の内１丁目\n鈴木花子,大阪府大阪市\n", "shift-jis"),
        ("nom,rue\nÉmile,Allée\n", "latin-1"),
        (PEOPLE, "utf-32"),
    ],
)
def test_a_file_of_another_encoding_is_refused_and_not_misread(text, encoding):
    with pytest.raises(TableUnreadable) as refusal:
        read(text.encode(encoding))
    assert refusal.value.code == "tables.encoding_unknown"


def test_a_nul_is_a_problem_of_its_row():
    _, rows = read("姓名,地址\n张\0三,x\n李四,y\n".encode())
    assert [codes(row) for row in rows] == [["tables.nul"], []]


def test_half_a_character_of_utf_16_ends_the_reading():
    data = PEOPLE.encode("utf-16-le")[:-2] + b"\x00\xd8a\x00"
    with pytest.raises(TableUnreadable) as refusal:
        read(b"\xff\xfe" + data)
    assert refusal.value.code == "tables.bytes"


@pytest.mark.parametrize("text", ['a,b\n1,2\n"3,4\n5,6\n', 'a,b\n1,2\n"3,4\n5,"6"\n', 'a,b\n1,2\n"3"x,4\n'])
def test_a_quote_that_never_closes_ends_the_reading_and_names_the_row(text):
    table = open_table(io.BytesIO(text.encode()), "x.csv")
    rows = table.rows()
    assert next(rows).cells == ["1", "2"]
    with pytest.raises(TableUnreadable) as refusal:
        list(rows)
    assert refusal.value.code == "tables.quote"
    assert refusal.value.detail["row"] == 3


def test_a_quote_that_swallows_the_rest_does_not_fill_the_memory():
    text = 'a,b\n"1,2\n' + "3,4\n" * 500_000
    with pytest.raises(TableUnreadable):
        read(text.encode())


def test_rows_longer_and_shorter_than_the_headings_are_problems():
    _, rows = read(b"a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n1,2,\n")
    assert [codes(row) for row in rows] == [["tables.row_too_short"], ["tables.row_too_long"], [], []]
    assert [row.cells for row in rows] == [["1", "2", ""], ["1", "2", "3"], ["1", "2", "3"], ["1", "2", ""]]
    assert rows[1].problems[0].detail == {"cells": 4, "columns": 3}


def test_text_that_looks_like_a_formula_is_text():
    assert cells(b"a,b\n=1+1,@x\n+86 138,-5\n") == [["=1+1", "@x"], ["+86 138", "-5"]]


def test_an_id_of_eighteen_digits_keeps_every_digit():
    assert cells("姓名,证件\n张三,310106194912310021\n".encode())[0][1] == "310106194912310021"


@pytest.mark.parametrize("data", [b"", b"\n\n\r\n", b"\xef\xbb\xbf", b"  ,  \n , \n", "\ufeff".encode("utf-16-le")])
def test_an_empty_file_is_said_to_be_empty(data):
    with pytest.raises(TableUnreadable) as refusal:
        read(data)
    assert refusal.value.code == "tables.empty"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n1 0 obj", "tables.not_a_table"),
        (b"\x89PNG\r\n\x1a\n", "tables.not_a_table"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "tables.web_page"),
        (b"\xef\xbb\xbf\r\n<TABLE border=1>", "tables.web_page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "tables.xml_2003"),
        (b'<?xml version="1.0"?><a/>', "tables.not_a_table"),
        (b"Rar!\x1a\x07", "tables.not_a_table"),
    ],
)
def test_a_file_that_is_something_else_is_refused_whatever_its_name(data, code):
    for name in ("people.csv", "people.xlsx", "people.xls", ""):
        with pytest.raises(TableUnreadable) as refusal:
            read(data, name)
        assert refusal.value.code == code


def test_a_csv_under_another_name_is_read_with_a_note():
    table, rows = read(PEOPLE.encode(), "people.xlsx")
    assert len(rows) == 2
    assert [(note.code, note.detail["kind"]) for note in table.notes] == [("tables.misnamed", "text")]


@pytest.mark.parametrize(
    ("limits", "data", "code"),
    [
        ({"file_bytes": 10}, PEOPLE.encode(), "tables.file_too_large"),
        ({"rows": 1}, PEOPLE.encode(), "tables.too_many_rows"),
        ({"columns": 1}, PEOPLE.encode(), "tables.too_many_columns"),
        ({"row_bytes": 100}, b"a,b\n1," + b"x" * 200, "tables.row_too_large"),
        ({"row_bytes": 100}, b"a,b\n" + b'"' + b"x\n" * 90 + b'",1\n', "tables.row_too_large"),
    ],
)
def test_a_limit_ends_the_reading(limits, data, code):
    with pytest.raises(TableUnreadable) as refusal:
        read(data, **limits)
    assert refusal.value.code == code


def test_a_cell_longer_than_excel_can_hold_is_a_problem():
    _, rows = read(b"a,b\n1," + b"x" * 40_000 + b"\n1,2\n")
    assert [codes(row) for row in rows] == [["tables.cell_too_long"], []]
    assert rows[0].problems[0].column == "b"


def test_the_rows_can_be_read_twice(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(PEOPLE.encode())
    with open_table(path) as table:
        assert list(table.rows()) == list(table.rows())


@given(st.binary(max_size=300))
def test_no_bytes_whatever_make_it_fail_otherwise_than_by_refusing(data):
    try:
        _, rows = read(data, "x.csv")
    except TableUnreadable:
        return
    for row in rows:
        assert row.cells or row.problems


@given(st.lists(st.text(st.sampled_from("张三李四王五谢联通abc\u20ac12 "), min_size=1), min_size=1, max_size=8))
def test_text_that_is_read_is_the_text_that_was_written_or_it_is_refused(names):
    for encoding in ("utf-8", "gb18030"):
        text = "姓名,地址,备注说明\n" + "".join(f"{name},上海市静安区闻喜路,x\n" for name in names)
        assert [row[0] for row in cells(text.encode(encoding))] == names
