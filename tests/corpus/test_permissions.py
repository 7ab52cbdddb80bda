"""Files and folders that may not be written or read: told, and not a byte changed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from arnews_crawler.corpus.errors import (
    CorpusError,
    ReadOnlyCorpusError,
)
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter


def read(path: Path) -> None:
    Corpus(path).close()


def write(path: Path) -> None:
    CorpusWriter.open(path).close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, which pytest's own cannot."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def plain_user() -> Iterator[None]:
    """Be a user whom permissions bind: not root."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize("is_wal_left", [False, True])
def test_a_read_only_file_is_read_and_not_written(open_folder: Path, is_wal_left: bool) -> None:
    path = open_folder / "corpus.db"
    with CorpusWriter.open(path) as writer:
        writer.start_run("news", {})
        if is_wal_left:
            for name in ("corpus.db", "corpus.db-wal", "corpus.db-shm"):
                shutil.copy(open_folder / name, open_folder / f"copy-{name}")
    if is_wal_left:
        path = open_folder / "copy-corpus.db"
    for file in open_folder.iterdir():
        file.chmod(0o444)
    open_folder.chmod(0o555)
    before = {file.name: file.read_bytes() for file in open_folder.iterdir() if "shm" not in file.name}
    with plain_user():
        with pytest.raises(ReadOnlyCorpusError, match="cannot be written"):
            write(path)
        with Corpus(path) as corpus:
            assert [run.spider for run in corpus.runs()] == ["news"]
    after = {file.name: file.read_bytes() for file in open_folder.iterdir() if "shm" not in file.name}
    assert after == before


def test_a_file_in_a_folder_that_cannot_be_made_is_named(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    for path in (open_folder / "new" / "corpus.db", open_folder / "corpus.db"):
        with plain_user(), pytest.raises(ReadOnlyCorpusError):
            write(path)
    assert list(open_folder.iterdir()) == []


def test_an_unreadable_file_is_named(open_folder: Path) -> None:
    path = open_folder / "corpus.db"
    write(path)
    path.chmod(0)
    for opening in (read, write):
        with plain_user(), pytest.raises(CorpusError, match="cannot be read"):
            opening(path)
