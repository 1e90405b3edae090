"""What a file really is, from its bytes."""

from __future__ import annotations

from typing import BinaryIO, Final

import puremagic

CSV: Final = "text/csv"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS: Final = "application/vnd.ms-excel"
PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
WEBP: Final = "image/webp"

PICTURES: Final = frozenset({JPEG, PNG, WEBP})
TABLES: Final = frozenset({CSV, XLSX, XLS})

_HEAD = 8192
_SIGNATURES = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"%PDF-", PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", XLS),
)
_ZIP = b"PK\x03\x04"
_TEXT_ENDINGS = (".csv", ".tsv", ".txt")


def media_type(stream: BinaryIO, name: str) -> str:
    """Name the type of the bytes; a name may only decide among kinds of plain text. Leaves the stream at 0."""
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(_ZIP):
        return XLSX if name.lower().endswith((".xlsx", ".xlsm")) else "application/zip"
    if name.lower().endswith(_TEXT_ENDINGS) and _reads_as_text(head):
        return CSV
    try:
        return str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        return "application/octet-stream"


def _reads_as_text(head: bytes) -> bool:
    # UTF-16 text holds NUL bytes and says so with its mark; other text holds none
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in head
