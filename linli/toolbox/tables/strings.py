"""The shared strings of a workbook: kept on disk, because a million people have millions of them."""

import mmap
from array import array
from itertools import accumulate
from tempfile import TemporaryFile
from typing import IO, Final

from linli.toolbox.tables.archive import BoundedPart
from linli.toolbox.tables.limits import Limits
from linli.toolbox.tables.problems import TableUnreadable
from linli.toolbox.tables.xml import Guard, unescaped

_PART: Final = "sharedStrings.xml"


class SharedStrings:
    """Strings by number: one temporary file, and eight bytes of memory for each."""

    def __init__(self, stream: BoundedPart | None, limits: Limits) -> None:
        self._ends = array("Q", [0])
        self._map: mmap.mmap | None = None
        if stream is not None:
            # The map keeps the file alive; it has no name, so that nothing is left whatever happens.
            with TemporaryFile(prefix="linli-") as file:
                self._load(stream, file, limits)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            raise IndexError(number)
        start, end = self._ends[number], self._ends[number + 1]
        return self._map[start:end].decode() if self._map is not None else ""

    def close(self) -> None:
        if self._map is not None:
            self._map.close()

    def _load(self, stream: BoundedPart, file: IO[bytes], limits: Limits) -> None:
        reader = _StringReader(limits)
        for _ in reader.guard.feed(stream):
            self._write(reader.taken(), file)
        self._write(reader.taken(), file)
        file.flush()
        if self._ends[-1]:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def _write(self, strings: list[str], file: IO[bytes]) -> None:
        encoded = [string.encode("utf-8", "replace") for string in strings]
        self._ends.extend(accumulate(map(len, encoded), initial=self._ends.pop()))
        file.write(b"".join(encoded))


class _StringReader:
    """Collects the text of every <si>, rich or plain; the readings in <rPh> are not part of it."""

    def __init__(self, limits: Limits) -> None:
        self.guard = Guard(_PART, limits)
        self._limit = limits.cell_characters * 4
        self._depth_limit = limits.xml_depth
        self._found: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._depth = 0
        self._in_reading = False
        parser = self.guard.parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def taken(self) -> list[str]:
        found, self._found = self._found, []
        return found

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self._depth_limit:
            raise self.guard.too_deep()
        local = name.rpartition(":")[2]
        if local == "t" and not self._in_reading:
            self.guard.parser.CharacterDataHandler = self._text
        elif local == "si":
            self._pieces, self._length = [], 0
        elif local == "rPh":
            self._in_reading = True

    def _text(self, text: str) -> None:
        self._length += len(text)
        if self._length > self._limit:
            raise TableUnreadable("tables.bomb", part=_PART, reason="string", limit=self._limit)
        self._pieces.append(text)

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rpartition(":")[2]
        if local == "t":
            self.guard.parser.CharacterDataHandler = None
        elif local == "si":
            self._found.append(unescaped("".join(self._pieces)))
        elif local == "rPh":
            self._in_reading = False
