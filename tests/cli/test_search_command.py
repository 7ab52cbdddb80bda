"""``arnews search``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.cli import search as module


def test_hits_are_printed_with_their_id_and_address(run: Any, corpus_file: Path) -> None:
    result = run("search", "اسعار القمح", "--db", corpus_file)
    assert result.exit_code == 0
    assert "1  ارتفاع أسعار القمح للشهر 1" in result.stdout
    assert "example.org · اقتصاد · 2026-03-01" in result.stdout
    assert "https://example.org/economy/1" in result.stdout
    assert "\x1b" not in result.stdout


def test_words_found_are_marked_on_a_terminal(run: Any, corpus_file: Path) -> None:
    assert "\x1b[1m\x1b[4mالقمح\x1b[0m" in run("search", "القمح", "--db", corpus_file, color=True).stdout


def test_a_site_s_control_characters_are_shown(run: Any, corpus_file: Path) -> None:
    result = run("search", "عنوان", "--db", corpus_file)
    assert r"عنوان\x1b[2J \u202eمقلوب" in result.stdout
    assert not {"\x1b", "\u202e", "\x9b"}.intersection(result.stdout)


def test_json_is_a_line_a_hit(run: Any, corpus_file: Path) -> None:
    lines = run("search", "القمح", "--json", "--limit", 1, "--db", corpus_file).stdout.splitlines()
    assert len(lines) == 1
    hit = json.loads(lines[0])
    assert hit["url"].startswith("https://example.org/economy/")
    start, end = hit["headline_spans"][0]
    assert hit["headline"][start:end] == "القمح"


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--from", "2026-03-02"], {2}),
        (["--to", "2026-03-01"], {1}),
        (["--site", "www.example.org"], {1, 2}),
        (["--site", "example.com"], set()),
        (["--section", "إقتصاد"], {1, 2}),
    ],
)
def test_filters_narrow(run: Any, corpus_file: Path, options: list[str], ids: set[int]) -> None:
    result = run("search", "للشهر", "--json", "--db", corpus_file, *options)
    assert {json.loads(line)["id"] for line in result.stdout.splitlines()} == ids


def test_a_day_that_is_none_is_usage(run: Any, corpus_file: Path) -> None:
    result = run("search", "x", "--from", "2026-13", "--db", corpus_file)
    assert result.exit_code == 2
    assert "2026-13" in result.stderr
    assert "2026-03-09" in result.stderr


@pytest.mark.parametrize("query", ["", '"', "AND", "a-b (", "من:", "*", "-القمح", "\udcff", "x" * 5000])
def test_any_query_is_safe(run: Any, corpus_file: Path, query: str) -> None:
    result = run("search", "--db", corpus_file, "--", query)
    assert (result.exit_code, result.stderr) == (0, "")


def test_nothing_found_is_said_to_a_person_alone(run: Any, corpus_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("search", "زنجبيل", "--db", corpus_file).output == ""
    monkeypatch.setattr(module, "is_watched", lambda: True)
    assert run("search", "زنجبيل", "--db", corpus_file).stderr == "nothing found\n"


def test_keys_of_another_version_are_told(run: Any, corpus_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_watched", lambda: True)
    assert "doctor --migrate" not in run("search", "القمح", "--db", corpus_file).stderr
    monkeypatch.setattr(module, "NORMALISER_VERSION", "other")
    assert "so some spellings are missed: arnews doctor --migrate" in run("search", "القمح", "--db", corpus_file).stderr
