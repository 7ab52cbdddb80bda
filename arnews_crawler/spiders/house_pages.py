"""A site's pages about itself (about us, contact, privacy): text like an article's, and none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from arnews_crawler.article import Article
from arnews_crawler.discovery.shapes import article_likelihood

_LEAST_PAGES = 10
_LEAST_SHARE = 0.6
_RARE_SHARE = 0.2


class LinkCensus:
    """Counts from how many of a site's pages each address is linked."""

    def __init__(self) -> None:
        self._pages = 0
        self._links: Counter[str] = Counter()

    def note(self, urls: Iterable[str]) -> None:
        """Take note of one page's links."""
        self._pages += 1
        self._links.update(set(urls))

    def is_rare(self, url: str) -> bool:
        """Whether so many pages were read without a link to an address that it stands in no frame."""
        return self._pages >= 3 * _LEAST_PAGES and self._links[url] < _RARE_SHARE * self._pages

    def is_everywhere(self, url: str) -> bool:
        """Whether most pages link to an address, as they do to what stands in a site's frame."""
        return self._pages >= _LEAST_PAGES and self._links[url] >= _LEAST_SHARE * self._pages


def is_doubtful(article: Article, url: str) -> bool:
    """Whether what reads like an article may be a page of the house.

    Such a page has neither date nor author, and an address that no system gives to an article. Its words are
    no sign: each house has its own. So what decides is whether the whole site links to it, which shows only
    when the site was read.

    >>> is_doubtful(Article(headline="من نحن"), "https://example.org/about/")
    True
    """
    return not article.published_at and not article.authors and article_likelihood(url) == 0
