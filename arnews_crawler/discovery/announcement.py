"""What a site says of a page elsewhere than on it: in a sitemap, a feed, a listing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """One address that a source names, with what it says of the page there; texts and dates as printed."""

    url: str
    """Canonical."""
    found_by: str
    """``sitemap``, ``feed``, ``listing``, ``related``."""
    headline: str | None = None
    teaser: str | None = None
    published: str | None = None
    lastmod: str | None = None
    """When the source says the page last changed; often wrong (the time of the sitemap itself)."""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None

    @property
    def says_something(self) -> bool:
        """Whether it tells more than the address: worth to be kept until the page is read."""
        return bool(self.headline or self.teaser or self.published or self.authors)


def without_shared_teasers(announcements: Iterable[Announcement]) -> list[Announcement]:
    """Return what one source says, without a teaser that it prints of several pages: a slogan, an author's line.

    >>> said = [Announcement(url=url, found_by="feed", teaser="أخبار المدينة كل يوم") for url in ("/a", "/b")]
    >>> [announcement.teaser for announcement in without_shared_teasers(said)]
    [None, None]
    """
    said = list(announcements)
    pages = Counter(teaser for teaser, _ in {(one.teaser, one.url) for one in said})
    return [replace(one, teaser=None) if one.teaser and pages[one.teaser] > 1 else one for one in said]
