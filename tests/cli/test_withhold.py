"""``arnews withhold``."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

URL = "https://example.org/economy/1"


def ledger(db: Path) -> list[sqlite3.Row]:
    with sqlite3.connect(db) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM takedowns").fetchall()
    connection.close()
    return rows


def ids(run: Any, db: Path) -> list[int]:
    result = run("export", "--format", "jsonl", "--out", "-", "--db", db)
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


def test_an_article_is_withheld_and_given_back(run: Any, corpus_file: Path) -> None:
    result = run("withhold", URL, "--reason", "letter", "--by", "amal", "--db", corpus_file)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{URL} (article 1) is withheld\n"
    assert ids(run, corpus_file) == [2, 3]
    assert run("show", URL, "--db", corpus_file).exit_code == 2
    assert run("show", "1", "--db", corpus_file).exit_code == 2
    found = run("search", "القمح", "--json", "--db", corpus_file).stdout
    assert [json.loads(line)["id"] for line in found.splitlines()] == [2]
    (entry,) = ledger(corpus_file)
    assert (entry["url"], entry["reason"], entry["withheld_by"]) == (URL, "letter", "amal")
    again = run("withhold", URL, "--reason", "other", "--db", corpus_file)
    assert again.exit_code == 0
    assert "was withheld already, by amal at 20" in again.stderr
    assert ledger(corpus_file)[0]["reason"] == "letter"
    back = run("withhold", URL, "--undo", "--db", corpus_file)
    assert (back.exit_code, back.stderr) == (0, f"{URL} (article 1): it is readable again\n")
    assert ids(run, corpus_file) == [1, 2, 3]
    assert run("withhold", URL, "--undo", "--db", corpus_file).exit_code == 2


def test_the_ledger_names_this_user(run: Any, corpus_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "badr")
    done = json.loads(run("withhold", URL, "--reason", "x", "--json", "--db", corpus_file).stdout)
    assert done["withheld_by"] == "badr"
    assert (done["change"], done["article_id"], done["addresses"], done["erased_captures"]) == (
        *("withheld", 1, [URL]),
        None,
    )


def test_an_unknown_address_names_the_nearest(run: Any, corpus_file: Path) -> None:
    result = run("withhold", "https://example.org/economy/11", "--reason", "x", "--db", corpus_file)
    assert result.exit_code == 2
    assert "was never met; the nearest: https://example.org/economy/1" in result.stderr
    assert ledger(corpus_file) == []
    ahead = run(
        "withhold", "https://example.org/economy/11?utm_source=x", "--reason", "x", "--ahead", "--db", corpus_file
    )
    assert ahead.exit_code == 0
    assert ledger(corpus_file)[0]["url"] == "https://example.org/economy/11"
    for nonsense in ("economy", "javascript:alert(1)", "", "https://"):
        assert run("withhold", nonsense, "--reason", "x", "--ahead", "--db", corpus_file).exit_code == 2
    assert len(ledger(corpus_file)) == 1


@pytest.mark.parametrize(
    "options", [[], ["--reason", " "], ["--undo", "--erase"], ["--erase"], ["--erase", "--undo", "--reason", "x"]]
)
def test_a_reason_is_asked_for(run: Any, corpus_file: Path, options: list[str]) -> None:
    assert run("withhold", URL, *options, "--db", corpus_file).exit_code == 2
    assert ledger(corpus_file) == []


def test_what_is_erased_cannot_be_read_any_more(run: Any, corpus_file: Path) -> None:
    result = run("withhold", URL, "--reason", "court", "--erase", "--db", corpus_file)
    assert result.exit_code == 0
    assert "erased, with 0 raw pages; exports, snapshots and copies made before still hold it" in result.stderr
    assert "زاد 1 دنانير".encode() not in corpus_file.read_bytes()
    assert ledger(corpus_file)[0]["erased_at"] is not None
    back = run("withhold", URL, "--undo", "--db", corpus_file)
    assert "its text is gone, but it may be fetched again" in back.stderr
    assert ids(run, corpus_file) == [2, 3]
    later = run("withhold", "https://example.org/economy/2", "--reason", "first withheld", "--db", corpus_file)
    assert later.exit_code == 0
    assert run("withhold", "https://example.org/economy/2", "--erase", "--db", corpus_file).exit_code == 0
    assert run("doctor", "--db", corpus_file).exit_code == 0


def test_no_database_is_made(run: Any, tmp_path: Path) -> None:
    result = run("withhold", URL, "--reason", "x", "--db", tmp_path / "none.db")
    assert result.exit_code == 3
    assert not list(tmp_path.iterdir())
