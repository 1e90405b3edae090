"""Tables written out: CSV and XLSX that a spreadsheet opens without executing or damaging anything."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import BinaryIO, Final, TypeAlias

from linli.toolbox.tables.guards import guarded

Value: TypeAlias = str | int | float | bool | date | datetime | None

CSV_BOM: Final = b"\xef\xbb\xbf"  # without it Excel in Chinese reads UTF-8 as GBK

_CHUNK: Final = 1 << 16
_LEAST_INEXACT: Final = 10**15  # Excel keeps 15 digits of a number; an id of 18 must be text
# What neither XML nor our own reader of CSV accepts: NUL and its kin, halves of surrogate pairs.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def csv_chunks(columns: Sequence[str], rows: Iterable[Sequence[Value]], *, watermark: str = "") -> Iterator[bytes]:
    """Give a CSV file piece by piece: BOM, watermark line, headings, rows.

    Text that a spreadsheet would execute or damage stands behind a tab: see `guards`.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    if watermark:
        writer.writerow([_csv_cell(watermark)])
    writer.writerow([_csv_cell(column) for column in columns])
    yield CSV_BOM
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
        if buffer.tell() > _CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def write_csv(out: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[Value]], *, watermark: str = "") -> None:
    """Write a CSV file; `open_table` gives every text back as it was."""
    out.writelines(csv_chunks(columns, rows, watermark=watermark))


def writable(text: str) -> str:
    """Take out the characters that no table can hold."""
    return _UNWRITABLE.sub("", text)


def is_exact(number: float) -> bool:
    """Say whether a spreadsheet keeps every digit of the number."""
    return not isinstance(number, int) or abs(number) < _LEAST_INEXACT


def _csv_cell(value: Value) -> str:
    if isinstance(value, str):
        return guarded(writable(value))
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if is_exact(value) else guarded(str(value))
