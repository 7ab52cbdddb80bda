"""stdout and stderr: UTF-8 whatever the locale says, and what to do when nobody reads them any more."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import Final, TextIO

_STORAGE_ERRORS: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})


def prepare_streams() -> None:
    """Write UTF-8: a crontab's LANG=C must not lose Arabic. ``PYTHONIOENCODING`` has the last word."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def abandon(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, so that the interpreter's own flush at the end cannot fail."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def is_storage_error(error: OSError) -> bool:
    """Whether an error says that a disk is full or takes nothing."""
    return error.errno in _STORAGE_ERRORS
