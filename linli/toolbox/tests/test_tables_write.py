import csv
import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.toolbox.tables import csv_chunks, open_table, write_csv, write_xlsx

WATERMARK = "居委会 张三 2021-03-04 10:00 导出 & 仅供内部使用"
COLUMNS = ["姓名", "证件号", "出生", "备注"]
PEOPLE = [["张三", "11010519491231002X", date(1949, 12, 31), "=1+1"], ["李四", "", None, "x"]]

text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\r\n", exclude_characters="\ufffe\uffff\ufffd")
)


def written(write, columns=COLUMNS, rows=PEOPLE, **more):
    out = io.BytesIO()
    write(out, columns, rows, **more)
    return out.getvalue()


def raw_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_what_is_written_can_be_read_again(write):
    table = open_table(io.BytesIO(written(write, watermark=WATERMARK)))
    assert table.columns == COLUMNS
    assert [(note.code, note.detail) for note in table.notes] == [("tables.title", {"text": WATERMARK})]
    rows = list(table.rows())
    assert [row.problems for row in rows] == [(), ()]
    born = "1949-12-31" if write is write_csv else date(1949, 12, 31)
    assert [row.cells for row in rows] == [["张三", "11010519491231002X", born, "=1+1"], ["李四", "", "", "x"]]


@pytest.mark.parametrize(
    "dangerous",
    [
        "=1+1",
        "+1",
        "-1+cmd",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1+1",
        "－1",
        "310106194912310021",
        "0012",
        "1E5",
        "3-5",
    ],
)
def test_csv_holds_nothing_that_a_spreadsheet_would_execute_or_damage(dangerous):
    data = written(write_csv, ["a", dangerous], [["x", dangerous]])
    assert raw_csv(data) == [["a", "\t" + dangerous], ["x", "\t" + dangerous]]
    assert next(open_table(io.BytesIO(data)).rows()).cells == ["x", dangerous]


@pytest.mark.parametrize("harmless", ["张三", "a=b", "2021-03-04", "13800138000", "11010519491231002X", "0", "3号"])
def test_csv_leaves_ordinary_text_alone(harmless):
    assert raw_csv(written(write_csv, ["a", "b"], [["x", harmless]]))[1] == ["x", harmless]


def test_csv_begins_with_the_mark_by_which_excel_knows_utf_8():
    assert written(write_csv).startswith(b"\xef\xbb\xbf")


def test_numbers_and_dates_have_one_form_in_csv():
    row = [-5, 1.5, True, None, datetime(2021, 3, 4, 10, 5), 310106194912310021]
    assert raw_csv(written(write_csv, list("abcdef"), [row]))[1] == [
        "-5",
        "1.5",
        "TRUE",
        "",
        "2021-03-04 10:05:00",
        "\t310106194912310021",
    ]


def test_csv_is_given_in_pieces():
    pieces = list(csv_chunks(["a", "b"], (["x" * 50, "y"] for _ in range(10_000))))
    assert len(pieces) > 5
    assert max(map(len, pieces)) < 100_000
    assert len(list(open_table(io.BytesIO(b"".join(pieces))).rows())) == 10_000


def test_a_character_that_no_table_can_hold_is_left_out():
    for write in (write_csv, write_xlsx):
        data = written(write, ["a", "b"], [["张\x00三\x07\ud800", "\ufffe"]])
        assert next(open_table(io.BytesIO(data)).rows()).cells == ["张三", ""]


def test_no_text_in_a_workbook_is_a_formula():
    data = written(write_xlsx, ["a", "b"], [["=1+1", "@x"], ['=HYPERLINK("x")', "-1"]], watermark="=1+1")
    for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows():
        assert all(cell.data_type != "f" for cell in row)


def test_other_programs_read_the_workbook_as_we_do():
    rows = [
        ["张三", "310106194912310021", date(1949, 12, 31), -1.5],
        ["<b>&\"'", "a\nb", datetime(2021, 3, 4, 10, 5), 7],
    ]
    data = written(write_xlsx, COLUMNS, rows, sheet="居民[1]/2")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["居民_1__2"]
    assert [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)] == [
        ["张三", "310106194912310021", datetime(1949, 12, 31), -1.5],
        ["<b>&\"'", "a\nb", datetime(2021, 3, 4, 10, 5), 7],
    ]


def test_the_watermark_is_printed_on_every_page():
    page = openpyxl.load_workbook(io.BytesIO(written(write_xlsx, watermark="内部 & 使用"))).active
    assert page["A1"].value == "内部 & 使用"
    assert "内部" in page.oddHeader.center.text
    with zipfile.ZipFile(io.BytesIO(written(write_xlsx, watermark="内部 & 使用"))) as archive:
        assert "内部 &amp;&amp; 使用".encode() in archive.read("xl/worksheets/sheet1.xml")
    assert "内部" in page.oddFooter.center.text
    assert page.freeze_panes == "A3"


def test_text_that_looks_like_an_escape_is_not_taken_for_one():
    data = written(write_xlsx, ["a", "b"], [["_x0041_", "_x000D_x_"]])
    assert next(open_table(io.BytesIO(data)).rows()).cells == ["_x0041_", "_x000D_x_"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:  # the form that Excel itself writes (ST_Xstring)
        assert b">_x005F_x0041_<" in archive.read("xl/worksheets/sheet1.xml")


def test_a_day_before_excel_counts_is_written_as_text():
    data = written(write_xlsx, ["a", "b"], [[date(1899, 1, 1), date(1900, 2, 28)], [date(1900, 3, 1), "x"]])
    rows = [row.cells for row in open_table(io.BytesIO(data)).rows()]
    assert rows == [["1899-01-01", "1900-02-28"], [date(1900, 3, 1), "x"]]


def test_text_that_excel_could_not_hold_is_cut_and_says_so():
    data = written(write_xlsx, ["a", "b"], [["x" * 40_000, "y"]])
    cell = next(open_table(io.BytesIO(data)).rows()).cells[0]
    assert len(cell) == 32_767
    assert cell.endswith("x…")


@given(st.lists(st.tuples(text, text), min_size=1, max_size=5))
@settings(max_examples=80)
def test_every_text_comes_back_as_it_was(rows):
    for write in (write_csv, write_xlsx):
        data = written(write, ["甲", "乙"], rows)
        read = [tuple(row.cells) for row in open_table(io.BytesIO(data)).rows()]
        assert read == [row for row in rows if any(cell.strip() for cell in row)]
