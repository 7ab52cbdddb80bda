"""Deduplication within a run: the same text of the same site is one article, at however many addresses it is
met.

This spares the file what it would find out by itself (`arnews_crawler.corpus.batch` compares with all earlier
runs and other sites, spelling set aside); so exact text is enough here, and a hash of it costs next to
nothing.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, Self

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler

from arnews_crawler.corpus.records import site_of
from pipelines.counting import Counts
from pipelines.dropped import RepeatedItem


class DeduplicatePipeline:
    """Drops an article met again in this run as another address of the first, counted
    ``arnews/article/variant``.

    Text that changed in between is no repeat: the file makes a revision of it.
    """

    def __init__(self, stats: Counts) -> None:
        self._stats = stats
        self._seen: dict[bytes, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline for a crawl."""
        assert crawler.stats is not None
        return cls(crawler.stats)

    def process_item(self, item: Any) -> Any:
        """Pass an article on the first time; raises `RepeatedItem` afterwards."""
        adapter = ItemAdapter(item)
        url = str(adapter.get("url") or "")
        digest = _digest(adapter, url)
        first = self._seen.get(digest)
        if first is None:
            self._seen[digest] = url
            return item
        self._stats.inc_value("arnews/article/variant")
        raise RepeatedItem(url, first)


def _digest(adapter: ItemAdapter, url: str) -> bytes:
    texts = (str(adapter.get(name) or "") for name in ("headline", "teaser", "body"))
    parts = "\x1f".join((adapter.get("site") or site_of(url), *texts))
    return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).digest()
