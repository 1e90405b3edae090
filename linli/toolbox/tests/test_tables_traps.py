import io
import struct
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.toolbox.tables import Limits, TableUnreadable, open_table
from linli.toolbox.tests.workbooks import BOOK, HEADINGS, MAIN, RELATIONS, ROOT, by_hand, by_openpyxl, sheet

ROWS = f'{HEADINGS}<row r="2"><c r="A2"><v>1</v></c></row>'


def refusal_of(data, name="people.xlsx", **limits):
    with pytest.raises(TableUnreadable) as refusal:
        list(open_table(io.BytesIO(data), name, limits=Limits(**limits)).rows())
    return refusal.value


def test_the_workbook_that_the_traps_are_made_from_is_a_good_one():
    assert next(open_table(io.BytesIO(by_hand(sheet(ROWS))), "x.xlsx").rows()).cells == [1, ""]


def test_a_bomb_is_refused_by_its_directory():
    error = refusal_of(by_hand(sheet(ROWS + " " * 60_000_000)))
    assert (error.code, error.detail["reason"]) == ("tables.bomb", "ratio")


def test_a_bomb_is_refused_by_its_whole_size():
    error = refusal_of(by_hand(sheet(ROWS + " " * 300_000)), archive_bytes=200_000)
    assert (error.code, error.detail["reason"]) == ("tables.bomb", "size")


def test_a_bomb_beside_the_sheet_counts_too():
    error = refusal_of(by_hand(sheet(ROWS), parts={"xl/media/picture.bin": b"\0" * 50_000_000}))
    assert error.code == "tables.bomb"


def test_too_many_parts_are_refused():
    parts = {f"xl/worksheets/s{number}.xml": "" for number in range(3000)}
    error = refusal_of(by_hand(sheet(ROWS), parts=parts))
    assert (error.code, error.detail["reason"]) == ("tables.bomb", "entries")


def test_a_directory_too_large_to_hold_is_refused_before_it_is_read():
    parts = {f"xl/{number:0200}": "" for number in range(2000)}
    error = refusal_of(by_hand(sheet(ROWS), parts=parts), archive_directory_bytes=100_000)
    assert (error.code, error.detail["reason"]) == ("tables.bomb", "directory")


def test_a_part_larger_than_its_directory_says_is_refused():
    data = bytearray(by_hand(sheet(ROWS + " " * 5_000_000)))
    name = b"xl/worksheets/sheet1.xml"
    at = data.rindex(name) - 46  # of the entry in the directory
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = struct.pack("<L", 1000)
    assert refusal_of(bytes(data)).code == "tables.damaged"


def test_a_small_part_that_is_not_small_is_refused():
    error = refusal_of(by_hand(sheet(ROWS), parts={"xl/workbook.xml": BOOK + " " * 10_000}), part_bytes=5_000)
    assert (error.code, error.detail["reason"]) == ("tables.bomb", "part")


def test_a_line_that_never_ends_does_not_fill_the_memory():
    tracemalloc.start()
    data = io.BytesIO(b"a,b\n1," + b"x" * 20_000_000)
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    with pytest.raises(TableUnreadable):
        list(open_table(data, "x.csv").rows())
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert peak < 8_000_000


def test_entries_that_lie_over_each_other_are_refused():
    relations = RELATIONS.replace("sheet1", "sheet2")
    parts = {"xl/worksheets/sheet2.xml": sheet(ROWS), "xl/_rels/workbook.xml.rels": relations}
    good = by_hand(sheet(ROWS), parts=parts)
    data = bytearray(good)
    at = data.rindex(b"xl/worksheets/sheet2.xml") - 46
    data[at + 42 : at + 46] = struct.pack("<L", data.index(b"xl/worksheets/sheet1.xml") - 30)
    assert open_table(io.BytesIO(good)).columns == ["a", "b"]
    assert refusal_of(bytes(data)).code == "tables.damaged"


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        "<!DOCTYPE worksheet>",
    ],
)
def test_a_document_type_is_refused_wherever_it_stands(before):
    strings = f'{before}<sst xmlns="{MAIN}"><si><t>x</t></si></sst>'
    for data in (
        by_hand(sheet(ROWS, before=before)),
        by_hand(sheet(ROWS), parts={"xl/sharedStrings.xml": strings}),
        by_hand(sheet(ROWS), parts={"xl/workbook.xml": f"{before}<workbook/>"}),
        by_hand(sheet(ROWS), parts={"_rels/.rels": before + ROOT}),
    ):
        error = refusal_of(data)
        assert (error.code, error.detail["reason"]) == ("tables.bomb", "doctype")


@pytest.mark.parametrize("name", ["v", "zzz", "row"])
def test_elements_nested_without_end_are_refused(name):
    deep = f"<{name}>" * 5000 + f"</{name}>" * 5000
    for data in (
        by_hand(f'<worksheet xmlns="{MAIN}"><cols>{deep}</cols></worksheet>'),
        by_hand(sheet(ROWS), parts={"xl/sharedStrings.xml": f"<sst>{deep}</sst>"}),
    ):
        assert refusal_of(data).code in ("tables.bomb", "tables.damaged")


def test_one_endless_attribute_is_refused():
    error = refusal_of(by_hand(sheet(f'{HEADINGS}<row r="2" x="{"a" * 5_000_000}"/>')), archive_ratio_from_bytes=10**9)
    assert (error.code, error.detail["reason"]) == ("tables.bomb", "token")


def test_one_endless_string_is_refused_or_named():
    strings = f'<sst xmlns="{MAIN}"><si><t>{"a" * 5_000_000}</t></si></sst>'
    assert refusal_of(by_hand(sheet(ROWS), parts={"xl/sharedStrings.xml": strings})).code == "tables.bomb"


def test_cells_far_to_the_right_do_not_fill_the_memory():
    far = "".join(f'<row r="{number}"><c r="XFD{number}"><v>1</v></c></row>' for number in range(2, 2000))
    tracemalloc.start()
    rows = list(open_table(io.BytesIO(by_hand(sheet(HEADINGS + far)))).rows())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(rows) == 1998
    assert peak < 20_000_000


@pytest.mark.parametrize(
    ("rows", "behind"),
    [
        ('<row r="3"/><row r="2"/>', ""),
        ('<row r="2"/><row r="2"/>', ""),
        ('<row r="x"/>', ""),
        ('<row r="99999999999"/>', ""),
        ('<row r="2"><row r="3"/></row>', ""),
        ('<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>', ""),
        ('<row r="2"><c r="A2"><c r="B2"/></c></row>', ""),
        ('<c r="A2"><v>1</v></c>', ""),
        ('<row r="2"><c r="$A$2"><v>1</v></c></row>', ""),
        ('<row r="2"><c r="A2"><v>1</v></row>', ""),
        ('<row r="2">', ""),
        ("", '<mergeCells><mergeCell ref="A1:nonsense"/></mergeCells>'),
        ("", '<mergeCells><mergeCell ref="A2&#58;B2"/></mergeCells>'),
        ("", '<mergeCells><mergeCell x=">" ref="A2:B2"/></mergeCells>'),
    ],
)
def test_a_sheet_that_no_program_would_write_is_refused(rows, behind):
    assert refusal_of(by_hand(sheet(HEADINGS + rows, behind))).code == "tables.damaged"


@pytest.mark.parametrize("before_edge", [1, 5, 11, 20, 30, 34])
def test_a_merged_cell_across_the_edge_of_a_chunk_is_found(before_edge):
    row, merge = '<row r="2"><c r="A2"><v>1</v></c></row>', '<mergeCells><mergeCell ref="A2:B2"/></mergeCells>'
    at = sheet(f'{HEADINGS}{row}<x a=""/>', merge).index("<mergeCell ")
    padding = "y" * (262_144 - before_edge - at)
    rows = list(open_table(io.BytesIO(by_hand(sheet(f'{HEADINGS}{row}<x a="{padding}"/>', merge)))).rows())
    assert [problem.code for problem in rows[0].problems] == ["tables.merged"]


def test_too_many_merged_cells_are_refused():
    merges = "".join(f'<mergeCell ref="A{number}:B{number}"/>' for number in range(2, 200))
    assert refusal_of(by_hand(sheet(ROWS, merges)), merged_ranges=100).code == "tables.too_many_merged"


def test_a_sheet_in_utf_16_is_refused_because_the_search_could_not_read_it():
    text = sheet(ROWS, before='<?xml version="1.0" encoding="utf-16"?>')
    unsaid = sheet(ROWS).encode("utf-16")
    for data in (text.encode("utf-16"), text.encode("utf-16-be"), text.replace("utf-16", "gbk").encode("gbk"), unsaid):
        assert refusal_of(by_hand(data)).code == "tables.damaged"


def test_a_password_is_named():
    data = bytearray(by_hand(sheet(ROWS)))
    at = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    data[at + 8] |= 1
    assert refusal_of(bytes(data)).code == "tables.encrypted"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000_000 + "EncryptedPackage".encode("utf-16-le")
    assert refusal_of(ole).code == "tables.encrypted"


def test_the_format_before_2007_is_named():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000 + "Workbook".encode("utf-16-le")
    assert refusal_of(ole, "people.xls").code == "tables.old_format"
    assert refusal_of(ole[:5000], "people.doc").code == "tables.not_a_table"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"xl/workbook.bin": b"x"}, "tables.xlsb"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "tables.open_document"),
        ({"_rels/.rels": None}, "tables.not_a_table"),
        ({"_rels/.rels": ROOT.replace("xl/workbook.xml", "word/document.xml")}, "tables.not_a_table"),
        ({"xl/workbook.xml": None}, "tables.damaged"),
        ({"xl/worksheets/sheet1.xml": None}, "tables.damaged"),
        ({"xl/_rels/workbook.xml.rels": None}, "tables.damaged"),
        ({"xl/workbook.xml": "not xml"}, "tables.damaged"),
    ],
)
def test_other_archives_and_broken_workbooks_are_named(parts, code):
    assert refusal_of(by_hand(sheet(ROWS), parts=parts)).code == code


def test_a_workbook_inside_an_archive_is_never_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("people.xlsx", by_hand(sheet(ROWS)))
    assert refusal_of(out.getvalue()).code == "tables.not_a_table"


def test_two_parts_of_one_name_are_refused():
    out = io.BytesIO(by_hand(sheet(ROWS)))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet(ROWS))
    assert refusal_of(out.getvalue()).code == "tables.damaged"


def test_an_unusual_compression_is_refused():
    assert refusal_of(by_hand(sheet(ROWS), compression=zipfile.ZIP_LZMA)).code == "tables.damaged"


GOOD = by_openpyxl([["姓名", "地址"], ["张三", "闻喜路"], ["李四", "彭浦新村"]])


@given(st.integers(4, len(GOOD) - 1))
@settings(max_examples=60)
def test_a_file_cut_short_is_refused(length):
    assert refusal_of(GOOD[:length]).code == "tables.damaged"


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
@settings(max_examples=150)
def test_a_changed_byte_never_makes_it_fail_otherwise_than_by_refusing(place, change):
    data = bytearray(GOOD)
    data[place] ^= change
    try:
        rows = list(open_table(io.BytesIO(bytes(data)), "x.xlsx").rows())
    except TableUnreadable:
        return
    assert all(row.cells or row.problems for row in rows)
