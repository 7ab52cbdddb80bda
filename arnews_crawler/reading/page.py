"""What one page is: parsed once, an article or a step to others. Nothing here depends on what else was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from arnews_crawler.article import Article
from arnews_crawler.corpus.told_teasers import told_by
from arnews_crawler.discovery.announcement import Announcement
from arnews_crawler.discovery.cards import read_cards
from arnews_crawler.discovery.listings import PageLinks, next_page, read_links
from arnews_crawler.discovery.shapes import page_number
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.errors import NotAnArticle
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.told_teaser import read_captions
from arnews_crawler.loaders import load_article
from arnews_crawler.text.language import detect_language

# Enough of a page's link texts to tell its language by; a page of a dozen words of menu tells nothing.
_LANGUAGE_SAMPLE: Final = 2000
_LEAST_SAMPLE: Final = 200
_ARABIC_SCRIPT: Final = frozenset({"ar", "fa", "ur", "ku", "ckb", "ps", "sd", "ug"})
_LISTING_CARDS: Final = 5
"""Headings that link, from which on a page without a text of its own is a listing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it came."""

    body: bytes
    url: str
    """Its own canonical address."""
    content_type: str | None = None
    can_be_article: bool = True
    """False for a front page and page 2 of anything, whatever they look like."""


@dataclass(slots=True)
class Page:
    """What one page is."""

    url: str
    links: PageLinks
    article: Article | None = None
    code: str | None = None
    """Why it is no article to store."""
    detail: str = ""
    is_paged: bool = False
    """It is one of the pages of a listing."""
    is_foreign: bool = False
    """It is written in a language that the spider does not want; so is what it links to."""
    cards: list[Announcement] = field(default_factory=list)
    """What a listing says of the pages that it leads to."""
    captions: frozenset[str] = frozenset()
    """Keys of the pictures' captions of an article whose page gives no teaser."""

    def refuse(self, code: str, detail: str) -> None:
        """Take no article from it, for a reason that the page itself does not show."""
        self.article, self.code, self.detail = None, code, detail


def read_page(sheet: Sheet, hints: PageHints) -> Page:
    """Read a page with what is known of it.

    :raises ExtractionError: it is no page at all: no HTML, not decodable.
    """
    document = parse_document(sheet.body, sheet.url, sheet.content_type)
    links = read_links(document.tree, document.base_url)
    page = Page(sheet.url, links)
    page.is_paged = page_number(sheet.url) is not None or next_page(links, sheet.url) is not None
    if not sheet.can_be_article:
        page.code = "listing"
    else:
        try:
            page.article = load_article(document, hints)
            if not has_own_teaser(page.article):
                page.captions = read_captions(document.tree)
        except NotAnArticle as reason:
            page.code, page.detail = _code_of(reason, links), reason.detail
            page.is_foreign = reason.code == "other_language" or _is_foreign(links, hints.languages or frozenset())
    if page.article is None and not page.is_foreign:
        page.cards = read_cards(document.tree, document.base_url)
    return page


def has_own_teaser(article: Article) -> bool:
    """Whether the article's page gives its teaser."""
    return article.teaser is not None and told_by(article.evidence.get("teaser")) is None


def _is_foreign(links: PageLinks, languages: frozenset[str]) -> bool:
    """Whether a listing's texts are in a script that none of the wanted languages is written in."""
    sample = " ".join(link.text for link in links.links)[:_LANGUAGE_SAMPLE]
    if len(sample) < _LEAST_SAMPLE:
        return False
    language = detect_language(sample)
    if language is None or language in languages:
        return False
    return not (language in _ARABIC_SCRIPT and languages & _ARABIC_SCRIPT)


def _code_of(reason: NotAnArticle, links: PageLinks) -> str:
    """Name a page by what it is rather than by what it lacks, if it is a listing."""
    is_bare = reason.code in ("no_body", "no_headline")
    has_cards = sum(link.is_heading for link in links.links) >= _LISTING_CARDS
    return "listing" if is_bare and has_cards else reason.code
