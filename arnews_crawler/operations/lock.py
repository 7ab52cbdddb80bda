"""The lock: one run at a time for a site and a database; the kernel frees it when its holder dies.

It is ``flock`` on a small file beside the database, so that a kill -9 leaves nothing locked: the file may stay, the
lock does not. The file names its holder for whoever finds it locked. It is removed by its holder while it is still
locked; who opened it before that finds out by its inode, and opens the new one.
"""

from __future__ import annotations

import fcntl
import json
import os
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, Self
from urllib.parse import quote

from arnews_crawler.corpus.errors import CorpusError, FullDiskError, ReadOnlyCorpusError
from arnews_crawler.operations.exit_codes import is_disk_full

_PATIENCE: Final = 0.3
"""Seconds in which a holder that is just coming or going may say who it is; a second run is told within one."""
_PAUSE: Final = 0.02
_LONGEST_NAME: Final = 100
_MOST_TOLD: Final = 4096


@dataclass(slots=True)
class Holder:
    """Who holds a lock, as its file says."""

    pid: int = 0
    since: str = ""
    spider: str = ""
    runs: list[int] = field(default_factory=list)
    """Ids in the ledger, once they are known."""

    def __str__(self) -> str:
        if not self.pid:
            return "another run"
        return f"another run (pid {self.pid}, {self.spider}, since {self.since})"


class LockedError(Exception):
    """Another run of the same site writes into the same file; ``str()`` is a line that names it."""

    def __init__(self, site: str, path: Path, holder: Holder) -> None:
        super().__init__(f"{holder} reads {site} into {path}; wait until it ends, or end it")
        self.site = site
        self.holder = holder


class SiteLock:
    """A lock that this process holds; all that runs in one command shares it."""

    def __init__(self, path: Path, descriptor: int, spider: str) -> None:
        self.users = 1
        self._path = path
        self._descriptor = descriptor
        self._holder = Holder(os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"), spider)
        self._tell()

    def note_run(self, run_id: int) -> None:
        """Write down a run's id, so that it is known to be alive."""
        self._holder.runs.append(run_id)
        self._tell()

    def release(self) -> None:
        """Let go, once the last user has."""
        self.users -= 1
        if self.users:
            return
        _held.pop(self._path, None)
        with suppress(OSError):
            self._path.unlink()
        os.close(self._descriptor)

    def _tell(self) -> None:
        text = json.dumps(asdict(self._holder)).encode() + b"\n"
        with suppress(OSError):  # a full disk is told by what has to be stored; the lock itself is held
            os.pwrite(self._descriptor, text, 0)
            os.ftruncate(self._descriptor, len(text))


_held: dict[Path, SiteLock] = {}


class Hold:
    """The locks of one run: all of its sites or none. A context manager."""

    def __init__(self, locks: list[SiteLock]) -> None:
        self._locks = locks

    @classmethod
    def take(cls, database: Path, sites: Iterable[str], spider: str) -> Self:
        """Take the locks of ``sites``.

        :raises LockedError: one is held by another process.
        :raises CorpusError: the folder takes no file.
        """
        locks: list[SiteLock] = []
        try:
            for site in sorted(set(sites)):
                locks.append(_lock(database, site, spider))  # noqa: PERF401 - what was taken has to be let go
        except BaseException:
            cls(locks).release()
            raise
        return cls(locks)

    def note_run(self, run_id: int) -> None:
        """Write down the run that holds them."""
        for lock in self._locks:
            lock.note_run(run_id)

    def release(self) -> None:
        """Let go."""
        while self._locks:
            self._locks.pop().release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def lock_path(database: Path, site: str) -> Path:
    """Return the lock's file: beside the database, printable whatever the site is called.

    >>> lock_path(Path("/data/arnews.db"), "127.0.0.1:8000").name
    'arnews.db.127.0.0.1%3A8000.lock'
    """
    database = Path(os.path.realpath(database))
    name = quote(site, safe="")
    if len(name) > _LONGEST_NAME:
        name = f"{name[: _LONGEST_NAME - 17]}-{sha256(site.encode()).hexdigest()[:16]}"
    return database.with_name(f"{database.name}.{name}.lock")


def find_holder(database: Path, site: str) -> Holder | None:
    """Return who holds a lock; None where nobody does. Creates nothing."""
    path = lock_path(database, site)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        # A run that starts at this very moment waits for longer than this lasts.
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read_holder(descriptor)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return None


def _lock(database: Path, site: str, spider: str) -> SiteLock:
    path = lock_path(database, site)
    if path in _held:
        _held[path].users += 1
        return _held[path]
    deadline = time.monotonic() + _PATIENCE
    while True:
        descriptor = _open(path)
        try:
            is_ours = _try_lock(descriptor, path)
            holder = Holder() if is_ours else _read_holder(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        if is_ours:
            lock = _held[path] = SiteLock(path, descriptor, spider)
            return lock
        os.close(descriptor)
        if time.monotonic() > deadline:
            raise LockedError(site, database, holder)
        time.sleep(_PAUSE)


def _open(path: Path) -> int:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o644)
    except OSError as error:
        kind = FullDiskError if is_disk_full(error) else ReadOnlyCorpusError
        raise kind(path, f"the lock cannot be taken ({error.strerror})") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ReadOnlyCorpusError(path, "is in the place of the lock, and is no file")
    return descriptor


def _try_lock(descriptor: int, path: Path) -> bool:
    """Lock an open file; False where another has it, or where it is not the one at its path any more."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise CorpusError(path, f"cannot be locked ({error.strerror})", "keep the database on a local disk") from error
    try:
        there, ours = path.stat(), os.fstat(descriptor)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)


def _read_holder(descriptor: int) -> Holder:
    """What a lock's file says; nobody where it says nothing that can be read."""
    try:
        told = json.loads(os.pread(descriptor, _MOST_TOLD, 0))
        runs = [int(run) for run in told["runs"]]
        return Holder(int(told["pid"]), str(told["since"])[:40], str(told["spider"])[:80], runs)
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()
