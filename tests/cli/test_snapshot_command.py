"""``arnews snapshot``."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.cli import snapshot as module

pytest.importorskip("pyarrow")


def test_a_snapshot_is_made_and_verified(run: Any, corpus_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "frozen"
    made = run("snapshot", folder, "--title", "أخبار", "--author", "أمل", "--author", "Badr", "--db", corpus_file)
    assert (made.exit_code, made.output) == (0, ""), made.output
    assert '- name: "أمل"' in (folder / "CITATION.cff").read_text("utf-8")
    assert run("snapshot", "--verify", folder).exit_code == 0
    assert run("snapshot", folder, "--db", corpus_file).exit_code == 2
    (folder / "articles.jsonl").write_text("")
    broken = run("snapshot", "--verify", folder)
    assert (broken.exit_code, broken.stdout) == (3, "changed: articles.jsonl\n")
    assert "1 files are not as they were" in broken.stderr
    as_json = run("snapshot", "--verify", folder, "--json")
    assert json.loads(as_json.stdout) == {"file": "articles.jsonl", "problem": "changed"}
    (folder / "SHA256SUMS").write_text("?")
    assert run("snapshot", "--verify", folder).exit_code == 3
    assert run("snapshot", "--verify", tmp_path / "none").exit_code == 2


def test_what_is_in_it_is_told_as_json(run: Any, corpus_file: Path, tmp_path: Path) -> None:
    result = run("snapshot", tmp_path / "a", "--json", "--no-parquet", "--db", corpus_file)
    lines = {line["file"]: line for line in map(json.loads, result.stdout.splitlines())}
    assert set(lines) == {
        *("corpus.db", "articles.jsonl", "revisions.jsonl", "README.md", "CITATION.cff", "SHA256SUMS"),
    }
    assert (lines["articles.jsonl"]["rows"], lines["revisions.jsonl"]["rows"]) == (3, 4)
    assert lines["README.md"]["rows"] is None
    assert lines["README.md"]["bytes"] == (tmp_path / "a" / "README.md").stat().st_size


def test_a_person_is_told_where_to_look(
    run: Any, corpus_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "is_watched", lambda: True)
    made = run("snapshot", tmp_path / "a", "--db", corpus_file)
    assert made.stderr.endswith(f"8 files in {tmp_path / 'a'}; {tmp_path / 'a' / 'README.md'} says what is in them\n")
    assert run("snapshot", "--verify", tmp_path / "a").stderr.endswith("all 7 files are as they were\n")


def test_a_missing_extra_says_both_ways_out(
    run: Any, corpus_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    result = run("snapshot", tmp_path / "a", "--db", corpus_file)
    assert result.exit_code == 4
    assert "pip install 'arnews[parquet]', or leave it out with --no-parquet" in result.stderr
    assert list((tmp_path / "a").iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_takes_nothing_is_storage(run: Any, corpus_file: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert run("snapshot", closed / "a", "--db", corpus_file).exit_code == 3


def test_no_database_is_storage_and_no_folder_is_made(run: Any, tmp_path: Path) -> None:
    assert run("snapshot", tmp_path / "a", "--db", tmp_path / "none.db").exit_code == 3
    assert list(tmp_path.iterdir()) == []
