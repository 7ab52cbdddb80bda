"""What the tests of dates build their pages from."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from arnews_crawler.article import Article
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.loaders import load_article

FETCHED_AT = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


def load(html: bytes, url: str = "", **hints: object) -> Article:
    return load_article(parse_document(html, url), PageHints(fetched_at=FETCHED_AT, **hints))  # type: ignore[arg-type]


def linked(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'
