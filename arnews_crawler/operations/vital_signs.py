"""Vital signs of a run: how many of its articles have each field, what is refused and where, with examples.

The numbers go into the run's counts, for later runs to compare with; the examples stay with the process.

===============================  ============================================================================
statistic                        counts
===============================  ============================================================================
``arnews/field/<name>``          articles that have the field; ``item_scraped_count`` are all of them
``arnews/body/median_length``    letters of the middle body
``arnews/body/upper_length``     letters that nine of ten bodies do not reach
===============================  ============================================================================
"""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Self

from scrapy import signals
from scrapy.crawler import Crawler

from arnews_crawler.article import Article
from arnews_crawler.discovery.shapes import url_shape
from arnews_crawler.signals import page_kept, page_rejected
from pipelines.dropped import RejectedItem

OPTIONAL_FIELDS: Final = ("teaser", "published_at", "authors", "section", "image_url", "tags")
FIELDS: Final = ("headline", *OPTIONAL_FIELDS[:1], "body", *OPTIONAL_FIELDS[1:])
_MOST_URLS: Final = 200
_MOST_SHAPES: Final = 100
_EXAMPLES: Final = 3


@dataclass(slots=True)
class Sightings:
    """Where something was met: a number, the shapes of the addresses, and some of them."""

    number: int = 0
    shapes: Counter[str] = field(default_factory=Counter)
    urls: list[str] = field(default_factory=list)

    def note(self, url: str) -> None:
        """Add an address."""
        self.number += 1
        shape = url_shape(url)
        if shape in self.shapes or len(self.shapes) < _MOST_SHAPES:
            self.shapes[shape] += 1
        if len(self.urls) < _MOST_URLS:
            self.urls.append(url)

    def describe(self, layout: str | None = None) -> str:
        """Name the layout (else the shape that most of the addresses share) and three examples of it."""
        if not self.urls:
            return ""
        shape = self.shapes.most_common(1)[0][0]
        same = [url for url in self.urls if url_shape(url) == shape] or self.urls
        return f"layout {layout or shape}: {' '.join(same[:_EXAMPLES])}"


@dataclass(slots=True)
class Signs:
    """What a run's pages were like."""

    articles: int = 0
    has: Counter[str] = field(default_factory=Counter)
    lengths: list[int] = field(default_factory=list)
    lacks: dict[str, Sightings] = field(default_factory=dict)
    """Field -> articles without it."""
    rejects: dict[str, Sightings] = field(default_factory=dict)
    """Code -> pages that were refused."""
    surprises: dict[str, Sightings] = field(default_factory=dict)
    """Code -> pages that were refused although the site announces them as articles."""
    found: Sightings = field(default_factory=Sightings)
    """Pages that are articles."""

    def note_article(self, article: Article) -> None:
        """Take an article that passed the pipelines."""
        self.articles += 1
        self.found.note(article.url)
        self.lengths.append(len(article.body))
        for name in FIELDS:
            if getattr(article, name):
                self.has[name] += 1
            else:
                self.lacks.setdefault(name, Sightings()).note(article.url)

    def lengths_told(self) -> tuple[int, int] | None:
        """Return the median and the ninth decile of the bodies' lengths; None where there are none."""
        if not self.lengths:
            return None
        ordered = sorted(self.lengths)
        return round(statistics.median_low(ordered)), ordered[(len(ordered) * 9) // 10]


class VitalSigns:
    """An extension that takes the signs of a crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self.signs = Signs()
        self._crawler = crawler
        for handler, signal in (
            (self._item_scraped, signals.item_scraped),
            (self._item_dropped, signals.item_dropped),
            (self._page_rejected, page_rejected),
            (self._page_kept, page_kept),
            (self._closed, signals.spider_closed),
        ):
            crawler.signals.connect(handler, signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make it for a crawl."""
        return cls(crawler)

    def _item_scraped(self, item: object) -> None:
        if isinstance(item, Article):
            self.signs.note_article(item)

    def _item_dropped(self, exception: BaseException) -> None:
        if isinstance(exception, RejectedItem):
            self._page_rejected(exception.url, exception.code)
            self.signs.surprises.setdefault(exception.code, Sightings()).note(exception.url)

    def _page_rejected(self, url: str, code: str) -> None:
        self.signs.rejects.setdefault(code, Sightings()).note(url)

    def _page_kept(self, url: str, code: str | None) -> None:
        if code is not None:
            self.signs.surprises.setdefault(code, Sightings()).note(url)

    def _closed(self) -> None:
        """Write the numbers down; the extensions hear of the end before the pipeline that closes the run."""
        lengths = self.signs.lengths_told()
        if lengths is None:
            return
        for name in FIELDS:
            self._crawler.stats.set_value(f"arnews/field/{name}", self.signs.has[name])
        self._crawler.stats.set_value("arnews/body/median_length", lengths[0])
        self._crawler.stats.set_value("arnews/body/upper_length", lengths[1])
