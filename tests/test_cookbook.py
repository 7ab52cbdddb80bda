"""docs/cookbook.md and the notebook are true: each question has an answer, and SQL and Python give the same one."""

from __future__ import annotations

import ast
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.crawl_state import UrlVisit
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.records import RECORD_FIELDS, StoredArticle
from arnews_crawler.corpus.writer import CorpusWriter

pandas = pytest.importorskip("pandas")

DOCS = Path(__file__).parents[1] / "docs"
TEXT = (DOCS / "cookbook.md").read_text("utf-8")
QUESTIONS = [
    pytest.param(
        *(re.search(rf"```{kind}\n(.*?)```", part, re.DOTALL) for kind in ("sql", "python")), id=part[:2].strip(".")
    )
    for part in TEXT.split("\n### ")[1:]
]
PREAMBLE = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
OTHERWISE = {"27"}
"""Questions that SQL and Python answer in different ways, as their text says."""


@pytest.fixture(scope="module")
def folder(demo_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a researcher has it: the demo corpus after some weeks, with edits, copies and what was taken away."""
    folder = tmp_path_factory.mktemp("study")
    path = folder / "data" / "arnews.db"
    path.parent.mkdir()
    shutil.copy(demo_db, path)
    with Corpus(path) as corpus:
        articles = [article for article in corpus.articles() if article.published_precision in ("minute", "second")]
    assert len(articles) > 25
    later = iter(datetime.now(UTC) + timedelta(hours=hours) for hours in range(2, 1_000, 7))
    with CorpusWriter.open(path) as writer:
        for article, moment in zip(_changed(articles), later, strict=False):
            writer.add_article(article, fetched_at=moment)
            writer.flush()
        for article in articles[20:23]:
            writer.add_visit(UrlVisit(url=article.url, found_by="feed", status=410))
    return folder


def _changed(articles: list[StoredArticle]) -> Iterator[Article]:
    for number, article in enumerate(islice(articles, 15)):
        fields = {name: getattr(article, name) for name in RECORD_FIELDS}
        if number < 4:
            yield Article(**{**fields, "headline": f"{article.headline} (محدّث {number})"})
        elif number < 8:
            yield Article(**{**fields, "body": f"{article.body}\n\nتصحيح: ورد الرقم خطأ في نسخة سابقة."})
        else:  # the same text on another site, an hour before or after
            moment = datetime.fromisoformat(article.published_at or "") + timedelta(hours=number % 2 * 2 - 1)
            url = f"https://b.example/{number}"
            yield Article(**{**fields, "url": url, "site": "b.example", "published_at": moment.isoformat()})
    yield Article(url="https://b.example/own", headline="خبر لم ينشره غيرنا", body="نص «الخبر» كامل.", agency="وكالات")


@pytest.fixture(scope="module")
def names(folder: Path) -> Iterator[dict[str, Any]]:
    """What the cookbook's Python begins with."""
    assert PREAMBLE is not None
    found: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        exec(PREAMBLE[1], found)
    yield found
    found["corpus"].close()


def test_there_are_thirty_questions() -> None:
    numbers = re.findall(r"^### (\d+)\. .*\?$", TEXT, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, 31)]
    assert all(sql is not None and python is not None for sql, python in (each.values for each in QUESTIONS))


@pytest.mark.parametrize(("sql", "python"), QUESTIONS)
def test_a_question_is_answered_by_sql_and_by_python(
    sql: re.Match[str], python: re.Match[str], folder: Path, names: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    *before, query = (part for part in sql[1].split(";\n") if part.strip())
    with closing(sqlite3.connect(f"file:{folder / 'data' / 'arnews.db'}?mode=ro", uri=True)) as connection:
        for statement in before:
            connection.execute(statement)
        by_sql = connection.execute(query).fetchall()
    by_python = rows_of(evaluate(python[1], dict(names)))
    assert by_sql
    assert by_python
    if request.node.callspec.id not in OTHERWISE:
        assert sorted(map(plain, by_python)) == sorted(map(plain, by_sql))


def test_the_notebook_runs_from_top_to_bottom(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(folder / "data" / "arnews.db", folder / "data" / "demo.db")
    monkeypatch.chdir(folder)
    notebook = json.loads((DOCS / "first-look.ipynb").read_text("utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] for cell in notebook["cells"] if cell["cell_type"] == "code"), "outputs grow old"
    names: dict[str, Any] = {}
    for code in cells:
        if isinstance(ast.parse(code).body[-1], ast.Expr):
            value = evaluate(code, names)
            assert value is None or len(value), code
        else:
            exec(code, names)
    assert len(capsys.readouterr().out.splitlines()) > 7


def evaluate(code: str, names: dict[str, Any]) -> Any:
    """Run a block and return the value of its last line, as a notebook does."""
    tree = ast.parse(code)
    last = tree.body.pop()
    assert isinstance(last, ast.Expr), "a block ends with what it answers"
    exec(compile(tree, "<cookbook>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<cookbook>", "eval"), names)


def rows_of(value: Any) -> list[tuple[Any, ...]]:
    if isinstance(value, pandas.Series):
        index = (each if isinstance(each, tuple) else (each,) for each in value.index)
        return [(*names, number) for names, number in zip(index, value.tolist(), strict=True)]
    if isinstance(value, pandas.DataFrame):
        is_numbered = value.index.name is None
        return [tuple(row) for row in value.itertuples(index=not is_numbered, name=None)]
    return list(value)


def plain(row: tuple[Any, ...]) -> tuple[str, ...]:
    """A row as text: numbers of both libraries written alike."""
    return tuple(_plain(value) for value in row)


def _plain(value: Any) -> str:
    if isinstance(value, str) or value is None or not hasattr(value, "__float__"):
        return str(value)
    return f"{float(value):.6f}"
