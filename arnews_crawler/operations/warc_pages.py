"""Pages out of WARC files to articles: their address, their date, and what the pages of their sites share."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from arnews_crawler.article import Article
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.discovery.canonical import believable_canonical, is_same_address
from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize, site_host
from arnews_crawler.extraction.document import Document, parse_document
from arnews_crawler.extraction.errors import ExtractionError, UnreadableDocument
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.page_sketch import PageSketch, sketch_page
from arnews_crawler.extraction.site_traits import TRAITS_VERSION, SiteTraits, stable_hash
from arnews_crawler.extraction.trait_learning import learn_traits
from arnews_crawler.loaders import load_article
from arnews_crawler.operations.folder_traits import stored_traits
from arnews_crawler.operations.saved_pages import declared_address
from arnews_crawler.operations.warc_bodies import unpack_body
from arnews_crawler.operations.warc_files import ArchivedPage, DamagedWarcError, read_warc
from arnews_crawler.spiders.acquaintance import SAMPLE, site_key

_MOST_SITES: Final = 50
"""Sites that are learned of one ingest; a crawl of half the web has millions."""


def load_archived_page(page: ArchivedPage, traits: Mapping[str, SiteTraits]) -> tuple[Article, str]:
    """Return the article of a page, under the address that it declares where that can be right, and the page's own.

    Ages ("two hours ago") count from when it was archived.

    :raises ExtractionError: it holds none, or is not whole.
    """
    document = _parse(page)
    hints = PageHints(fetched_at=page.fetched_at, traits=traits.get(site_key(document.url)))
    article = load_article(document, hints)
    port = urlsplit(document.url).port
    declared = declared_address(document.tree) or None
    canonical = believable_canonical(declared, document.url, {site_host(document.url)}, ports=[port] if port else [])
    article.url = document.url if is_same_address(canonical, document.url) else canonical
    return article, document.url


def learn_from_warcs(paths: Iterable[Path], writer: CorpusWriter) -> dict[str, SiteTraits]:
    """Return for each site what its pages share: what the database knows, else what a sample of the files says.

    The sample are the pages whose addresses have the smallest hashes, in whatever order they come. What was learned
    is stored.

    :raises CorpusError: the database cannot be read or takes nothing.
    """
    known: dict[str, SiteTraits | None] = {}
    samples: dict[str, _Sample] = {}
    for path in paths:
        with suppress(DamagedWarcError):
            for page in read_warc(path, Counter()):
                site = _site_of(page)
                if site not in known and len(known) < _MOST_SITES:
                    known[site] = stored_traits(writer, site)
                if site in known and known[site] is None and not page.same_as and not page.code:
                    samples.setdefault(site, _Sample()).add(page)
    found = {site: traits for site, traits in known.items() if traits is not None}
    for site, sample in sorted(samples.items()):
        traits = learn_traits(sample.sketches())
        if traits.pages:
            found[site] = traits
            writer.keep_traits(site, TRAITS_VERSION, traits.pages, traits.to_json())
    return found


class _Sample:
    """Of any number of pages those with the smallest hashes."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, str]] = []
        self._sketches: dict[str, PageSketch] = {}

    def add(self, page: ArchivedPage) -> None:
        """Take a page, unless its hash is too large or it cannot be read."""
        parts = urlsplit(page.url)
        entry = (-stable_hash(f"{parts.path}?{parts.query}"), page.url)
        if page.url in self._sketches or (len(self._heap) == SAMPLE and entry < self._heap[0]):
            return
        with suppress(ExtractionError):
            self._sketches[page.url] = sketch_page(_parse(page))
            heapq.heappush(self._heap, entry)
        if len(self._heap) > SAMPLE:
            del self._sketches[heapq.heappop(self._heap)[1]]

    def sketches(self) -> list[PageSketch]:
        """Return them, the smallest hash first."""
        return [self._sketches[url] for _, url in sorted(self._heap, reverse=True)]


def _parse(page: ArchivedPage) -> Document:
    if page.code:
        raise UnreadableDocument(page.code, page.detail)
    try:
        url = canonicalize(page.url)
    except UrlRefusedError as error:
        raise UnreadableDocument("no_url", str(error)) from error
    body = unpack_body(page.body, page.content_encoding)
    return parse_document(body, url, page.content_type)


def _site_of(page: ArchivedPage) -> str:
    try:
        return site_key(canonicalize(page.url))
    except (UrlRefusedError, ValueError):
        return ""


def canonical_of(page: ArchivedPage) -> ArchivedPage:
    """Return a copy's page with canonical addresses.

    :raises UrlRefusedError: one of them is none.
    """
    return replace(page, url=canonicalize(page.url), same_as=canonicalize(page.same_as))
