"""One article at several addresses: whether a declared canonical address holds the same article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from arnews_crawler.article import Article
from arnews_crawler.spiders.frontier import Candidate
from arnews_crawler.text.fold import fold_key

_BODY_START = 400


@dataclass(frozen=True, slots=True)
class Identity:
    """What an article is recognised by at another address, where its page may be cut differently."""

    headline: int
    body: int

    @classmethod
    def of(cls, article: Article) -> Identity:
        """Take it from an article."""
        return cls(hash(fold_key(article.headline)), hash(fold_key(article.body[:_BODY_START])[:100]))

    def is_same(self, other: Identity) -> bool:
        """Whether both are one article: a print view may shorten the headline, an app view the body."""
        return self.headline == other.headline or self.body == other.body


@dataclass(frozen=True, slots=True)
class Twin:
    """An article read at an address that declares another one."""

    article: Article
    url: str
    candidate: Candidate
    status: int


class TwinWatch:
    """Remembers which article each address held, and which pages wait for their canonical one to be read.

    ``rel=canonical`` is believed when both pages were read and are one article. A site that names one address
    for several different articles loses its word for that address.
    """

    def __init__(self) -> None:
        self._identities: dict[str, Identity] = {}
        self._disbelieved: set[str] = set()
        self._waiting: defaultdict[str, list[Twin]] = defaultdict(list)

    @property
    def disbelieved(self) -> Collection[str]:
        """Addresses declared by pages that were not their article."""
        return self._disbelieved

    def is_known(self, url: str) -> bool:
        """Whether an article was read at an address."""
        return url in self._identities

    def is_same_article(self, url: str, article: Article) -> bool:
        """Whether the address is known to hold this article; if it holds another, it is believed no more."""
        same = self._identities[url].is_same(Identity.of(article))
        if not same:
            self._disbelieved.add(url)
        return same

    def wait(self, canonical: str, twin: Twin) -> None:
        """Keep an article until its canonical address was read."""
        self._waiting[canonical].append(twin)

    def note(self, url: str, article: Article) -> None:
        """An article was read at its own address."""
        self._identities[url] = Identity.of(article)

    def disbelieve(self, url: str) -> None:
        """An address holds no article, so that no page can be its twin."""
        self._disbelieved.add(url)

    def settle(self, canonical: str) -> tuple[list[Twin], list[Twin]]:
        """Return those that waited: (the article at the canonical address, articles of their own)."""
        same: list[Twin] = []
        own: list[Twin] = []
        for twin in self._waiting.pop(canonical, []):
            is_twin = self.is_known(canonical) and self.is_same_article(canonical, twin.article)
            (same if is_twin else own).append(twin)
        return same, own

    def take_leftover(self) -> list[Twin]:
        """Return those whose canonical address was never answered, and forget them."""
        twins = [twin for waiting in self._waiting.values() for twin in waiting]
        self._waiting.clear()
        return twins
