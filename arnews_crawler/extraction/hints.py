"""What is known of a page besides its bytes: what the site says of it elsewhere, and what its spider declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from .site_traits import SiteTraits


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Selectors for a site whose general extraction is wrong, valid for pages fetched since a day.

    ``selectors`` maps a field of the record to a CSS selector, or to an XPath where it begins with ``/`` or ``./``.
    An old layout stays beside the new one, so that pages kept from before still parse.
    """

    selectors: Mapping[str, str]
    since: date | None = None


@dataclass(frozen=True, kw_only=True)
class PageHints:
    """What feed, sitemap or listing say of a page, and what its spider knows of the site."""

    site_name: str | None = None
    headline: str | None = None
    teaser: str | None = None
    teaser_from: str | None = None
    """Where the teaser was printed: ``feed`` or ``listing``."""
    published: str | None = None
    published_from: str | None = None
    """Where the date was printed: ``feed``, ``sitemap`` or ``listing``."""
    modified: str | None = None
    section: str | None = None
    authors: Sequence[str] = ()
    tags: Sequence[str] = ()
    fetched_at: datetime | None = None
    """Relative dates ("قبل ساعتين") count from here; without it they are refused."""
    time_zone: tzinfo | None = None
    day_first: bool = True
    languages: frozenset[str] | None = None
    """Primary subtags that the crawl wants; None takes every language."""
    boilerplate: Sequence[str] = ()
    """Regular expressions of whole lines that this site adds to its articles."""
    layouts: Sequence[Layout] = field(default=())
    traits: SiteTraits | None = None
    """What the pages of its site share, where that was learned."""
