"""What a run's health is compared with."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from arnews_crawler.article import Article
from arnews_crawler.corpus.run_history import read_history
from arnews_crawler.corpus.writer import CorpusWriter

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def article(number: int, published_at: str | None = None) -> Article:
    return Article(
        url=f"https://example.org/news/{number}",
        site="example.org",
        headline=f"عنوان {number}",
        body=f"نص {number} " * 20,
        published_at=published_at,
    )


def test_it_tells_which_articles_never_had_a_field(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with CorpusWriter.open(path) as writer:
        writer.start_run("news", {})
        for one in (article(1), article(2, "2026-03-01T10:00:00+00:00")):
            writer.add_article(one, fetched_at=NOW)
        writer.finish_run(reason="finished", exit_code=0, counts={})
        present = writer.start_run("news", {})
        for number in (1, 2, 3):  # the second has lost its date, the third is new
            writer.add_article(article(number), fetched_at=NOW)
        writer.finish_run(reason="finished", exit_code=0, counts={})
    urls = [article(number).url for number in (1, 2, 3, 4)]
    asked = {"published_at": urls, "authors": urls}
    history = read_history(path, lambda _: True, "example.org", before=present, lacking=asked)
    assert history.bare == {"published_at": {urls[0]}, "authors": {urls[0], urls[1]}}
