"""Mending an archive after a kill: what was half written at a file's end is cut off.

A row of ``captures`` is written after its record is on the disk, so that nothing is lost which a row points to.
"""

from __future__ import annotations

import fcntl
import logging
import os
import zlib
from pathlib import Path
from typing import BinaryIO, Final

MARKER: Final = ".open"
"""What is added to a file's name for the empty one that stands beside it while it is written."""
_CHUNK: Final = 1024 * 1024
_AS_GZIP: Final = zlib.MAX_WBITS + 16

logger = logging.getLogger(__name__)


def repair_folder(folder: Path) -> list[Path]:
    """Mend the files whose runs were killed, and return those that were cut; another live run's are left alone.

    :raises OSError: a file cannot be read or cut.
    """
    cut = []
    for marker in sorted(folder.glob(f"*{MARKER}")):
        path = marker.with_name(marker.name.removesuffix(MARKER))
        try:
            if _cut_tail(path):
                cut.append(path)
        except BlockingIOError:
            continue  # it is being written
        except FileNotFoundError:
            pass
        marker.unlink(missing_ok=True)
    return cut


def _cut_tail(path: Path) -> bool:
    """Cut a file behind its last whole member; raises BlockingIOError where a run is writing it."""
    with path.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        size = os.fstat(file.fileno()).st_size
        end = end_of_whole_members(file)
        if end == size:
            return False
        logger.info("%s: a run was killed while it wrote; %d bytes at its end are cut off", path, size - end)
        file.truncate(end)
        os.fsync(file.fileno())
        return True


def end_of_whole_members(file: BinaryIO) -> int:
    """Return how many bytes of a file are whole gzip members, from its beginning."""
    end, data = 0, b""
    while data or (data := file.read(_CHUNK)):
        length, data = _read_member(file, data)
        if not length:
            break
        end += length
    return end


def _read_member(file: BinaryIO, data: bytes) -> tuple[int, bytes]:
    """Read one member that begins with ``data``; returns its length, 0 where it is not whole, and what follows."""
    member, length = zlib.decompressobj(_AS_GZIP), 0
    while data:
        try:
            member.decompress(data)
        except zlib.error:
            return 0, b""
        length += len(data) - len(member.unused_data)
        if member.eof:
            return length, member.unused_data
        data = file.read(_CHUNK)
    return 0, b""
