"""What a file is by its bytes, whatever its name says."""

import re
from enum import StrEnum, auto
from typing import BinaryIO, Final

from linli.toolbox.tables.problems import TableUnreadable


class FileKind(StrEnum):
    """The two kinds that can be read; everything else is refused by name."""

    TEXT = auto()
    WORKBOOK = auto()


_HEAD_BYTES: Final = 4096
_CHUNK: Final = 1 << 20
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OLE_STREAM_NAMES: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_OTHER_KINDS: Final = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"RIFF", "media"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "document"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
_HTML: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style)\b", re.IGNORECASE | re.DOTALL
)
_XML: Final = re.compile(rb"\s*<\?xml\b", re.IGNORECASE)
_XML_2003: Final = b"urn:schemas-microsoft-com:office:spreadsheet"


def kind_of(file: BinaryIO) -> FileKind:
    """Tell text from workbook, and refuse every other kind with a code that says which it is."""
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    if not head:
        raise TableUnreadable("tables.empty")
    if head.startswith(b"PK\x03\x04"):
        return FileKind.WORKBOOK
    if head.startswith(b"PK\x05\x06"):
        raise TableUnreadable("tables.empty")
    if head.startswith(_OLE):
        raise TableUnreadable(_ole_code(file))
    for magic, kind in _OTHER_KINDS:
        if head.startswith(magic):
            raise TableUnreadable("tables.not_a_table", kind=kind)
    _refuse_markup(head.removeprefix(b"\xef\xbb\xbf"))
    return FileKind.TEXT


def _refuse_markup(head: bytes) -> None:
    """Refuse the web pages and XML that many systems export under the name .xls."""
    if _HTML.match(head):
        raise TableUnreadable("tables.web_page")
    if _XML.match(head):
        raise TableUnreadable("tables.xml_2003" if _XML_2003 in head else "tables.not_a_table", kind="xml")


def _ole_code(file: BinaryIO) -> str:
    """Tell an encrypted workbook from one in the format before 2007: both are OLE containers."""
    file.seek(0)
    is_old, tail = False, b""
    while chunk := file.read(_CHUNK):
        window = tail + chunk
        if _OLE_ENCRYPTED in window:
            return "tables.encrypted"
        is_old = is_old or any(name in window for name in _OLE_STREAM_NAMES)
        tail = window[-len(_OLE_ENCRYPTED) :]
    return "tables.old_format" if is_old else "tables.not_a_table"
