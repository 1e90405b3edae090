import io
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.toolbox.tables import Limits, TableUnreadable, open_table
from linli.toolbox.tests.workbooks import HEADINGS, MAIN, OFFICE, by_hand, by_openpyxl, sheet

HEAD = ["姓名", "证件号", "出生"]


def read(data, name="people.xlsx", *, wanted=None, **limits):
    table = open_table(io.BytesIO(data), name, limits=Limits(**limits), sheet=wanted)
    return table, list(table.rows())


def codes(row):
    return [problem.code for problem in row.problems]


def test_a_workbook_is_read_with_its_types():
    table, rows = read(
        by_openpyxl(
            [
                HEAD,
                ["张三", "11010519491231002X", date(1949, 12, 31)],
                ["李四", 42, datetime(2021, 3, 4, 10, 5, 6)],
                ["王五", 1.5, True],
            ]
        )
    )
    assert table.columns == HEAD
    assert table.encoding == "xlsx"
    assert [(row.number, row.cells, row.problems) for row in rows] == [
        (2, ["张三", "11010519491231002X", date(1949, 12, 31)], ()),
        (3, ["李四", 42, datetime(2021, 3, 4, 10, 5, 6)], ()),
        (4, ["王五", 1.5, True], ()),
    ]
    assert table.problems == table.notes == []


def test_a_short_row_of_a_sheet_is_no_problem_and_a_long_one_is():
    _, rows = read(by_openpyxl([HEAD, ["张三"], [], [None, "x"], ["李四", "x", "y", "z"]]))
    assert [(row.number, row.cells, codes(row)) for row in rows] == [
        (2, ["张三", "", ""], []),
        (4, ["", "x", ""], []),
        (5, ["李四", "x", "y"], ["tables.row_too_long"]),
    ]


def test_an_id_kept_as_a_number_has_lost_digits_and_is_not_taken():
    _, rows = read(by_openpyxl([HEAD, ["张三", 310106194912310021, None], ["李四", 310106194912310, None]]))
    assert codes(rows[0]) == ["tables.precision_lost"]
    assert rows[0].problems[0].column == "证件号"
    assert rows[0].problems[0].detail["cell"] == "B2"
    assert rows[0].cells == ["张三", "", ""]
    assert rows[1].cells[1] == 310106194912310


def test_a_formula_is_a_problem_and_its_remembered_value_is_not_believed():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, ["张三", "x"])
    page.write_formula(1, 2, '=HYPERLINK("http://example.org")', None, "2021-03-04")
    page.write_array_formula(2, 0, 3, 0, "{=A1:A2}", None, "李四")
    page.write_string(3, 0, "王五")
    book.close()
    _, rows = read(out.getvalue())
    assert [(row.number, row.cells, codes(row)) for row in rows] == [
        (2, ["张三", "x", ""], ["tables.formula"]),
        (3, ["", "", ""], ["tables.formula"]),
        (4, ["", "", ""], ["tables.formula"]),
    ]
    assert rows[0].problems[0].detail == {"cell": "C2"}


def test_text_that_looks_like_a_formula_is_text():
    def as_text(_, page):
        page["A2"].data_type = page["B2"].data_type = "s"

    _, rows = read(by_openpyxl([HEAD, ["=1+1", "@cmd", "-x"]], as_text))
    assert rows[0].cells == ["=1+1", "@cmd", "-x"]
    assert rows[0].problems == ()


def test_merged_cells_are_a_problem_of_every_row_they_cover():
    _, rows = read(
        by_openpyxl(
            [HEAD, ["张三", "x", ""], ["李四", "", "y"], ["王五", "z", ""]], lambda _, page: page.merge_cells("B2:B3")
        )
    )
    assert [codes(row) for row in rows] == [["tables.merged"], ["tables.merged"], []]
    assert rows[1].problems[0].detail == {"range": "B2:B3"}


def test_a_merged_title_above_the_headings_harms_nothing():
    table, rows = read(
        by_openpyxl([["某某居委会居民信息表"], HEAD, ["张三", "x", "y"]], lambda _, page: page.merge_cells("A1:C1"))
    )
    assert table.columns == HEAD
    assert table.problems == []
    assert [note.code for note in table.notes] == ["tables.title"]
    assert rows[0].problems == ()


def test_merged_headings_are_a_problem_of_the_table():
    table, _ = read(by_openpyxl([HEAD, ["张三", "x", "y"]], lambda _, page: page.merge_cells("B1:C1")))
    assert [problem.code for problem in table.problems] == ["tables.merged"]


def test_an_error_value_is_a_problem():
    def spoil(_, page):
        page["B2"].value, page["B2"].data_type = "#N/A", "e"

    _, rows = read(by_openpyxl([HEAD, ["张三", "x", "y"]], spoil))
    assert codes(rows[0]) == ["tables.error_value"]
    assert rows[0].cells == ["张三", "", "y"]


def test_the_first_visible_sheet_that_holds_something_is_read_and_the_others_are_named():
    def more(workbook, page):
        page.sheet_state = "hidden"
        workbook.create_sheet("空")
        for name in ("一楼", "二楼"):
            other = workbook.create_sheet(name)
            other.append(["a", "b"])
            other.append([name, 1])
        workbook.active = 2

    data = by_openpyxl([HEAD, ["张三", "x", "y"]], more)
    table, rows = read(data)
    assert rows[0].cells == ["一楼", 1]
    notes = {note.code: note.detail for note in table.notes}
    assert notes["tables.other_sheets"] == {"read": "一楼", "names": "空, 二楼"}
    assert notes["tables.hidden_sheets"] == {"names": "居民"}
    assert read(data, wanted="二楼")[1][0].cells == ["二楼", 1]
    assert "tables.hidden_sheet_read" in [note.code for note in read(data, wanted="居民")[0].notes]
    with pytest.raises(TableUnreadable) as refusal:
        read(data, wanted="三楼")
    assert refusal.value.code == "tables.no_such_sheet"


def test_hidden_rows_and_columns_are_read_and_noted():
    def hide(_, page):
        page.row_dimensions[2].hidden = True
        page.column_dimensions["B"].hidden = True

    table, rows = read(by_openpyxl([HEAD, ["张三", "x", "y"], ["李四", "x", "y"]], hide))
    assert len(rows) == 2
    assert {note.code: note.detail for note in table.notes} == {
        "tables.hidden_rows": {"count": 1},
        "tables.hidden_columns": {},
    }


def test_an_empty_workbook_is_said_to_be_empty():
    with pytest.raises(TableUnreadable) as refusal:
        read(by_openpyxl([]))
    assert refusal.value.code == "tables.empty"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A2"><v>44259</v></c>', 44259),
        ('<c r="A2"><v>-1.50</v></c>', -1.5),
        ('<c r="A2"><v>1E3</v></c>', 1000),
        ('<c r="A2" t="b"><v>1</v></c>', True),
        ('<c r="A2" t="str"><v>x</v></c>', "x"),
        ('<c r="A2" t="d"><v>2021-03-04</v></c>', date(2021, 3, 4)),
        ('<c r="A2" t="d"><v>2021-03-04T10:00:00</v></c>', datetime(2021, 3, 4, 10)),
        ('<c r="A2" t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r><rPh><t>zhang</t></rPh></is></c>', "张三"),
        ('<c r="A2" t="s"><v>0</v></c>', "李四"),
        ('<c r="A2" t="s"><v>1</v></c>', "a\rb_x0041_"),
        ('<c t="s"><v>2</v></c>', "王五"),
    ],
)
def test_every_type_of_cell_is_read(cell, value):
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>李四</t></si><si><t>a_x000D_b_x005F_x0041_</t></si>'
        "<si><r><t>王</t></r><rPh><t>wang</t></rPh><r><t>五</t></r></si></sst>"
    )
    _, rows = read(by_hand(sheet(f'{HEADINGS}<row r="2">{cell}</row>'), parts={"xl/sharedStrings.xml": strings}))
    assert rows[0].cells == [value, ""]
    assert type(rows[0].cells[0]) is type(value)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<c r="A2"><v>abc</v></c>', "tables.bad_value"),
        ('<c r="A2"><v>1_0</v></c>', "tables.bad_value"),
        ('<c r="A2"><v>NaN</v></c>', "tables.bad_value"),
        ('<c r="A2"><v>1E999</v></c>', "tables.bad_value"),
        ('<c r="A2" t="s"><v>99</v></c>', "tables.bad_value"),
        ('<c r="A2" t="s"><v>-1</v></c>', "tables.bad_value"),
        ('<c r="A2" t="zz"><v>1</v></c>', "tables.bad_value"),
        ('<c r="A2" t="d"><v>soon</v></c>', "tables.bad_value"),
        ('<c r="A2"><v>3.1010619491231002E+17</v></c>', "tables.precision_lost"),
        ('<c r="A2" s="1"><v>60</v></c>', "dates.excel_leap_day"),
        ('<c r="A2" s="1"><v>99999999</v></c>', "dates.range"),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', "tables.formula"),
        ('<c r="A2"><f t="shared" si="0"/><v>2</v></c>', "tables.formula"),
        ('<c r="A2"><f>1+1</f></c>', "tables.formula"),
        ('<c r="A2" t="str"><v>' + "x" * 40_000 + "</v></c>", "tables.cell_too_long"),
        ('<c r="ZZ2"><v>1</v></c>', "tables.too_many_columns"),
    ],
)
def test_a_cell_that_cannot_be_believed_is_a_problem(cell, code):
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r3" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    )
    parts = {"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": relations}
    _, rows = read(by_hand(sheet(f'{HEADINGS}<row r="2">{cell}</row>'), parts=parts))
    assert codes(rows[0]) == [code]
    assert not any(rows[0].cells)


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("yyyy-mm-dd", True),
        ('yyyy"年"m"月"d"日"', True),
        ("[$-804]e/m/d", True),
        ("0.00E+00", False),
        ('"day" 0', False),
        ("General", False),
        ("[h]:mm:ss", False),
        ("[Red]0.00", False),
        ("mmm-yy", True),
    ],
)
def test_a_number_is_a_date_when_it_is_shown_as_one(code, is_date):
    def show(_, page):
        page["A2"].number_format = code

    _, rows = read(by_openpyxl([HEAD, [44259, "x", "y"]], show))
    assert rows[0].cells[0] == (date(2021, 3, 4) if is_date else 44259)


def test_a_workbook_that_counts_from_1904_says_so():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"date_1904": True})
    page = book.add_worksheet()
    page.write_row(0, 0, HEAD)
    page.write_string(1, 0, "张三")
    page.write_datetime(1, 2, date(2021, 3, 4), book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    assert read(out.getvalue())[1][0].cells == ["张三", "", date(2021, 3, 4)]


def test_a_workbook_with_prefixed_names_is_read():
    body = HEADINGS.replace("<", "<x:").replace("<x:/", "</x:")
    row = "<x:row><x:c><x:v>7</x:v></x:c></x:row>"
    data = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{body}{row}</x:sheetData></x:worksheet>'
    _, rows = read(by_hand(data))
    assert [(row.number, row.cells) for row in rows] == [(2, [7, ""])]


def test_macros_are_noted_and_never_looked_at():
    table, rows = read(
        by_hand(sheet(f'{HEADINGS}<row r="2"><c r="A2"><v>1</v></c></row>'), parts={"xl/vbaProject.bin": b"x"})
    )
    assert [note.code for note in table.notes] == ["tables.macros_ignored"]
    assert rows[0].cells == [1, ""]


def test_the_rows_can_be_read_twice_with_the_same_problems():
    table, rows = read(
        by_openpyxl([HEAD, ["张三", "x", ""], ["李四", "", ""]], lambda _, page: page.merge_cells("B2:B3"))
    )
    assert list(table.rows()) == rows
    assert len(rows) == 2


values = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=20)
    | st.integers(-(10**14), 10**14)
    | st.dates(date(1900, 3, 2), date(2199, 1, 1))
    | st.booleans()
)


@given(st.lists(st.tuples(values, values), min_size=1, max_size=6))
@settings(max_examples=40)
def test_what_another_program_wrote_is_what_is_read(rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ["甲", "乙"])
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(number, column, value)
            elif isinstance(value, date):
                page.write_datetime(number, column, value, day)
            else:
                page.write(number, column, value)
    book.close()
    read_back = [tuple(row.cells) for row in read(out.getvalue())[1]]
    assert read_back == [row for row in rows if any(not isinstance(value, str) or value.strip() for value in row)]
