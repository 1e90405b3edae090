"""XML read as a stream from a file nobody may trust.

Straight over expat, for three reasons: a DOCTYPE is refused before it can define an entity, no
token or depth can grow without bound, and nothing is kept that was not asked for.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias
from xml.parsers import expat

from linli.toolbox.tables.archive import BoundedPart
from linli.toolbox.tables.limits import Limits
from linli.toolbox.tables.problems import TableUnreadable

# Called with the local name of an element, its attributes and the names of the elements around it.
ElementHandler: TypeAlias = Callable[[str, dict[str, str], list[str]], None]

CHUNK: Final = 1 << 16

_WIDE_BOMS: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Guard:
    """Counts what the parser has been through; shared by every part that is read."""

    def __init__(self, part: str, limits: Limits) -> None:
        self.part = part
        self.limits = limits
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.XmlDeclHandler = self._check_encoding

    def feed(self, stream: BoundedPart) -> Iterator[None]:
        """Parse the stream chunk by chunk, giving way after each."""
        parser, fed = self.parser, 0
        while True:
            chunk = stream.read(CHUNK)
            if fed == 0 and chunk.startswith(_WIDE_BOMS):
                raise TableUnreadable("tables.damaged", part=self.part, reason="encoding")
            fed += len(chunk)
            try:
                parser.Parse(chunk, not chunk)
            except expat.ExpatError as error:
                raise TableUnreadable("tables.damaged", part=self.part, reason=str(error)) from error
            if not chunk:
                return
            if fed - parser.CurrentByteIndex > self.limits.xml_token_bytes:
                raise TableUnreadable("tables.bomb", part=self.part, reason="token")
            yield

    def too_deep(self) -> TableUnreadable:
        return TableUnreadable("tables.bomb", part=self.part, reason="depth", limit=self.limits.xml_depth)

    def _refuse_doctype(self, *_: object) -> None:
        raise TableUnreadable("tables.bomb", part=self.part, reason="doctype")

    def _check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            raise TableUnreadable("tables.damaged", part=self.part, reason="encoding")


def elements(stream: BoundedPart, part: str, limits: Limits, on_element: ElementHandler) -> None:
    """Call back at the start of every element of a small part."""
    guard = Guard(part, limits)
    around: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(around) >= limits.xml_depth:
            raise guard.too_deep()
        local = name.rpartition(":")[2]
        on_element(local, attributes, around)
        around.append(local)

    def end(_: str) -> None:
        around.pop()

    guard.parser.StartElementHandler = start
    guard.parser.EndElementHandler = end
    for _ in guard.feed(stream):
        pass


def unescaped(text: str) -> str:
    """Undo the form _x000D_ in which workbooks write characters that XML cannot hold."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)  # noqa: PLR2004 - half a surrogate pair is no character
