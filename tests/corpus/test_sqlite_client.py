"""A researcher's own tools: the sqlite3 command line reads the file, no extension loaded."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.writer import CorpusWriter

MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]

SEARCH = """
    SELECT corpus.id, corpus.headline FROM articles_fts JOIN corpus ON corpus.id = articles_fts.rowid
    WHERE articles_fts MATCH 'احمد' ORDER BY bm25(articles_fts)
"""


@pytest.fixture
def filled(path: Path, store: Store, writer: CorpusWriter, make_article: MakeArticle) -> Path:
    store(
        make_article(1, headline="أحمد في المدينة", section="ثقافة"),
        make_article(2, section="ثقافة"),
        make_article(3, site="b.example", url="https://b.example/3", headline="أحمد في المدينة"),
    )
    writer.close()
    return path


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 command line is not installed")
def test_the_command_line_reads_view_and_index(filled: Path) -> None:
    def ask(sql: str) -> list[dict[str, object]]:
        command = ["sqlite3", "-readonly", "-json", str(filled), sql]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
        assert done.stderr == ""
        rows: list[dict[str, object]] = json.loads(done.stdout or "[]")
        return rows

    assert ask("SELECT section, count(*) AS n FROM corpus GROUP BY section ORDER BY n DESC") == [
        {"section": "ثقافة", "n": 2},
        {"section": None, "n": 1},
    ]
    assert {row["id"] for row in ask(SEARCH)} == {1, 3}
    assert ask("PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_plain_python_reads_view_and_index(filled: Path) -> None:
    connection = sqlite3.connect(filled)
    assert {row[0] for row in connection.execute(SEARCH)} == {1, 3}
    assert connection.execute("SELECT count(*) FROM corpus").fetchone() == (3,)
    connection.close()
