"""The sums of a snapshot's files, as ``sha256sum`` writes and checks them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

SUMS: Final = "SHA256SUMS"

_LINE: Final = re.compile(r"([0-9a-f]{64}) [ *]([^/\\\0]+)")


class NoSnapshotError(Exception):
    """The folder holds no sums, or what stands there are none; ``str()`` is a line for a person."""


@dataclass(frozen=True)
class Difference:
    """A file that is not as it was."""

    name: str
    kind: Literal["changed", "missing", "added"]


def write_sums(folder: Path) -> None:
    """Write the sums of all files of a folder, and put all of it on the disk."""
    lines = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
            os.fsync(file.fileno())
    with (folder / SUMS).open("x", encoding="utf-8") as file_of_sums:
        file_of_sums.writelines(lines)
        file_of_sums.flush()
        os.fsync(file_of_sums.fileno())


def find_differences(folder: Path) -> tuple[int, list[Difference]]:
    """Return how many files the sums name, and those that are not as they were when the sums were written.

    :raises NoSnapshotError: there are no sums.
    :raises OSError: a file cannot be read.
    """
    sums = _read_sums(folder)
    differences = []
    for name, wanted in sums.items():
        path = folder / name
        if not path.is_file():
            differences.append(Difference(name, "missing"))
            continue
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != wanted:
                differences.append(Difference(name, "changed"))
    # A journal beside the database would change what is read out of it, so what was added counts too.
    added = sorted(path.name for path in folder.iterdir() if path.name not in {*sums, SUMS})
    return len(sums), [*differences, *(Difference(name, "added") for name in added)]


def _read_sums(folder: Path) -> Mapping[str, str]:
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError) as error:
        message = f"{folder} is no snapshot: it has no {SUMS}"
        raise NoSnapshotError(message) from error
    except UnicodeDecodeError as error:
        message = f"{folder / SUMS} is damaged: it is no text"
        raise NoSnapshotError(message) from error
    sums = {}
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in (".", ".."):
            message = f"{folder / SUMS} is damaged in line {number}"
            raise NoSnapshotError(message)
        sums[match[2]] = match[1]
    if not sums:
        message = f"{folder / SUMS} is empty"
        raise NoSnapshotError(message)
    return sums
