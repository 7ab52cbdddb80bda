"""What waits for the next transaction, and what a transaction did."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import NamedTuple

from arnews_crawler.article import Article
from arnews_crawler.corpus.archive_batch import Rereading
from arnews_crawler.corpus.captures import Capture
from arnews_crawler.corpus.crawl_state import FoundUrl, UrlVisit
from arnews_crawler.corpus.late_teasers import LateTeaser
from arnews_crawler.corpus.sources import SourceVisit


@dataclass(frozen=True)
class BatchOutcome:
    """What a batch did, in articles: only these are acknowledged, and they survive a kill."""

    stored: int = 0
    revised: int = 0
    unchanged: int = 0
    variants: int = 0
    gone: int = 0
    """Articles whose page the site took away; their text stays."""

    def __add__(self, other: BatchOutcome) -> BatchOutcome:
        return BatchOutcome(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


class RejectRow(NamedTuple):
    """What is not stored, and why."""

    url: str
    code: str
    detail: str
    seen_at: str


@dataclass
class Buffer:
    """What waits for the next transaction."""

    articles: list[tuple[Article, str]] = field(default_factory=list)
    variants: list[tuple[str, str, str | None]] = field(default_factory=list)
    found: list[FoundUrl] = field(default_factory=list)
    visits: list[UrlVisit] = field(default_factory=list)
    early_visits: list[UrlVisit] = field(default_factory=list)
    """Visits that a batch saw before their article: the article is on its way through the pipelines."""
    rejects: list[RejectRow] = field(default_factory=list)
    teasers: list[LateTeaser] = field(default_factory=list)
    """Those that a batch saw before their article stay for the next one, as early visits do."""
    sources: list[SourceVisit] = field(default_factory=list)
    captures: list[Capture] = field(default_factory=list)
    archived: list[tuple[Article, str]] = field(default_factory=list)
    """Articles out of a WARC file, with the dates of their records."""
    rereadings: list[Rereading] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(len(getattr(self, each.name)) for each in fields(self))
