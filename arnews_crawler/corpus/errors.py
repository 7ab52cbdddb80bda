"""What can be wrong with a corpus file: each error is one line, the file and the way out (exit code 3)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final


class CorpusError(Exception):
    """The corpus file cannot be used as asked; ``str()`` is a line fit for the terminal.

    ``path`` is the file, ``way_out`` what a person can do about it.
    """

    problem = "cannot be used"
    way_out = "run `arnews doctor` on it"

    def __init__(self, path: Path | str, problem: str | None = None, way_out: str | None = None) -> None:
        self.path = Path(path)
        self.problem = problem or self.problem
        self.way_out = way_out or self.way_out
        super().__init__(f"{_printable(self.path)}: {self.problem}; {self.way_out}")


class MissingCorpusError(CorpusError):
    """There is no such file, and the command only reads."""

    problem = "no such database"
    way_out = "crawl first, or name another with --db or ARNEWS_DB"


class NotADatabaseError(CorpusError):
    """A folder, a pipe, a device or a file that is not SQLite."""

    problem = "is not an SQLite database"
    way_out = "name another file with --db or ARNEWS_DB"


class ForeignDatabaseError(CorpusError):
    """An SQLite file that some other program made."""

    problem = "is an SQLite database, but not one of arnews"
    way_out = "name another file with --db or ARNEWS_DB"


class NewerSchemaError(CorpusError):
    """A newer arnews wrote the file; this one would not understand it."""

    problem = "was written by a newer arnews"
    way_out = "update arnews, or name another file with --db or ARNEWS_DB"


class OlderSchemaError(CorpusError):
    """An older arnews wrote the file, and it was opened for reading only."""

    problem = "was written by an older arnews"
    way_out = "bring it up to date with arnews doctor --migrate or the next crawl"


class LockedCorpusError(CorpusError):
    """Another program holds the file longer than we wait."""

    problem = "is locked by another program"
    way_out = "close the program that writes to it and try again"


class ReadOnlyCorpusError(CorpusError):
    """The file or its folder may not be written."""

    problem = "cannot be written"
    way_out = "check the permissions of the file and of its folder, or name another with --db or ARNEWS_DB"


class FullDiskError(CorpusError):
    """The disk, the quota or the file's own limit is used up."""

    problem = "the disk is full"
    way_out = "free some space and run again; the last batch was taken back whole"


class CorruptCorpusError(CorpusError):
    """The file's pages contradict each other."""

    problem = "is damaged"
    way_out = "restore a copy, or rescue what is left with `sqlite3 FILE .recover`"


# https://www.sqlite.org/rescode.html: the low byte is the primary code.
_BY_PRIMARY_CODE: Final[dict[int, type[CorpusError]]] = {
    sqlite3.SQLITE_BUSY: LockedCorpusError,
    sqlite3.SQLITE_LOCKED: LockedCorpusError,
    sqlite3.SQLITE_READONLY: ReadOnlyCorpusError,
    sqlite3.SQLITE_PERM: ReadOnlyCorpusError,
    sqlite3.SQLITE_CANTOPEN: ReadOnlyCorpusError,
    sqlite3.SQLITE_FULL: FullDiskError,
    sqlite3.SQLITE_CORRUPT: CorruptCorpusError,
    sqlite3.SQLITE_NOTADB: NotADatabaseError,
}
# SQLITE_ERROR, _MISUSE, _RANGE, _CONSTRAINT and the like are bugs of ours and stay what they are.
_STORAGE_CODES: Final = frozenset({*_BY_PRIMARY_CODE, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL})


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file into `CorpusError`; errors about our SQL pass unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        primary = code & 0xFF if isinstance(code, int) else None
        if primary not in _STORAGE_CODES:
            raise
        kind = _BY_PRIMARY_CODE.get(primary)
        raise (kind(path) if kind else CorpusError(path, f"cannot be read or written ({error})")) from error


def _printable(path: Path) -> str:
    """A path as one line: a newline or an escape sequence in a file's name must not reach the terminal."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in str(path))
