"""The good part of every hostile site: sound articles, a front page, a sitemap and robots.txt."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape
from typing import Any

from arnews_crawler.demo.model import DemoArticle
from arnews_crawler.demo.newsroom import build_newsroom

SITE_NAME = "بريد الصباح"
GOOD_ARTICLES = 3
_LEAST_PARAGRAPHS = 3
_SECTION = "محليات"


@dataclass(frozen=True, slots=True)
class Story:
    """A sound article: what it says, and where."""

    number: int
    headline: str
    paragraphs: tuple[str, ...]
    published: datetime

    @property
    def path(self) -> str:
        """Where it stands on its site."""
        return f"/news/{self.published:%Y/%m}/story-{self.number}"

    @property
    def body(self) -> str:
        """Its paragraphs, a blank line between them."""
        return "\n\n".join(self.paragraphs)


@cache
def stories(number: int, seed: int) -> tuple[Story, ...]:
    """Return so many stories, no two with a text alike; the same for the same seed and hour."""
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    found: list[Story] = []
    size = number
    while len(found) < number:
        size = 2 * size + 6
        newsroom = build_newsroom(size, seed, now=now)
        fit = [(article, paragraphs) for article in newsroom.articles if (paragraphs := _paragraphs(article))]
        found = [
            Story(100 + place, article.headline, paragraphs, now - timedelta(hours=2 * place + 1))
            for place, (article, paragraphs) in enumerate(fit)
        ]
    return tuple(found[:number])


def _paragraphs(article: DemoArticle) -> tuple[str, ...]:
    """Return an Arabic article's paragraphs, if there are enough of them; nothing else of it."""
    texts = tuple(block.text for block in article.blocks if block.kind == "paragraph")
    return texts[:6] if article.edition == "ar" and len(texts) >= _LEAST_PARAGRAPHS else ()


def article_page(story: Story, *, head: str = "", headline: str | None = None, body: str | None = None) -> str:
    """Return a story's page.

    :param head: markup for its head, instead of its JSON-LD.
    :param headline: what is printed as headline instead, as markup.
    :param body: what is printed as text instead, as markup.
    """
    shown = escape(story.headline) if headline is None else headline
    text = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in story.paragraphs) if body is None else body
    when = f'<time datetime="{story.published.isoformat()}">{story.published:%Y-%m-%d %H:%M}</time>'
    return (
        f'<!DOCTYPE html>\n<html lang="ar" dir="rtl">\n<head><meta charset="utf-8">\n'
        f"<title>{shown} | {SITE_NAME}</title>\n{head or json_ld(story)}\n</head>\n<body>\n"
        f'<header><nav><a href="/">الرئيسية</a></nav></header>\n'
        f'<article>\n<h1>{shown}</h1>\n<div class="date">{when}</div>\n<div class="article-body">\n{text}</div>\n'
        f"</article>\n<footer><p>{SITE_NAME}</p></footer>\n</body>\n</html>\n"
    )


def json_ld(story: Story, **changes: Any) -> str:
    """Return the element that describes a story for machines."""
    record = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.headline,
        "datePublished": story.published.isoformat(),
        "articleSection": _SECTION,
        **changes,
    }
    return f'<script type="application/ld+json">{json.dumps(record, ensure_ascii=False)}</script>'


def front_page(links: Sequence[tuple[str, str]], more: str = "") -> str:
    """Return a listing of links, each an address and its words."""
    cards = "\n".join(f'<h3><a href="{escape(url)}">{escape(words)}</a></h3>' for url, words in links)
    return (
        f'<!DOCTYPE html>\n<html lang="ar" dir="rtl">\n<head><meta charset="utf-8"><title>{SITE_NAME}</title></head>\n'
        f"<body>\n<main>\n{cards}\n{more}\n</main>\n</body>\n</html>\n"
    )


def sitemap(entries: Sequence[tuple[str, datetime | None]]) -> str:
    """Return a sitemap of addresses, each with the time of its last change."""
    lines = [
        f"<url><loc>{escape(url)}</loc>{f'<lastmod>{when.isoformat()}</lastmod>' if when else ''}</url>"
        for url, when in entries
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(lines)
        + "\n</urlset>\n"
    )


def truth_of(story: Story, base: str) -> dict[str, Any]:
    """Return what is true of a story, in the form of the demo newsroom's truth."""
    return {
        "url": base + story.path,
        "variants": [],
        "headline": story.headline,
        "teaser": None,
        "body": story.body,
        "section": _SECTION,
        "authors": [],
        "tags": [],
        "published_at": story.published.isoformat(),
        "modified_at": None,
        "found_by": ["sitemap", "listing"],
        "template": "hostile",
        "edition": "ar",
    }
