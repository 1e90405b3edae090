"""Workbooks for the tests: real ones by openpyxl, and hand-made ones that no program would write."""

import io
import zipfile

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

ROOT = (
    f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>'
)
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>'
)
HEADINGS = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'


def sheet(rows, behind="", before=""):
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{behind}</worksheet>'


def by_hand(sheet_xml, *, parts=None, compression=zipfile.ZIP_DEFLATED):
    """Zip a workbook of one sheet from its XML; `parts` adds or replaces parts."""
    everything = {
        "_rels/.rels": ROOT,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet1.xml": sheet_xml,
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in everything.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()


def by_openpyxl(rows, change=None):
    """Write a workbook of these rows; `change(workbook, sheet)` may do more to it."""
    workbook = Workbook()
    page = workbook.active
    page.title = "居民"
    for row in rows:
        page.append(row)
    if change:
        change(workbook, page)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
