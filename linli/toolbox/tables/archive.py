"""A zip file opened as if it were a trap: checked by its directory first, bounded again while read."""

import struct
import zipfile
import zlib
from typing import BinaryIO, Final, Self

from linli.toolbox.tables.limits import Limits
from linli.toolbox.tables.problems import TableUnreadable

_END: Final = b"PK\x05\x06"
_END_FIELDS: Final = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT: Final = 0xFFFF
_LOCATOR_64: Final = struct.Struct("<4sLQL")
_END_64_FIELDS: Final = struct.Struct("<4sQ2H2L4Q")
_USE_64: Final = 0xFFFFFFFF
_ENCRYPTED_FLAG: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that a workbook uses


class Archive:
    """The parts of a workbook; nothing is extracted to disk and no archive inside is opened."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._limits = limits
        size = _directory_size(file)
        if size > limits.archive_directory_bytes:
            raise TableUnreadable("tables.bomb", reason="directory", size=size, limit=limits.archive_directory_bytes)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OverflowError, struct.error, UnicodeDecodeError) as error:
            raise TableUnreadable("tables.damaged", reason=str(error)) from error
        self.names = [entry.filename for entry in self._zip.infolist()]
        self._check_directory()

    def open_part(self, name: str, limit: int | None = None) -> "BoundedPart":
        """Open one part for reading, at most `limit` bytes of it."""
        try:
            stream = self._zip.open(name)
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            raise TableUnreadable("tables.damaged", part=name, reason=str(error)) from error
        return BoundedPart(stream, name, self._limits.archive_bytes if limit is None else limit)

    def close(self) -> None:
        self._zip.close()

    def _check_directory(self) -> None:
        entries, limits = self._zip.infolist(), self._limits
        if len(entries) > limits.archive_entries:
            raise TableUnreadable("tables.bomb", reason="entries", size=len(entries), limit=limits.archive_entries)
        if len(set(self.names)) < len(entries):
            # Two parts of one name: programs disagree on which one counts, which is how a check is got around.
            raise TableUnreadable("tables.damaged", reason="duplicate parts")
        total = sum(entry.file_size for entry in entries)
        if total > limits.archive_bytes:
            raise TableUnreadable("tables.bomb", reason="size", size=total, limit=limits.archive_bytes)
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED_FLAG:
                raise TableUnreadable("tables.encrypted")
            if entry.compress_type not in _METHODS:
                raise TableUnreadable("tables.damaged", reason="compression", part=entry.filename)
            ratio = entry.file_size // max(entry.compress_size, 1)
            if ratio > limits.archive_ratio and entry.file_size > limits.archive_ratio_from_bytes:
                raise TableUnreadable("tables.bomb", reason="ratio", size=ratio, limit=limits.archive_ratio)


class BoundedPart:
    """A part being read; stops where the directory lied about its size or the data is damaged."""

    def __init__(self, stream: "zipfile.ZipExtFile | object", name: str, limit: int) -> None:
        self._stream: zipfile.ZipExtFile = stream  # type: ignore[assignment]  # ZipFile.open promises IO[bytes]
        self._name = name
        self._left = limit
        self._limit = limit

    def read(self, size: int) -> bytes:
        try:
            data = self._stream.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise TableUnreadable("tables.damaged", part=self._name, reason=str(error)) from error
        self._left -= len(data)
        if self._left < 0:
            raise TableUnreadable("tables.bomb", reason="part", part=self._name, limit=self._limit)
        return data

    def close(self) -> None:
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _directory_size(file: BinaryIO) -> int:
    """Read how large the directory says it is, before `zipfile` makes an object of every entry in it."""
    size = file.seek(0, 2)
    tail_size = min(size, _END_FIELDS.size + _LONGEST_COMMENT + _LOCATOR_64.size)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_FIELDS.size:
        raise TableUnreadable("tables.damaged", reason="no directory: the file is not complete")
    directory: int = _END_FIELDS.unpack_from(tail, at)[5]
    if at >= _LOCATOR_64.size and tail[at - _LOCATOR_64.size :].startswith(b"PK\x06\x07"):
        offset = _LOCATOR_64.unpack_from(tail, at - _LOCATOR_64.size)[2]
        return max(directory if directory != _USE_64 else 0, _directory_size_64(file, offset, size))
    return directory


def _directory_size_64(file: BinaryIO, offset: int, size: int) -> int:
    if offset + _END_64_FIELDS.size > size:
        raise TableUnreadable("tables.damaged", reason="no directory: the file is not complete")
    file.seek(offset)
    directory: int = _END_64_FIELDS.unpack(file.read(_END_64_FIELDS.size))[8]
    return directory
