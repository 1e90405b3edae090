"""In which encoding a text file is written: decided over the whole file, never guessed line by line.

Linli reads UTF-8, UTF-16 and GB18030 (which contains GBK and GB2312). A file in one of them with
damaged or foreign lines is read, and those lines are named; a file in another encoding is refused.
"""

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from charset_normalizer import from_bytes

from linli.toolbox.tables.problems import TableUnreadable

CHUNK: Final = 1 << 18
UTF_8: Final = "utf-8"
GB18030: Final = "gb18030"

_SAMPLE: Final = 1 << 16
_UTF_16_BOMS: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF_32_BOMS: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_GB18030_BOM: Final = "\ufeff".encode(GB18030)
_REPLACEMENT: Final = "\ufffd".encode()
_FIRST_OF_THREE_BYTES: Final = "\u0800"
# Real Chinese text in GBK lies mostly in GB2312 and never in the private area; Big5 or Shift-JIS
# read as GBK does not. (EUC-KR and EUC-JP use the same bytes as GB2312 and cannot be told from it.)
_LEAST_COMMON_SHARE: Final = 0.5
_MOST_PRIVATE_SHARE: Final = 0.02


class Encoding(NamedTuple):
    """How to decode a file, and what to look out for while doing so."""

    name: str
    bom: int = 0  # bytes to skip at the beginning
    has_nul: bool = False
    has_foreign_lines: bool = False  # GB18030 with lines of UTF-8 in between
    has_replacement: bool = False  # U+FFFD: the text was damaged before it came here

    @property
    def is_transcoded(self) -> bool:
        """Whether `chunks` gives other bytes than the file's."""
        return self.name.startswith("utf-16")


def encoding_of(file: BinaryIO, *, row_bytes: int) -> Encoding:
    """Decide how the whole file is encoded."""
    file.seek(0)
    head = file.read(_SAMPLE)
    if head.startswith(_UTF_32_BOMS):
        raise TableUnreadable("tables.encoding_unknown", guess="utf-32")
    for bom, name in _UTF_16_BOMS:
        if head.startswith(bom):
            return Encoding(name, len(bom), has_nul=True, has_replacement=True)
    if wide := _utf_16_without_bom(head):
        return Encoding(wide, has_nul=True, has_replacement=True)
    if head.startswith(_GB18030_BOM):
        return _census(file, row_bytes)._replace(bom=len(_GB18030_BOM), has_nul=True, has_replacement=True)
    bom_length = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    has_nul, has_replacement, is_utf_8 = _survey(file)
    if is_utf_8 or bom_length:
        return Encoding(UTF_8, bom_length, has_nul=has_nul, has_replacement=has_replacement)
    return _census(file, row_bytes)._replace(has_nul=has_nul, has_replacement=has_replacement)


def chunks(file: BinaryIO, encoding: Encoding) -> Iterator[bytes]:
    """Give the bytes of the file behind its BOM; UTF-16 is turned into UTF-8 on the way."""
    file.seek(encoding.bom)
    if not encoding.is_transcoded:
        while chunk := file.read(CHUNK):
            yield chunk
        return
    decoder = codecs.getincrementaldecoder(encoding.name)()
    position = encoding.bom
    while True:
        chunk = file.read(CHUNK)
        try:
            yield decoder.decode(chunk, final=not chunk).encode()
        except UnicodeDecodeError as error:
            raise TableUnreadable("tables.bytes", byte=position + error.start) from error
        if not chunk:
            return
        position += len(chunk)


def lines(pieces: Iterator[bytes], *, row_bytes: int) -> Iterator[bytes]:
    """Cut chunks into lines that keep their ends, be it LF, CR LF or the lone CR of old machines."""
    rest = b""
    for piece in pieces:
        found = (rest + piece).splitlines(keepends=True)
        # The last may go on in the next chunk, and a \r at the edge may be the first half of \r\n.
        rest = found.pop() if found and not found[-1].endswith(b"\n") else b""
        if len(rest) > row_bytes:
            raise TableUnreadable("tables.row_too_large", limit=row_bytes)
        yield from found
    if rest:
        yield rest


def _utf_16_without_bom(head: bytes) -> str | None:
    """Recognise UTF-16 by the zero halves of its commas, digits and line ends."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 10 < len(head):
        return None
    return "utf-16-le" if odd > even * 4 else "utf-16-be" if even > odd * 4 else None


def _survey(file: BinaryIO) -> tuple[bool, bool, bool]:
    """Tell in one pass whether the file holds NUL, holds U+FFFD, is UTF-8 throughout."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(UTF_8)()
    has_nul = has_replacement = False
    is_utf_8, edge = True, b""
    while chunk := file.read(CHUNK):
        has_nul = has_nul or b"\0" in chunk
        has_replacement = has_replacement or _REPLACEMENT in edge + chunk
        edge = chunk[-len(_REPLACEMENT) :]
        try:
            if is_utf_8:
                decoder.decode(chunk)
        except UnicodeDecodeError:
            is_utf_8 = False
    try:
        decoder.decode(b"", final=is_utf_8)
    except UnicodeDecodeError:
        is_utf_8 = False
    return has_nul, has_replacement, is_utf_8


def _census(file: BinaryIO, row_bytes: int) -> Encoding:
    """Count the lines that are UTF-8 and those that are GB18030; the more frequent one is the file's."""
    file.seek(0)
    of_utf_8 = of_gb18030 = 0
    sample = bytearray()
    for line in lines(iter(lambda: file.read(CHUNK), b""), row_bytes=row_bytes):
        if line.isascii():
            continue
        if is_certainly_utf_8(line):
            of_utf_8 += 1
        elif _is_gb18030(line):
            of_gb18030 += 1
            if len(sample) < _SAMPLE:
                sample += line
    if of_utf_8 >= of_gb18030 and of_utf_8:
        return Encoding(UTF_8)
    if not of_gb18030 or not _is_plausible(bytes(sample)):
        raise TableUnreadable("tables.encoding_unknown", guess=_guess(file))
    return Encoding(GB18030, has_foreign_lines=of_utf_8 > 0)


def is_certainly_utf_8(line: bytes) -> bool:
    """Say whether the line is UTF-8 and cannot well be GBK: 谢 alone, D0 BB, is a letter in UTF-8 too."""
    try:
        return max(line.decode(), default="") >= _FIRST_OF_THREE_BYTES
    except UnicodeDecodeError:
        return False


def _is_gb18030(line: bytes) -> bool:
    try:
        line.decode(GB18030)
    except UnicodeDecodeError:
        return False
    return True


def _is_plausible(sample: bytes) -> bool:
    foreign = [character for character in sample.decode(GB18030) if not character.isascii()]
    common = len("".join(foreign).encode("gb2312", errors="ignore")) // 2
    private = sum("\ue000" <= character <= "\uf8ff" for character in foreign)
    return common >= _LEAST_COMMON_SHARE * len(foreign) and private <= _MOST_PRIVATE_SHARE * len(foreign)


def _guess(file: BinaryIO) -> str:
    file.seek(0)
    best = from_bytes(file.read(_SAMPLE)).best()
    return best.encoding if best else ""
