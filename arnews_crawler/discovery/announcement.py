"""What a site says of a page elsewhere than on it: in a sitemap, a feed, a listing."""

from __future__ import annotations

from dataclasses import dataclass


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
