"""The lock of a site and a database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from arnews_crawler.corpus.errors import ReadOnlyCorpusError
from arnews_crawler.operations.lock import Hold, LockedError, find_holder, lock_path

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from pathlib import Path
from arnews_crawler.operations.lock import Hold
with Hold.take(Path(sys.argv[1]), [sys.argv[2]], "news") as hold:
    hold.note_run(7)
    print("held", flush=True)
    time.sleep(60)
"""
RACE = """
import sys, time
from pathlib import Path
from arnews_crawler.operations.lock import Hold, LockedError
database, witness = Path(sys.argv[1]), Path(sys.argv[2])
for _ in range(60):
    try:
        with Hold.take(database, ["a.example"], "news"):
            witness.touch(exist_ok=False)
            time.sleep(0.001)
            witness.unlink()
    except LockedError:
        pass
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "a.db"), "a.example"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_holder_is_told_the_first_at_once(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    seconds = []
    for _ in range(3):
        begun = time.monotonic()
        with pytest.raises(LockedError, match=rf"another run \(pid {holder.pid}, news, since 20.*\) reads a\.example"):
            Hold.take(tmp_path / "a.db", ["a.example"], "news")
        seconds.append(time.monotonic() - begun)
    assert min(seconds) < 0.6, "whatever else the machine does"
    found = find_holder(tmp_path / "a.db", "a.example")
    assert found is not None
    assert (found.pid, found.runs) == (holder.pid, [7])


def test_another_site_and_another_database_are_free(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    with Hold.take(tmp_path / "a.db", ["b.example"], "news"), Hold.take(tmp_path / "b.db", ["a.example"], "news"):
        pass
    # All of a run's sites or none.
    with pytest.raises(LockedError):
        Hold.take(tmp_path / "a.db", ["0.example", "a.example"], "news")
    assert not lock_path(tmp_path / "a.db", "0.example").exists()


def test_the_lock_dies_with_its_holder(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert lock_path(tmp_path / "a.db", "a.example").exists()
    assert find_holder(tmp_path / "a.db", "a.example") is None
    with Hold.take(tmp_path / "a.db", ["a.example"], "news"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_one_command_shares_it(tmp_path: Path) -> None:
    with Hold.take(tmp_path / "a.db", ["a.example"], "news"):
        Hold.take(tmp_path / "a.db", ["a.example"], "other").release()
        assert lock_path(tmp_path / "a.db", "a.example").exists()
    assert find_holder(tmp_path / "a.db", "a.example") is None


def test_a_link_to_the_database_is_the_same_database(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    (tmp_path / "link.db").symlink_to(tmp_path / "a.db")
    with pytest.raises(LockedError):
        Hold.take(tmp_path / "link.db", ["a.example"], "news")


def test_removing_the_file_lets_no_two_in(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RACE, str(tmp_path / "a.db"), str(tmp_path / "witness")]
    racers = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    for racer in racers:
        _, err = racer.communicate(timeout=180)
        assert (racer.returncode, err) == (0, "")


@pytest.mark.parametrize("site", ["[::1]:8000", "خبر.example", "a/../../b", "x" * 300, "a\nb\x1b[2J", ""])
def test_a_name_is_safe_and_its_own(site: str, tmp_path: Path) -> None:
    path = lock_path(tmp_path / "a.db", site)
    assert path.parent == tmp_path
    assert path.name.isascii()
    assert path.name.isprintable()
    assert len(path.name) < 200
    assert path != lock_path(tmp_path / "a.db", site + "x")
    with Hold.take(tmp_path / "a.db", [site], "news"):
        assert path.exists()


def test_what_stands_in_the_way_is_a_storage_error(tmp_path: Path) -> None:
    path = lock_path(tmp_path / "a.db", "a.example")
    (tmp_path / "victim").write_text("mine")
    path.symlink_to(tmp_path / "victim")
    with pytest.raises(ReadOnlyCorpusError, match="the lock cannot be taken"):
        Hold.take(tmp_path / "a.db", ["a.example"], "news")
    assert (tmp_path / "victim").read_text() == "mine"
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(ReadOnlyCorpusError, match="is no file"):
        Hold.take(tmp_path / "a.db", ["a.example"], "news")


def test_a_file_that_says_nonsense_names_nobody(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    lock_path(tmp_path / "a.db", "a.example").write_text('["\x1b"]')
    with pytest.raises(LockedError, match=r"^another run reads"):
        Hold.take(tmp_path / "a.db", ["a.example"], "news")
