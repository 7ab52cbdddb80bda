"""``arnews status``."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.corpus.writer import CorpusWriter

REASON = "teaser is missing in 6 of 6 articles; layout b.example/news/#: " + " ".join(
    f"https://b.example/news/{n}-{'x' * 30}" for n in range(3)
)


@pytest.fixture
def runs_file(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.db"
    for site, exit_code, reason in (
        ("a.example", 0, "12 articles found, 12 stored"),
        ("b.example", 9, REASON),
        ("a-very-long-name-of-a-news-site-that-does-not-end.example", 18, "the site\x1b[2J refuses us\u202e"),
    ):
        with CorpusWriter.open(path) as writer:
            writer.start_run("news", {"base_url": f"https://{site}/"})
            counts = {"arnews/article/stored": 12, "arnews/reject/stub": 2, "arnews/article/found": 14}
            writer.finish_run(reason=reason, exit_code=exit_code, counts=counts)
    return path


@pytest.mark.parametrize("columns", [80, 120])
def test_a_table_that_fits(run: Any, runs_file: Path, columns: int) -> None:
    result = run("status", "--db", runs_file, env={"COLUMNS": str(columns)})
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["site", "state", "last", "run", "every", "new", "code"]
    assert all(len(line) <= columns for line in lines)
    assert any(line.startswith("b.example ") and " failed " in line for line in lines)
    assert any(line.startswith("a.example ") and " healthy " in line for line in lines)
    for n in range(3):
        assert f"https://b.example/news/{n}-{'x' * 30}" in result.stdout
    assert "last runs" in lines
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_failing_exits_by_it(run: Any, runs_file: Path) -> None:
    result = run("status", "--db", runs_file, "--failing")
    assert result.exit_code == 18
    assert "a.example " not in result.stdout.partition("last runs")[0]
    assert run("status", "--db", runs_file, "--failing", "--site", "b.example").exit_code == 9
    fine = run("status", "--db", runs_file, "--failing", "--site", "a.example")
    assert (fine.exit_code, fine.stdout, fine.stderr) == (0, "", "")


def test_json_has_a_line_a_site(run: Any, runs_file: Path) -> None:
    result = run("status", "--db", runs_file, "--json")
    told = {line["site"]: line for line in map(json.loads, result.stdout.splitlines())}
    assert len(told) == 3
    ill = told["b.example"]
    assert (ill["state"], ill["exit_code"], ill["reason"], ill["spider"]) == ("failed", 9, REASON, "news")
    (run_line,) = ill["last_runs"]
    assert (run_line["id"], run_line["stored"], run_line["rejected"]) == (2, 12, 2)
    assert told["a.example"]["last_healthy_at"].startswith("20")


def test_no_run_is_told(run: Any, runs_file: Path, tmp_path: Path) -> None:
    result = run("status", "--db", runs_file, "--site", "none.example")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "arnews status: no run of none.example yet\n"
    assert run("status", "--db", tmp_path / "none.db").exit_code == 3


def test_status_changes_nothing(run: Any, runs_file: Path) -> None:
    with sqlite3.connect(runs_file) as db:
        db.execute("UPDATE runs SET finished_at = NULL")
    db.close()
    before = sorted(runs_file.parent.iterdir())
    assert "killed" in run("status", "--db", runs_file).stdout
    assert [path for path in sorted(runs_file.parent.iterdir()) if path.suffix == ".lock"] == []
    assert len(before) <= 3
