"""Opening the file: what is not ours is refused before SQLite touches it.

The header is read as plain bytes first (https://www.sqlite.org/fileformat.html): merely opening a foreign
file in WAL mode would leave ``-wal`` and ``-shm`` files beside it.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote
from weakref import WeakSet

from arnews_crawler.corpus.errors import (
    CorpusError,
    ForeignDatabaseError,
    LockedCorpusError,
    MissingCorpusError,
    NewerSchemaError,
    NotADatabaseError,
    OlderSchemaError,
    ReadOnlyCorpusError,
    storage_errors,
)
from arnews_crawler.corpus.file_marks import APPLICATION_ID, PAGE_SIZE, SCHEMA_VERSION
from arnews_crawler.corpus.light_import import without


class CorpusConnection(sqlite3.Connection):
    """A connection that is known to be open until it is closed."""

    identity: tuple[int, int] | None = None
    """Device and inode of its file."""

    def close(self) -> None:
        """Close the file."""
        _OPEN.discard(self)
        super().close()


_OPEN: Final[WeakSet[CorpusConnection]] = WeakSet()
"""Connections of this process. POSIX drops all locks that a process has on a file when it closes any descriptor of it
(https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_): the next
reader elsewhere would take itself for the last one and remove the WAL that a writer here goes on writing into. So a
file that is open is not opened as a plain file once more."""

BUSY_SECONDS: Final = 30.0
"""How long a foreign writer is waited for."""

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER_SIZE: Final = 100


def open_for_writing(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open the file, making it and its folder where they are missing, and bring it to the newest schema.

    Raises `CorpusError` for whatever is not a corpus of this version or an older one; that stays as it is.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise ReadOnlyCorpusError(path, f"its folder cannot be made ({error})") from error
    check_header(path)
    # Asked beforehand, since SQLite opens what it cannot write and fails at the first write only.
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise ReadOnlyCorpusError(path)
    with storage_errors(path):
        connection = sqlite3.connect(
            path.absolute(), timeout=busy_seconds, isolation_level=None, factory=CorpusConnection
        )
        try:
            _prepare(connection, path, busy_seconds)
            _note_open(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open the file read-only, beside a crawl that writes or in a folder that nobody may write.

    Raises `CorpusError` for whatever is not a corpus of this version: nothing is ever migrated here.
    """
    if not check_header(path):
        raise MissingCorpusError(path)
    with storage_errors(path):
        try:
            connection = _connect_read_only(path, "mode=ro", busy_seconds)
        except sqlite3.OperationalError:
            # WAL needs a -shm file beside it; where none can be made, nobody writes either.
            if os.access(path.parent, os.W_OK) or _has_content(_wal_of(path)):
                raise
            connection = _connect_read_only(path, "mode=ro&immutable=1", busy_seconds)
        try:
            _note_open(connection, path)
            if _user_version(connection, path) < SCHEMA_VERSION:
                raise OlderSchemaError(path)
        except BaseException:
            connection.close()
            raise
    return connection


def check_header(path: Path) -> bool:
    """Whether the file holds a corpus; False where it is missing or empty. Refuses everything else, unopened.

    Raises `CorpusError`.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotADatabaseError(path, f"is {_kind_of(status.st_mode)}, no database")
        if any(connection.identity == (status.st_dev, status.st_ino) for connection in _OPEN):
            return True  # it was looked at when it was opened
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise CorpusError(path, f"cannot be read ({error})", NotADatabaseError.way_out) from error
    if not header:
        return False
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise NotADatabaseError(path)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise ForeignDatabaseError(path)
    _refuse_newer(path, int.from_bytes(header[60:64], "big"))
    return True


def _prepare(connection: sqlite3.Connection, path: Path, busy_seconds: float) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # a row reported as stored survives a power cut
    connection.execute("PRAGMA cache_size = -32768")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA journal_size_limit = 67108864")
    if _is_empty(connection):
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    if _user_version(connection, path) < SCHEMA_VERSION:
        _migrate(connection, path)
    _enable_wal(connection, path, busy_seconds)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read again under the lock: two first runs may meet here.
        if _user_version(connection, path) < SCHEMA_VERSION:
            # Imported when it is needed, and alone.
            with without("pandas", "numpy"):
                from sqlite_utils import Database

                from arnews_crawler.corpus.schema import migrate

            migrate(Database(connection, recursive_triggers=False, execute_plugins=False, strict=True))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    # The header on disk, not in the WAL, is what an older arnews looks at before it opens the file.
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _enable_wal(connection: sqlite3.Connection, path: Path, busy_seconds: float) -> None:
    """Switch to WAL; the switch itself ignores the busy timeout, so a second first run is waited for here."""
    deadline = time.monotonic() + busy_seconds
    while True:
        with suppress(sqlite3.OperationalError):
            if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal":
                return
        if time.monotonic() >= deadline:
            raise LockedCorpusError(path)
        time.sleep(0.05)


def _note_open(connection: CorpusConnection, path: Path) -> None:
    status = path.stat()
    connection.identity = (status.st_dev, status.st_ino)
    _OPEN.add(connection)


def _connect_read_only(path: Path, mode: str, busy_seconds: float) -> CorpusConnection:
    uri = f"file:{quote(os.fsencode(path.absolute()))}?{mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None, factory=CorpusConnection)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _user_version(connection: sqlite3.Connection, path: Path) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    _refuse_newer(path, version)
    return version


def _refuse_newer(path: Path, version: int) -> None:
    if version > SCHEMA_VERSION:
        raise NewerSchemaError(path, f"has schema {version}, this arnews knows {SCHEMA_VERSION}")


def _is_empty(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA page_count").fetchone()[0] == 0)


def _wal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _kind_of(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a device or socket"
