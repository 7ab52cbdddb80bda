"""The corpus of the screenshots: three generated newsrooms of one day, the same each time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from arnews_crawler.article import Article
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.demo.model import Newsroom
from arnews_crawler.demo.newsroom import build_newsroom
from arnews_crawler.demo.truth import newsroom_truth

NOW = datetime(2026, 3, 20, 18, tzinfo=UTC)
SITES = {"coast-tribune.example": (1, 120), "morning-post.example": (2, 90), "awraq.example": (3, 60)}
"""Host -> seed and number of articles."""
EDITED = 1
"""The id of the article that was corrected after its publication."""
_REJECTS = (("tag", 24), ("author", 9), ("video", 5), ("listing", 4), ("gallery", 3), ("stub", 2), ("http_404", 1))
_FIELDS = ("url", "headline", "teaser", "body", "section", "authors", "tags", "published_at", "modified_at")


def fill_gallery(path: Path) -> None:
    """Make the corpus: articles, an edit, what was not stored, a run of each site of which one failed."""
    with CorpusWriter.open(path) as writer:
        for number, (site, (seed, articles)) in enumerate(SITES.items()):
            base_url = f"https://{site}/"
            writer.start_run("news", {"base_url": base_url})
            stored = [*_articles(build_newsroom(articles, seed, now=NOW), base_url)]
            for article in stored:
                writer.add_article(article, fetched_at=NOW)
            if number == 0:
                writer.flush()
                writer.add_article(_edited(stored[0]), fetched_at=NOW + timedelta(hours=3))
            _add_rejects(writer, base_url)
            writer.flush()
            blocked = number == len(SITES) - 1
            counts = {"arnews/article/stored": len(stored)}
            writer.finish_run(
                reason="blocked" if blocked else "finished", exit_code=18 if blocked else 0, counts=counts
            )
    _set_clock(path)


def _articles(newsroom: Newsroom, base_url: str) -> Iterator[Article]:
    site = base_url.split("/")[2]
    for row in newsroom_truth(newsroom, base_url):
        values = {name: row[name] for name in _FIELDS}
        evidence = dict.fromkeys(("headline", "body", "published_at"), "json-ld")
        yield Article(**values, site=site, site_name=newsroom.site_name, language="ar", evidence=evidence)


def _edited(article: Article) -> Article:
    """The article after a correction: other words in its headline, another figure, a paragraph more."""
    first, *rest = article.body.split("\n\n")
    words = first.split(" ")
    words[2:4] = ["بحسب", "بيان", "صدر"]
    body = "\n\n".join([" ".join(words), *rest, "تصحيح: ورد رقم خطأ في نسخة سابقة من هذا الخبر."])
    return replace(article, headline=f"{article.headline} (محدّث)", body=body)


def _add_rejects(writer: CorpusWriter, base_url: str) -> None:
    for code, number in _REJECTS:
        for each in range(1, number + 1):
            writer.add_reject(f"{base_url}{code}/{each}", code, "the address and the page say so")


def _set_clock(path: Path) -> None:
    """Put the moments that come from this machine's clock at those of the pictures."""
    with closing(sqlite3.connect(path)) as connection, connection:
        start, end = NOW.isoformat(), (NOW + timedelta(minutes=7)).isoformat()
        connection.execute("UPDATE runs SET started_at = ?, finished_at = ?", (start, end))
        connection.execute("UPDATE rejects SET seen_at = ?", (start,))
