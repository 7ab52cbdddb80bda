"""The records of a WARC file, one by one, packed or not; behind a damage it goes on where the next one begins.

The library's own reader takes a damaged or cut gzip member for the end of the file, so members are unpacked here.
"""

from __future__ import annotations

import io
import mmap
import zlib
from collections.abc import Iterator
from contextlib import closing, redirect_stderr
from pathlib import Path
from typing import Any, BinaryIO, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

READ_ERRORS: Final = (ArchiveLoadFailed, zlib.error, EOFError, ValueError, OSError)
"""What reading a record raises where the file is damaged."""
_MAGIC: Final = b"\x1f\x8b"
_BEGINNING: Final = b"\x1f\x8b\x08"
_AS_GZIP: Final = zlib.MAX_WBITS + 16
_CHUNK: Final = 64 * 1024
_HEAD: Final = 4096


class DamagedRecordsError(Exception):
    """Not all of a file could be read; raised behind the last record."""


def read_records(path: Path) -> Iterator[ArcWarcRecord]:
    """Yield the records of a file; each is to be read before the next one is asked for.

    :raises DamagedRecordsError: behind the last one that could be read.
    """
    trouble = ""
    try:
        with path.open("rb") as file:
            member = _Member(file, 0) if file.read(2) == _MAGIC else None
            file.seek(0)
            while True:
                try:
                    yield from _records_of(io.BufferedReader(member) if member is not None else file)
                    following = member.end if member is not None else None
                except READ_ERRORS as error:
                    begin = member.begin if member is not None else 0
                    trouble = trouble or f"at byte {begin}: {_first_line(error)}"
                    following = _next_member(file, begin + 1) if member is not None else None
                if following is None:
                    break
                member = _Member(file, following)
    except OSError as error:
        trouble = trouble or error.strerror or str(error)
    if trouble:
        raise DamagedRecordsError(trouble)


def _records_of(stream: Any) -> Iterator[ArcWarcRecord]:
    """Yield the records of a member; a file that was packed as a whole is one with all of them."""
    iterator = ArchiveIterator(stream)
    while True:
        with redirect_stderr(io.StringIO()):  # it prints what it thinks of a record without a blank line behind it
            record = next(iterator, None)
        if record is None:
            return
        yield record


class _Member(io.RawIOBase):
    """One gzip member of a file, unpacked while it is read."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        super().__init__()
        self.begin = offset
        self._file = file
        self._unpacker: Any = zlib.decompressobj(_AS_GZIP)
        self._packed = b""
        self._position = offset

    def readable(self) -> bool:
        """It is."""
        return True

    @property
    def end(self) -> int | None:
        """Where the next member begins; None at the file's end."""
        if not self._unpacker.eof:  # not read to its end: the records in it were
            while self.read(_CHUNK):
                pass
        self._file.seek(self._position)
        return self._position if self._file.read(1) else None

    def readinto(self, buffer: Any) -> int:
        """Read on; 0 at the member's end. Raises what `READ_ERRORS` names."""
        data = b""
        while not data and not self._unpacker.eof:
            if not self._packed:
                self._file.seek(self._position)
                self._packed = self._file.read(_CHUNK)
                if not self._packed:
                    message = "the end of a packed record is missing"
                    raise EOFError(message)
                self._position += len(self._packed)
            data = self._unpacker.decompress(self._packed, len(buffer))
            self._packed = self._unpacker.unconsumed_tail
            if self._unpacker.eof:
                self._position -= len(self._unpacker.unused_data)
        buffer[: len(data)] = data
        return len(data)


def _next_member(file: BinaryIO, offset: int) -> int | None:
    """Return where the next gzip member begins that holds a record; None where there is none."""
    with closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as data:
        offset = data.find(_BEGINNING, offset)
        while offset >= 0 and not _begins_record(data[offset : offset + _HEAD]):
            offset = data.find(_BEGINNING, offset + 1)
    return offset if offset >= 0 else None


def _begins_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(_AS_GZIP).decompress(data, 8).startswith(b"WARC/")
    except zlib.error:
        return False


def _first_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
