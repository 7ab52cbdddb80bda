"""The archive: a folder of WARC files beside the database, a file a run, appended to record by record.

A file that is being written has a marker beside it (``….warc.gz.open``) and is locked: a killed run leaves both,
and the next one cuts off what the kill left half written (`archive_repair`).
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from arnews_crawler.corpus.archive_record import RawResponse, encode_response, encode_warcinfo
from arnews_crawler.corpus.archive_repair import MARKER, repair_folder
from arnews_crawler.corpus.errors import CorpusError, FullDiskError, ReadOnlyCorpusError
from arnews_crawler.version import __version__

DEFAULT_MAX_BYTES: Final = 1024**3
SUFFIX: Final = ".warc.gz"

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PROBE: Final = 64 * 1024
_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC
_LONGEST_NAME: Final = 80
_WAY_OUT: Final = "name another folder with ARNEWS_ARCHIVE_DIR, or keep no pages with --no-archive"


class Place(NamedTuple):
    """Where a record lies."""

    file: str
    """Its name in the archive's folder."""
    offset: int
    length: int


def archive_folder(database: Path, setting: str | None = None) -> Path:
    """Return where the pages of a database are kept.

    >>> archive_folder(Path("data/arnews.db")).as_posix()
    'data/arnews.db.warc'
    """
    return Path(setting) if setting else database.with_name(f"{database.name}.warc")


class Archive:
    """What one run keeps. A file is made with the first record, so that a run without news leaves none.

    All methods raise `CorpusError`: the folder or the disk takes nothing.
    """

    def __init__(self, folder: Path, stem: str, facts: Mapping[str, str], max_bytes: int = DEFAULT_MAX_BYTES) -> None:
        self.folder = folder
        self._stem = stem
        self._facts = facts
        self._max_bytes = max_bytes
        self._file: _ArchiveFile | None = None
        self._part = 0

    @classmethod
    def open(
        cls, folder: Path, site: str, run_id: int, facts: Mapping[str, str], *, max_bytes: int = DEFAULT_MAX_BYTES
    ) -> Archive:
        """Make the folder, mend what a kill left in it, and see whether it takes anything."""
        with _archive_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            repair_folder(folder)
            # A full disk is told before the first request, and not behind it.
            with tempfile.TemporaryFile(dir=folder, buffering=0) as probe:
                probe.write(bytes(_PROBE))
        name = re.sub(r"[^\w.-]+", "_", site, flags=re.ASCII).strip("_")[:_LONGEST_NAME] or "site"
        stem = f"{name}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{run_id}"
        return cls(folder, stem, {"software": f"arnews/{__version__}", **facts}, max_bytes)

    def append(self, response: RawResponse) -> Place:
        """Write a response behind the others; after an error the file ends with the last whole record."""
        member = encode_response(response)
        with _archive_errors(self.folder):
            return self._file_for(len(member)).append(member)

    def sync(self) -> None:
        """Return when all that was appended survives a power cut."""
        if self._file is not None:
            with _archive_errors(self.folder):
                self._file.sync()

    def close(self) -> None:
        """Finish the file."""
        file, self._file = self._file, None
        if file is not None:
            with _archive_errors(self.folder):
                file.close()

    def _file_for(self, length: int) -> _ArchiveFile:
        if self._file is not None and self._file.size + length <= self._max_bytes:
            return self._file
        self.close()
        while self._file is None:
            self._part += 1
            part = "" if self._part == 1 else f"-{self._part}"
            with suppress(FileExistsError):  # two databases may share a folder, and a clock may stand still
                self._file = _ArchiveFile(self.folder / f"{self._stem}{part}{SUFFIX}")
        self._file.append(encode_warcinfo(self._file.path.name, self._facts))
        return self._file


class _ArchiveFile:
    """One file, from when it is made until it is finished."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._descriptor = os.open(path, _NEW, 0o644)
        self._is_synced = True
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._marker = path.with_name(path.name + MARKER)
            self._marker.touch()
            _sync_folder(path.parent)
        except BaseException:
            os.close(self._descriptor)
            raise

    def append(self, member: bytes) -> Place:
        place = Place(self.path.name, self.size, len(member))
        rest = memoryview(member)
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._descriptor, self.size)
            raise
        self.size += len(member)
        self._is_synced = False
        return place

    def sync(self) -> None:
        if not self._is_synced:
            os.fsync(self._descriptor)
            self._is_synced = True

    def close(self) -> None:
        try:
            self.sync()
            self._marker.unlink(missing_ok=True)
        finally:
            os.close(self._descriptor)


def _sync_folder(folder: Path) -> None:
    """Make a new name survive a power cut, as its file's content does."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _archive_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise FullDiskError(folder, way_out=f"free some space and run again, or {_WAY_OUT}") from error
        problem = f"the archive cannot be written ({error.strerror or error})"
        if isinstance(error, PermissionError | FileExistsError | NotADirectoryError) or error.errno == errno.EROFS:
            raise ReadOnlyCorpusError(folder, problem, _WAY_OUT) from error
        raise CorpusError(folder, problem, _WAY_OUT) from error
