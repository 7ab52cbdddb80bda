"""``arnews reprocess``: what it says and how it ends; what it does is tested beside the operation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.cli.reprocess import difference_lines
from arnews_crawler.operations.differences import Difference
from arnews_crawler.spiders.news import GenericNewsSpider
from tests.operations.test_reprocess import SITE, SLOGAN, Newspaper, page

BETTER = (r"صحيفة الميناء.*",)


@pytest.fixture
def newspaper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newspaper:
    """A database that better rules would change, and one page that they would refuse."""
    newspaper = Newspaper(tmp_path / "corpus.db")
    newspaper.crawl((1, page(1, SLOGAN)), (2, page(2)))
    monkeypatch.setattr(GenericNewsSpider, "boilerplate", BETTER)
    return newspaper


def test_a_dry_run_tells_the_words_that_differ(run: Any, newspaper: Newspaper) -> None:
    result = run("reprocess", "--db", newspaper.path, "--dry-run")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"revised  {SITE}a/1"
    assert lines[1].startswith("    body  (")
    assert any(line.startswith("      - ") and "صحيفة الميناء" in line for line in lines)
    assert lines[-1] == "arnews reprocess: 2 pages; 1 revised, 1 unchanged; fields: body 1"
    assert run("reprocess", "--db", newspaper.path, "--dry-run").stdout == result.stdout


def test_json_is_a_line_a_page_and_one_with_the_numbers(run: Any, newspaper: Newspaper) -> None:
    result = run("reprocess", "--db", newspaper.path, "--json")
    change, numbers = map(json.loads, result.stdout.splitlines())
    assert (change["url"], change["outcome"], change["article_id"]) == (f"{SITE}a/1", "revised", 1)
    assert SLOGAN in change["changed"]["body"]["old"]
    assert SLOGAN not in change["changed"]["body"]["new"]
    assert (numbers["pages"], numbers["revised"], numbers["fields"], numbers["dry_run"]) == (2, 1, {"body": 1}, False)


def test_it_is_silent_where_all_is_well(run: Any, newspaper: Newspaper) -> None:
    result = run("reprocess", "--db", newspaper.path)
    assert (result.exit_code, result.output) == (0, "")


def test_what_would_be_refused_is_listed(run: Any, newspaper: Newspaper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GenericNewsSpider, "languages", frozenset({"fa"}))
    result = run("reprocess", "--db", newspaper.path, "--url", f"{SITE}a/2")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"refused  {SITE}a/2  (other_language: ")


def test_a_lost_archive_is_9(run: Any, newspaper: Newspaper, tmp_path: Path) -> None:
    result = run("reprocess", "--db", newspaper.path, "--archive-dir", tmp_path / "elsewhere")
    assert result.exit_code == 9
    assert "2 lost" in result.stderr
    assert "missing_file" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (("--since", "yesterday"), 2),
        (("--url", "ftp://example.org/"), 2),
        (("--url", "--dry-run"), 2),
        (("--limit", "0"), 2),
        (("--db", "nothing.db"), 3),
    ],
)
def test_what_cannot_be_done(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: tuple[str, ...], exit_code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("reprocess", *arguments)
    assert result.exit_code == exit_code
    assert not list(tmp_path.iterdir())


def test_lines_of_a_difference() -> None:
    assert list(difference_lines(Difference("section", None, "محليات"))) == [
        "    section",
        "      - (nothing)",
        "      + محليات",
    ]
    words = [f"كلمة{number}" for number in range(200)]
    lines = list(difference_lines(Difference("body", " ".join(words), " ".join([*words[:50], *words[100:]]))))
    assert lines[0] == "    body  (200 words -> 150, 1 places)"
    assert "…" in lines[1]
    assert lines[2] == "      + كلمة46 كلمة47 كلمة48 كلمة49 [ ] كلمة100 كلمة101 كلمة102 كلمة103"
