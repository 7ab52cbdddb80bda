"""The demo newsroom's records: what an article says, before any template prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

BlockKind = Literal["paragraph", "subheading", "list", "quote", "picture", "embed", "read_also"]
TeaserKind = Literal["none", "own", "excerpt"]
Edition = Literal["ar", "en"]
Source = Literal["sitemap", "feed", "listing", "related"]
Template = Literal["wp_block", "wp_classic", "div_soup", "tables_1256", "app_state", "microdata_amp", "sample_order"]
DateStyle = Literal[
    "json_ld",
    "meta",
    "visible_levantine",
    "visible_egyptian",
    "visible_maghrebi",
    "visible_paired",
    "visible_arabic_digits",
    "visible_hijri",
    "visible_relative",
    "none",
]
HeadlineSpelling = Literal["same", "quotes", "tashkeel", "site_prefix", "site_suffix"]

SOURCES: tuple[Source, ...] = get_args(Source)
TEMPLATES: tuple[Template, ...] = get_args(Template)
DATE_STYLES: tuple[DateStyle, ...] = get_args(DateStyle)
HEADLINE_SPELLINGS: tuple[HeadlineSpelling, ...] = get_args(HeadlineSpelling)
SEPARATORS: tuple[str, ...] = ("|", "-", "–", "—", "»", ":", "•")
"""What stands between headline and site name in ``<title>`` and ``og:title``."""

_TRUTH_KINDS = frozenset({"paragraph", "subheading", "list", "quote"})


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the site: the word in its addresses and the name that readers see."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article's body, in the order printed."""

    kind: BlockKind
    text: str = ""
    """Paragraph, subheading, quote and embedded post; the words of a read-also line's link."""
    items: tuple[str, ...] = ()
    """The items of a list."""
    caption: str = ""
    """A picture's caption; no part of the body's truth."""
    credit: str = ""
    """Who took the picture, or who wrote the embedded post; no part of the body's truth."""
    link_number: int | None = None
    """The article that a read-also line points to."""

    def truth(self) -> tuple[str, ...]:
        """Return the paragraphs that this block adds to the truth's body.

        >>> Block("list", items=("أولا", "ثانيا")).truth()
        ('أولا', 'ثانيا')
        >>> Block("picture", caption="صورة").truth()
        ()
        """
        if self.kind not in _TRUTH_KINDS:
            return ()
        return self.items if self.kind == "list" else (self.text,)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """One article of the newsroom: its truth, and the way its page prints it."""

    number: int
    """1 is the oldest; listings, feeds and sitemaps print the highest first."""
    edition: Edition
    section: Section
    template: Template
    headline: str
    teaser: str | None
    """As printed: a teaser of its own, or the body's beginning cut with ``...`` or ``…``."""
    teaser_kind: TeaserKind
    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    agency: str | None = None
    tags: tuple[str, ...] = ()
    published: datetime | None = None
    """Aware, whole seconds; None where the page shows no date (``date_style`` is ``none``)."""
    modified: datetime | None = None
    """Later than ``published``; only machine-readable styles (``json_ld``, ``meta``) have one."""
    date_style: DateStyle = "none"
    headline_repeats: int = 0
    """How often the headline is printed again between the ``h1`` and the body."""
    headline_spelling: HeadlineSpelling = "same"
    """How the repeats, ``<title>`` and ``og:title`` spell it: ``headline_variant`` has the text."""
    headline_variant: str = ""
    """The headline in that spelling, ready to print."""
    separator: str = "|"
    og_headline: str | None = None
    """An editorial variant for ``og:title``, longer or shorter; None where it is the headline."""
    found_by: tuple[Source, ...] = SOURCES
    related: tuple[int, ...] = ()
    """Articles that this page links to below its body."""
    path: str | None = None
    """The address that a page keeps when its headline or its template changes; None for its template's own."""

    @property
    def body(self) -> str:
        """The truth's body: paragraphs, subheadings, list items and quotes between blank lines."""
        return "\n\n".join(part for block in self.blocks for part in block.truth())


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """A whole site: the same for the same ``(articles, seed)``, apart from the clock."""

    site_name: str
    site_name_en: str
    articles: tuple[DemoArticle, ...]
    """By number, the oldest first."""
    seed: int
    sections: tuple[Section, ...]
    now: datetime
    """The clock at the start, whole minutes, in the newsroom's offset (+03:00)."""

    def article(self, number: int) -> DemoArticle:
        """Return the article of this number; raises IndexError for a number that is not there."""
        if not 1 <= number <= len(self.articles):
            raise IndexError(number)
        return self.articles[number - 1]
