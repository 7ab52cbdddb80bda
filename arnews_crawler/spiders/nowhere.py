"""What a site answers where nothing is: an apology with status 200 may read like an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from heapq import nsmallest
from urllib.parse import urlsplit, urlunsplit

from arnews_crawler.article import Article
from arnews_crawler.text.fold import fold_key

_PROBES = 2
_NUMBER = re.compile(r"[0-9]+")
_LONGER = 6
"""Digits by which a number is longer than any that a site has given out."""


class Nowhere:
    """Asks for two addresses that do not exist, formed after two that do, and knows the answer when it comes again.

    Two, since a site that finds its articles by a part of the address alone, or shows the nearest one, answers with
    articles: then the two differ, or name an address of their own, and nothing is concluded.
    """

    def __init__(self) -> None:
        self._has_asked = False
        self._heard: list[tuple[str, frozenset[str]]] = []

    def probes(self, urls: Iterable[str]) -> list[str]:
        """Return what to ask for, once a run: nothing where nothing waits to be read for the first time."""
        if self._has_asked:
            return []
        models = nsmallest(_PROBES, set(urls))  # the same ones in whatever order a site names its pages
        if not models:
            return []
        self._has_asked = True
        models = (models * _PROBES)[:_PROBES]
        return [bogus_url(model, digit) for model, digit in zip(models, "98", strict=True)]

    def hear(self, article: Article) -> None:
        """An address that does not exist gave an article."""
        self._heard.append(_said(article))

    def is_like(self, article: Article) -> bool:
        """Whether a page says what the site says where nothing is: the same headline, and mostly the same text."""
        if len(self._heard) < _PROBES:
            return False
        headline, paragraphs = _said(article)
        shared = frozenset.intersection(paragraphs, *(heard for _, heard in self._heard))
        return {headline} == {heard for heard, _ in self._heard} and 2 * len(shared) > len(paragraphs)


def _said(article: Article) -> tuple[str, frozenset[str]]:
    return fold_key(article.headline), frozenset(map(fold_key, article.body.split("\n\n")))


def bogus_url(url: str, digit: str) -> str:
    """Return an address like another one, at which there is nothing.

    >>> bogus_url("https://example.org/news/2024/05/harvest-12", "9")
    'https://example.org/news/2024/05/harvest-99999999'
    >>> bogus_url("https://example.org/?p=17", "8"), bogus_url("https://example.org/harvest/", "9")
    ('https://example.org/?p=88888888', 'https://example.org/harvest-999999/')
    """
    parts = urlsplit(url)
    folder, _, name = parts.path.rstrip("/").rpartition("/")
    slash = "/" if name and parts.path.endswith("/") else ""
    query = _NUMBER.sub(lambda number: digit * (len(number[0]) + _LONGER), parts.query)
    # The digits of percent-escapes are letters.
    other = name if "%" in name else _NUMBER.sub(lambda number: digit * (len(number[0]) + _LONGER), name)
    if (other, query) == (name, parts.query):
        other = f"{name}-{digit * _LONGER}" if name else digit * _LONGER
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{other}{slash}", query, ""))
