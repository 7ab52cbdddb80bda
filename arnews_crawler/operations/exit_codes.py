"""Exit codes: what a scheduler learns from a command."""

from __future__ import annotations

import errno
from enum import IntEnum
from typing import Final

_DISK_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class ExitCode(IntEnum):
    """How a command ended; the numbers are a contract with crontabs and units."""

    OK = 0
    """Fine; nothing new is fine."""
    BUG = 1
    USAGE = 2
    STORAGE = 3
    """Disk full, locked, read-only, corrupt, newer schema."""
    CONFIGURATION = 4
    UNHEALTHY = 9
    """Site or robots.txt unreachable, fewer articles than the least, fields missing, volume drop."""
    INTERRUPTED = 11
    """State was flushed."""
    TIME_LIMIT = 14
    """State was flushed."""
    BLOCKED = 18
    """Blocked or rate-limited by the site."""
    LOCKED = 75
    """Another run holds the lock."""


def is_disk_full(error: OSError) -> bool:
    """Whether an error says that nothing more fits."""
    return error.errno in _DISK_FULL
