"""stdout that nobody reads, stdout that is full, a locale that knows no Arabic: in processes of their own."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COMMAND = [sys.executable, "-m", "arnews_crawler"]


def commands(db: Path) -> list[list[str]]:
    return [
        ["search", "القمح", "--db", str(db)],
        ["search", "القمح", "--json", "--db", str(db)],
        ["show", "1", "--db", str(db)],
        ["export", "--format", "jsonl", "--out", "-", "--db", str(db)],
        ["stats", "--db", str(db)],
        ["doctor", "--db", str(db)],
        ["--help"],
    ]


def test_a_closed_stdout_ends_quietly(corpus_file: Path) -> None:
    for arguments in commands(corpus_file):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run([*COMMAND, *arguments], stdout=write, stderr=subprocess.PIPE, text=True, check=False)
        os.close(write)
        assert (done.returncode, done.stderr) == (0, ""), arguments


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has it")
def test_a_full_stdout_is_storage(corpus_file: Path) -> None:
    for arguments in commands(corpus_file):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run([*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 3, arguments
        assert "No space left on device" in done.stderr
        assert done.stderr.count("\n") == 1


def test_arabic_is_utf8_in_any_locale(process: Any, corpus_file: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = process("show", "1", "--db", corpus_file, env=environment, text=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "القمح" in done.stdout.decode("utf-8")
    latin = process("show", "1", "--db", corpus_file, env={**environment, "PYTHONIOENCODING": "latin-1"})
    assert latin.returncode == 0
    assert r"\u0627\u0644\u0642\u0645\u062d" in latin.stdout


def test_a_stdout_that_is_no_stream_at_all(corpus_file: Path) -> None:
    command = shlex.join([*COMMAND, "show", "1", "--db", str(corpus_file)])
    done = subprocess.run(["sh", "-c", f"{command} >&-"], stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
