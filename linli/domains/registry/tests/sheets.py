"""Files of people for the import tests: rows by field, written as the programs of the world write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from linli.domains.registry.tests.world import citizen_id

HEADINGS = {
    "name": "姓名",
    "sex": "性别",
    "birth_date": "出生日期",
    "citizen_id": "身份证号码",
    "telephone": "联系电话",
    "address": "居住地址",
    "household": "户号",
    "relation": "与户主关系",
    "standing": "人户状态",
    "living_on": "入住日期",
    "registered_on": "户籍迁入日期",
    "committee": "居委代码",
}


def person(name: str = "李四", sequence: int = 2, **cells: Any) -> dict[str, Any]:
    """Give the cells of one good row; name a field to change it."""
    return {"name": name, "citizen_id": citizen_id(sequence=sequence), "address": "闻喜路251弄3号502室"} | cells


def csv_file(rows: Sequence[Mapping[str, Any]], encoding: str = "utf-8") -> io.BytesIO:
    """Write rows as a CSV file."""
    fields = _fields(rows)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([HEADINGS[field] for field in fields])
    writer.writerows([[row.get(field, "") for field in fields] for row in rows])
    return io.BytesIO(text.getvalue().encode(encoding))


def xlsx_file(rows: Sequence[Mapping[str, Any]], **formulas: str) -> io.BytesIO:
    """Write rows as a workbook; ``B3="=1+1"`` puts a formula into a cell."""
    fields = _fields(rows)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [HEADINGS[field] for field in fields])
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [row.get(field, "") for field in fields])
        for place, formula in formulas.items():
            sheet.write_formula(place, formula)
    out.seek(0)
    return out


def _fields(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    used = {field for row in rows for field in row}
    return [field for field in HEADINGS if field in used]


FAMILY = [
    person("李四", 2, telephone="13900138000", household="H1", relation="户主", living_on="2001-05-01"),
    person("王五", 3, household="H1", relation="配偶", living_on="2001-05-01", registered_on="2001-05-01"),
    person("赵六", 4, address="闻喜路251弄3号503室"),
]
