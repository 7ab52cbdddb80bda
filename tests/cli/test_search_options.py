"""``arnews search``: order, pages, counts, authors; ``arnews show``: similar articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.cli import search as module
from arnews_crawler.corpus import search


def lines(result: Any) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_by_date_and_page_by_page(run: Any, corpus_file: Path) -> None:
    newest = lines(run("search", "القمح", "--sort", "date", "--json", "--db", corpus_file))
    assert [hit["published_at"] for hit in newest] == sorted((hit["published_at"] for hit in newest), reverse=True)
    second = lines(run("search", "القمح", "--sort", "date", "--offset", 1, "--limit", 1, "--json", "--db", corpus_file))
    assert second == newest[1:2]
    assert newest[0]["ranked_newest"] is None


@pytest.mark.parametrize("by", ["day", "site", "section"])
def test_counts_are_lines(run: Any, corpus_file: Path, by: str) -> None:
    counts = lines(run("search", "القمح", "--counts", by, "--json", "--db", corpus_file))
    found = lines(run("search", "القمح", "--json", "--db", corpus_file))
    assert sum(row["articles"] for row in counts) == len(found) > 0
    assert all(set(row) == {by, "articles"} for row in counts)
    shown = run("search", "القمح", "--counts", by, "--db", corpus_file).stdout.splitlines()
    assert len(shown) == len(counts)


def test_an_author_that_is_none_finds_nothing(run: Any, corpus_file: Path) -> None:
    assert lines(run("search", "القمح", "--author", "لا أحد", "--json", "--db", corpus_file)) == []


def test_a_window_is_said(run: Any, corpus_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "RANKED_NEWEST", 1)
    result = run("search", "القمح", "--db", corpus_file)
    assert "ranked among the newest 1 " in result.stderr


def test_what_was_meant_is_said_to_a_person(run: Any, corpus_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_watched", lambda: True)
    assert "did you mean: القمح" in run("search", "القمخ", "--db", corpus_file).stderr


def test_show_has_similar_articles(run: Any, corpus_file: Path) -> None:
    (article,) = lines(run("show", 1, "--json", "--db", corpus_file))
    assert isinstance(article["similar"], list)
