"""``arnews stats``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from arnews_crawler.corpus.writer import CorpusWriter


def test_numbers_are_printed(run: Any, corpus_file: Path) -> None:
    text = run("stats", "--db", corpus_file).stdout
    assert "articles                   3\n" in text
    assert "changed after publication  1\n" in text
    assert "published                  2026-03-01 to 2026-03-03\n" in text
    assert "       3  example.org\n" in text
    assert "       3   100.0%  headline\n" in text
    assert "       1  video\n" in text
    assert "news: finished, exit code 0\n" in text


def test_json_has_all_of_them(run: Any, corpus_file: Path) -> None:
    numbers = json.loads(run("stats", "--json", "--from", "2026-03-03", "--db", corpus_file).stdout)
    assert numbers["articles"] == 1
    assert numbers["rejects"] == {"video": 1}
    assert numbers["runs"][0]["spider"] == "news"


def test_long_lists_are_cut(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "rejects.db"
    with CorpusWriter.open(path) as writer:
        writer.start_run("news", {})
        for number in range(18):
            writer.add_reject("https://example.org/", f"code_{number:02}", "")
    text = run("stats", "--db", path).stdout
    assert "code_14" in text
    assert "code_15" not in text
    assert "       3  in 3 others; --json has all\n" in text
    assert "news: still running, or killed\n" in text
