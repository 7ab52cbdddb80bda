"""stdout and stderr: UTF-8 whatever the locale says, and what to do when nobody reads them any more."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, TextIO

_STORAGE_ERRORS: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})


def prepare_streams() -> None:
    """Write UTF-8: a crontab's LANG=C must not lose Arabic. ``PYTHONIOENCODING`` has the last word;
    a letter that it cannot write is written as an escape.

    Python has no stream at all where the file descriptor was closed (``>&-``); nowhere is one.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for all its life
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            chosen = stream.encoding if os.environ.get("PYTHONIOENCODING") else "utf-8"
            stream.reconfigure(encoding=chosen, errors="backslashreplace")


def abandon(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, so that the interpreter's own flush at the end cannot fail."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def is_storage_error(error: OSError) -> bool:
    """Whether an error says that a disk is full or takes nothing."""
    return error.errno in _STORAGE_ERRORS
