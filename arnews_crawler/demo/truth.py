"""The truth of a demo newsroom: what a crawl for Arabic articles should find, a record an article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from arnews_crawler.demo.addresses import article_path, variant_paths
from arnews_crawler.demo.calendar import read_date
from arnews_crawler.demo.model import DemoArticle, Newsroom


def newsroom_truth(newsroom: Newsroom, base_url: str) -> Iterator[dict[str, Any]]:
    """Yield the truth of each Arabic article, the oldest first; the English edition is no part of it."""
    for article in newsroom.articles:
        if article.edition == "ar":
            yield _truth_of(article, base_url.rstrip("/"))


def _truth_of(article: DemoArticle, base_url: str) -> dict[str, Any]:
    return {
        "url": base_url + article_path(article),
        "variants": [base_url + path for path in variant_paths(article)],
        "headline": article.headline,
        "teaser": article.teaser,
        "body": article.body,
        "section": article.section.name,
        "authors": list(article.authors),
        "tags": list(article.tags),
        "published_at": _published_at(article),
        "modified_at": _iso(article.modified) if article.published else None,
        "found_by": list(article.found_by),
        "template": article.template,
        "edition": article.edition,
    }


def _published_at(article: DemoArticle) -> str | None:
    if article.published is None:
        return None
    return _iso(read_date(article.date_style, article.published, variant=article.number))


def _iso(when: datetime | None) -> str | None:
    return None if when is None else when.isoformat(timespec="seconds")
