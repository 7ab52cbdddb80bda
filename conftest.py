"""What the doctests of the package find: ``path``, a small corpus file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def doctest_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles of a site, the third with two versions."""
    from arnews_crawler.article import Article
    from arnews_crawler.corpus.writer import CorpusWriter

    def article(number: int, headline: str, section: str, **fields: Any) -> Article:
        return Article(
            url=f"https://example.org/{number}",
            headline=headline,
            body=f"نص الخبر رقم {number}.",
            section=section,
            published_at=f"2026-03-0{number}T10:00:00+03:00",
            published_precision="minute",
            **fields,
        )

    path = tmp_path_factory.mktemp("doctest") / "corpus.db"
    moment = datetime(2026, 3, 9, 12, tzinfo=UTC)
    with CorpusWriter.open(path, batch_size=1) as writer:
        for each in (
            article(1, "ارتفاع أسعار القمح", "اقتصاد", authors=["سلمى العطار"]),
            article(2, "أسعار القمح تتراجع", "اقتصاد", authors=["سلمى العطار", "أحمد العلي"]),
            article(3, "افتتاح المكتبة", "ثقافة"),
            article(3, "افتتاح المكتبة الوطنية", "ثقافة"),
        ):
            writer.add_article(each, fetched_at=moment)
    return path


@pytest.fixture(autouse=True)
def _doctest_names(request: pytest.FixtureRequest, doctest_namespace: dict[str, Any]) -> None:
    if isinstance(request.node, pytest.DoctestItem):
        doctest_namespace["path"] = request.getfixturevalue("doctest_corpus")
