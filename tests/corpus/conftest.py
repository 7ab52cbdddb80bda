"""A corpus file to write to, and articles to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter

FETCHED_AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "corpus.db"


@pytest.fixture
def writer(path: Path) -> Iterator[CorpusWriter]:
    with CorpusWriter.open(path) as writer:
        yield writer


@pytest.fixture
def make_article() -> MakeArticle:
    def make(number: int = 1, **values: Any) -> Article:
        defaults: dict[str, Any] = {
            "url": f"https://news.example/a/{number}",
            "site": "news.example",
            "headline": f"افتتاح المكتبة رقم {number}",
            "body": f"فتحت المكتبة {number} أبوابها أمام القرّاء.\n\nوقال مديرها إنّ الكتب تزداد.",
        }
        return Article(**{**defaults, **values})

    return make


@pytest.fixture
def store(writer: CorpusWriter) -> Store:
    """Store articles in one batch, an hour later with each call."""
    calls = 0

    def run(*articles: Article) -> BatchOutcome:
        nonlocal calls
        for article in articles:
            writer.add_article(article, fetched_at=FETCHED_AT.replace(hour=12 + calls))
        calls += 1
        return writer.flush()

    return run


@pytest.fixture
def corpus(writer: CorpusWriter, path: Path) -> Iterator[Corpus]:
    """The file as a reader sees it while the writer has it open."""
    with Corpus(path) as corpus:
        yield corpus
