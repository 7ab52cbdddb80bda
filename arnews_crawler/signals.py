"""The crawl's own Scrapy signals: what a spider tells the pipelines besides its items.

They are sent through ``crawler.signals.send_catch_log`` with these keyword arguments:

``page_rejected``: ``url`` (str), ``code`` (str), ``detail`` (str)
    A page that was fetched, or an address that was refused, and is not stored; it belongs in ``rejects``.
``url_visited``: ``visit`` (:class:`Visit`)
    An address was answered; it belongs in the crawl's memory, ``urls``.
``urls_found``: ``found`` (list of :class:`Found`)
    Addresses that are to be asked for, before they are: a run that is killed is gone on with.
``source_answered``: ``answer`` (:class:`SourceAnswer`)
    A sitemap or feed was read, or is not there; it belongs in ``sources``, behind what it named.
``page_kept``: ``response`` (scrapy Response), ``url`` (str), ``code`` (str or None), ``article`` (`Article` or None)
    A page that gave an article (code None) or was refused although it seemed to be one; it belongs in the archive.
``traits_asked``: ``site`` (str)
    A run begins; who keeps what was learned of the site answers with a :class:`Traits`.
``traits_learned``: ``site`` (str), ``traits`` (:class:`Traits`)
    What the site's pages share was learned; it belongs in ``site_traits``.
``teaser_told``: ``url`` (str), ``teaser`` (str), ``rule`` (str)
    A listing or feed was read that prints a teaser for an article which was handed over without one, or with a worse
    one; ``rule`` is its evidence.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypedDict


class Visit(TypedDict):
    """What is known of an address after its answer."""

    url: str
    found_by: str
    """``sitemap``, ``feed``, ``listing``, ``related``, ``start``, ``home``."""
    status: int
    etag: str | None
    last_modified: str | None
    article_url: str | None
    """The canonical address of the article that the page held; None where it held none."""
    code: str | None
    """``article``, ``listing``, a reject's code; None where the answer does not tell what the page is."""
    lastmod: str | None
    """When a sitemap says that the page last changed."""
    has_moved: bool
    """It was asked for because that moment had moved."""
    is_fruitful: bool
    """It brought something that was not known."""


class Found(NamedTuple):
    """An address that is to be asked for."""

    url: str
    found_by: str
    depth: int


class SourceAnswer(TypedDict):
    """What a sitemap or feed answered."""

    url: str
    kind: str
    """``sitemap``, ``index``, ``feed``, ``absent``, ``broken``."""
    lastmod: str | None
    """When an index says that it last changed."""
    etag: str | None
    last_modified: str | None
    body: bytes | None
    """None where it answered 304, or is no source."""
    is_whole: bool
    """Whether all that it names is remembered."""


class RawBody(NamedTuple):
    """A body as it was transferred; of one that came without an encoding the response has it."""

    body: bytes
    encodings: tuple[bytes, ...]


RAW_BODY: Final = "arnews_raw_body"
"""Where a request's ``meta`` has the `RawBody` of its response."""

READ_AT: Final = "arnews_read_at"
"""Where a request's ``meta`` has the moment from which the relative dates of its page were counted."""


class Traits(TypedDict):
    """What the pages of a site share, on its way to or from the file."""

    version: int
    pages: int
    """Different pages that it was learned from."""
    learned_at: str
    """ISO 8601; empty before it is stored."""
    text: str
    """For extraction alone to read."""


page_rejected = object()
url_visited = object()
urls_found = object()
source_answered = object()
page_kept = object()
traits_asked = object()
traits_learned = object()
teaser_told = object()
