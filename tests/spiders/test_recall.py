"""What is due when cron's next run begins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from unittest.mock import Mock

from arnews_crawler.article import Article
from arnews_crawler.corpus.crawl_memory import CrawlMemory
from arnews_crawler.corpus.crawl_state import UrlVisit
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.spiders.arguments import SpiderArguments
from arnews_crawler.spiders.frontier import Candidate, Limits
from arnews_crawler.spiders.recall import Recall

URL = "https://example.org/news/1"


def asked_again(path: Path, now: datetime) -> list[str]:
    memory = CrawlMemory.open(path, "example.org")
    try:
        recall = Recall(memory, SpiderArguments(base_url="https://example.org/"), cast("Any", Mock()), now, Limits())
        due = {candidate.url for candidate in recall.again()}
        listed = {each.url for each in recall.choose([Candidate(URL, "sitemap", lastmod=None)] if due else [])}
        assert due == listed
        return sorted(due)
    finally:
        memory.close()


def test_the_next_hourly_run_looks_at_what_the_last_one_read_some_seconds_after_it_began(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    now = datetime.now(UTC)
    article = Article(url=URL, site="example.org", headline="عنوان", body="نص " * 30, published_at=now.isoformat())
    with CorpusWriter.open(path) as writer:
        writer.start_run("news", {})
        writer.add_article(article, fetched_at=now)
        writer.add_visit(UrlVisit(url=URL, found_by="sitemap", status=200, article_url=URL, code="article"))
        writer.finish_run(reason="finished", exit_code=0, counts={})
    assert asked_again(path, now - timedelta(seconds=20) + timedelta(hours=1)) == [URL]
    assert asked_again(path, now + timedelta(minutes=50)) == []
