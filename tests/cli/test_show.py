"""``arnews show``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


def test_an_article_is_shown_with_its_history(run: Any, corpus_file: Path) -> None:
    result = run("show", 2, "--db", corpus_file)
    assert result.exit_code == 0
    assert "headline             ارتفاع أسعار القمح للشهر 2" in result.stdout
    assert "قال تجار إن السعر زاد 9 دنانير.\n\nوأضافوا أن المخازن ممتلئة." in result.stdout
    assert "revision 1  " in result.stdout
    assert "changed: body" in result.stdout


def test_an_address_does_as_well(run: Any, corpus_file: Path) -> None:
    result = run("show", "https://example.org/economy/2", "--db", corpus_file, "--json")
    shown = json.loads(result.stdout)
    assert shown["id"] == 2
    assert [revision["revision"] for revision in shown["revisions"]] == [1, 2]
    assert shown["addresses"] == ["https://example.org/economy/2"]


def test_a_diff_shows_the_paragraphs_that_changed(run: Any, corpus_file: Path) -> None:
    result = run("show", 2, "--diff", "1..2", "--db", corpus_file)
    assert "-قال تجار إن السعر زاد 2 دنانير.\n+قال تجار إن السعر زاد 9 دنانير.\n" in result.stdout
    assert " وأضافوا أن المخازن ممتلئة." in result.stdout
    lines = json.loads(run("show", 2, "--diff", "2..1", "--json", "--db", corpus_file).stdout)
    assert (lines["from"], lines["to"]) == (2, 1)
    assert "+قال تجار إن السعر زاد 2 دنانير." in lines["diff"]


@pytest.mark.parametrize("diff", ["1", "1..9", "a..b", "1...2", ""])
def test_a_diff_of_what_is_not_there_is_usage(run: Any, corpus_file: Path, diff: str) -> None:
    result = run("show", 2, "--diff", diff, "--db", corpus_file)
    assert result.exit_code == 2
    assert "there are 1 to 2" in result.stderr
    assert result.stdout == ""


def test_an_unknown_article_names_the_nearest(run: Any, corpus_file: Path) -> None:
    by_id = run("show", 99, "--db", corpus_file)
    assert by_id.exit_code == 2
    assert "no article '99'; the nearest: 3, 2, 1" in by_id.stderr
    by_url = run("show", "https://example.org/econmy/2", "--db", corpus_file)
    assert by_url.exit_code == 2
    assert "the nearest: https://example.org/economy/2" in by_url.stderr
    assert run("show", "9" * 40, "--db", corpus_file).exit_code == 2


def test_hostile_text_is_shown_and_not_obeyed(run: Any, corpus_file: Path) -> None:
    result = run("show", 3, "--db", corpus_file)
    assert r"عنوان\x1b[2J \u202eمقلوب" in result.stdout
    assert r"\x9b31m" in result.stdout
    assert not {"\x1b", "\u202e", "\x9b"}.intersection(result.stdout)
