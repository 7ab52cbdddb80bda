"""What a page of the demo site is printed for: the newsroom, the site's address and the request's time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from arnews_crawler.demo.addresses import article_path
from arnews_crawler.demo.model import DemoArticle, Newsroom

Variant = Literal["page", "amp", "print"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """One request to the demo site, as far as a page depends on it."""

    newsroom: Newsroom
    base_url: str
    """Scheme and host, without a slash at the end."""
    now: datetime
    """The time of the request, from which relative dates are counted."""
    most_read: tuple[DemoArticle, ...]
    variant: Variant = "page"

    def url(self, path: str) -> str:
        """Return a path of the site as an absolute address."""
        return self.base_url + path

    def article_url(self, article: DemoArticle) -> str:
        """Return the canonical address of an article."""
        return self.url(article_path(article))

    def related(self, article: DemoArticle) -> tuple[DemoArticle, ...]:
        """Return the articles that this article's page links to below its body."""
        return tuple(self.newsroom.article(number) for number in article.related)
