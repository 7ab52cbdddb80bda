"""What the demo site lists where: articles by section, tag, author and the way they are to be found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import TypeVar
from urllib.parse import unquote

from arnews_crawler.demo.addresses import AddressBook, author_path, tag_path
from arnews_crawler.demo.model import DemoArticle, Edition, Newsroom, Section, Source

PAGE_SIZE = 15
"""Cards on one page of a listing."""
_MOST_READ = 5
_ANNOUNCED = 20

Thing = TypeVar("Thing")


class Catalogue:
    """The articles of a newsroom in the order that each list of the site prints them: the newest first."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.addresses = AddressBook(newsroom.articles)
        self._newest = newsroom.articles[::-1]
        self._tags = self._gather(tag_path, lambda article: article.tags)
        self._authors = self._gather(author_path, lambda article: article.authors)

    def found_by(self, source: Source) -> tuple[DemoArticle, ...]:
        """Return the articles of both editions that this source announces."""
        return tuple(article for article in self._newest if source in article.found_by)

    def listed(self, edition: Edition, section: Section | None = None) -> tuple[DemoArticle, ...]:
        """Return an edition's articles that its listings show, of one section or of all."""
        return tuple(
            article
            for article in self.found_by("listing")
            if article.edition == edition and section in (None, article.section)
        )

    def sections(self, edition: Edition) -> tuple[Section, ...]:
        """Return the sections that articles of this edition stand in."""
        used = {article.section for article in self._newest if article.edition == edition}
        return tuple(section for section in self.newsroom.sections if section in used)

    def section(self, edition: Edition, slug: str) -> Section | None:
        """Return the section of this name in addresses."""
        return next((section for section in self.sections(edition) if section.slug == slug), None)

    def topic_paths(self) -> tuple[str, ...]:
        """Return the paths of some tags' and authors' pages, the freshest."""
        tags, authors = list(self._tags.values()), list(self._authors.values())
        return (
            *(tag_path(tag) for tag, _ in tags[:_ANNOUNCED]),
            *(author_path(name) for name, _ in authors[:_ANNOUNCED]),
        )

    def tagged(self, path: str) -> tuple[str, tuple[DemoArticle, ...]] | None:
        """Return the tag that a path names and the listed articles that carry it."""
        return self._tags.get(unquote(path))

    def written_by(self, path: str) -> tuple[str, tuple[DemoArticle, ...]] | None:
        """Return the author that a path names and the listed articles by this author."""
        return self._authors.get(unquote(path))

    def most_read(self, edition: Edition) -> tuple[DemoArticle, ...]:
        """Return what the most-read box shows: listed articles of any age, always the same ones."""
        listed = self.listed(edition)
        rng = Random(f"most read {self.newsroom.seed} {edition}")
        return tuple(rng.sample(listed, min(_MOST_READ, len(listed))))

    def _gather(
        self, path: Callable[[str], str], names: Callable[[DemoArticle], Iterable[str]]
    ) -> dict[str, tuple[str, tuple[DemoArticle, ...]]]:
        listed: dict[str, list[DemoArticle]] = defaultdict(list)
        for article in self._newest:
            for name in names(article):
                listed[name] += [article] if "listing" in article.found_by else []
        return {unquote(path(name)): (name, tuple(found)) for name, found in listed.items()}


def page_of(things: Sequence[Thing], page: int, size: int = PAGE_SIZE) -> Sequence[Thing]:
    """Return one page of a list, counted from 1.

    >>> page_of("abcde", 2, size=2), page_of("abcde", 4, size=2)
    ('cd', '')
    """
    return things[(page - 1) * size : page * size]


def count_pages(things: Sequence[Thing], size: int = PAGE_SIZE) -> int:
    """Return how many pages a list fills; an empty one still has its first.

    >>> count_pages("abcde", size=2), count_pages("")
    (3, 1)
    """
    return max(1, -(-len(things) // size))
