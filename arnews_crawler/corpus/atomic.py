"""Files that are there whole or not at all: written beside their place and put into it at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Final

_MODE: Final = 0o666


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file that takes the place of ``path`` when the block ends without an error.

    :raises OSError: the folder takes nothing.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=_prefix(path), delete=False) as stream:
        new = Path(stream.name)
        try:
            yield stream.file
            stream.flush()
            os.fsync(stream.fileno())
            new.chmod(_mode_for(path))
            new.replace(path)
        except BaseException:
            with suppress(OSError):
                new.unlink()
            raise
    sync_folder(path.parent)


def remove_leftovers(path: Path) -> None:
    """Remove what killed processes left half written for ``path``; nobody may be writing it now."""
    for other in path.parent.iterdir():
        if other.name.startswith(_prefix(path)) and other.is_file():
            other.unlink()


def sync_folder(folder: Path) -> None:
    """Make names in a folder survive a power cut, as their files' content does."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _prefix(path: Path) -> str:
    return f".{path.name[:100]}."


def _mode_for(path: Path) -> int:
    """What a file made by ``open`` would have, or the old one has."""
    with suppress(OSError):
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return _MODE & ~mask
