"""Erasing records of an archive: each is replaced by one of the same length that says so, in a new copy of its file.

Since no other record moves, what points to them stays right at any moment: a kill leaves the old file or the new one.
"""

from __future__ import annotations

import fcntl
import os
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Final
from uuid import NAMESPACE_URL, uuid5

from arnews_crawler.corpus.archive_repair import MARKER
from arnews_crawler.corpus.atomic import remove_leftovers, replacing

_CHUNK: Final = 1024 * 1024
_NOTE: Final = b"A response was here; it was erased on request."
_HEAD: Final = (
    "WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: {date}\r\n"
    "Content-Type: text/plain\r\nContent-Length: {length}\r\n\r\n"
)
_TAIL: Final = b"\r\n\r\n"
_GZIP: Final = b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xff"
"""A member's head with a name in it (RFC 1952): the name takes up the bytes that no payload can."""
_STORED: Final = 65_535
"""Bytes in a block that is not compressed (RFC 1951, 3.2.4)."""
_LONGEST_NAME: Final = 16


class BusyArchiveError(Exception):
    """A crawl is writing the file; ``str()`` is its name."""


def erase_records(path: Path, places: Iterable[tuple[int, int]], date: str) -> None:
    """Replace the records at ``(offset, length)`` of a file; a file that is not there has none.

    :param date: the moment that the new records bear (WARC-Date).
    :raises BusyArchiveError: a crawl has the file open.
    :raises OSError: the folder takes nothing.
    """
    try:
        with path.open("rb") as old:
            try:
                fcntl.flock(old, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyArchiveError(path.name) from error
            remove_leftovers(path)  # a half copy of a call that was killed holds what is erased now
            size = os.fstat(old.fileno()).st_size
            with replacing(path) as new:
                position = 0
                for offset, length in sorted(set(places)):
                    if offset < position or offset + length > size:
                        continue  # the record was lost with the file's end
                    _copy(old, new, offset - position)
                    new.write(stub(length, f"{path.name}:{offset}", date))
                    position = offset + length
                    old.seek(position)
                _copy(old, new, size - position)
    except FileNotFoundError:
        return
    path.with_name(path.name + MARKER).unlink(missing_ok=True)


def stub(length: int, name: str, date: str) -> bytes:
    """Return a gzip member of so many bytes that holds a record without the response.

    :raises ValueError: it is too short for one; no response of ours is.
    """
    record_id = str(uuid5(NAMESPACE_URL, f"{name} erased"))
    for named in range(_LONGEST_NAME):
        for blocks in {max((length - 300) // _STORED, 0) + more for more in (1, 2)}:
            around = len(_GZIP) + named + 1 + 5 * blocks + 8
            plain = _record(length - around, record_id, date)
            if plain is not None and -(-len(plain) // _STORED) == blocks:
                return _GZIP + b"-" * named + b"\0" + _store(plain) + _checksum(plain)
    message = f"{length} bytes are too few for a record"
    raise ValueError(message)


def _record(size: int, record_id: str, date: str) -> bytes | None:
    """A record of so many bytes, padded with spaces; None where there is none of this size."""
    for digits in range(2, 11):
        head_size = len(_HEAD.format(id=record_id, date=date, length="9" * digits))
        length = size - head_size - len(_TAIL)
        if length >= len(_NOTE) and len(str(length)) == digits:
            head = _HEAD.format(id=record_id, date=date, length=length).encode("ascii")
            return head + _NOTE.ljust(length) + _TAIL
    return None


def _store(plain: bytes) -> bytes:
    """Deflate without compression, as RFC 1951 has it: its length is known beforehand."""
    blocks = []
    for start in range(0, len(plain), _STORED):
        block = plain[start : start + _STORED]
        is_last = start + _STORED >= len(plain)
        size = len(block).to_bytes(2, "little")
        blocks.append(bytes([is_last]) + size + bytes(255 - byte for byte in size) + block)
    return b"".join(blocks)


def _checksum(plain: bytes) -> bytes:
    return zlib.crc32(plain).to_bytes(4, "little") + (len(plain) & 0xFFFFFFFF).to_bytes(4, "little")


def _copy(source: IO[bytes], target: IO[bytes], length: int) -> None:
    while length > 0 and (data := source.read(min(length, _CHUNK))):
        target.write(data)
        length -= len(data)
