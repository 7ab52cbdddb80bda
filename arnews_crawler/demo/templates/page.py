"""What a template is given: one article with everything that its page prints around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from arnews_crawler.demo.datelines import machine_date, machine_modified, printed_date
from arnews_crawler.demo.editing import join_site_name
from arnews_crawler.demo.model import DateStyle, DemoArticle, Template
from arnews_crawler.demo.readers import Comment
from arnews_crawler.demo.templates.labels import Labels

_CUTS_BY_ITSELF: frozenset[Template] = frozenset({"wp_block", "wp_classic"})
"""Search plugins of WordPress describe a page by its body's beginning unless an editor wrote something."""
_OFTEN_UNTENDED: frozenset[Template] = frozenset({"div_soup", "tables_1256"})
"""Systems whose editors do not always fill the description's own field."""
_EXCERPT_WORDS = 55
"""WordPress' default (``excerpt_length``), followed by ``[…]`` (``excerpt_more``)."""


def first_words(body: str, count: int) -> str:
    """Return the body's first words on one line, with the mark of a cut where there are more.

    >>> first_words("واحد اثنان\\n\\nثلاثة", 2), first_words("واحد", 2)
    ('واحد اثنان […]', 'واحد')
    """
    words = body.split(maxsplit=count)
    return " ".join(words[:count]) + (" […]" if len(words) > count else "")


@dataclass(frozen=True, slots=True)
class Card:
    """Another article as boxes and listings print it."""

    href: str
    headline: str
    teaser: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link with its words: menu entries, tags, names of authors."""

    href: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page of one edition prints around its content."""

    name: str
    base_url: str
    """Absolute, with the slash at its end."""
    home: str
    """The path of the edition's home page."""
    now: datetime
    today: str
    """The date of the visit, as old layouts print it in their header; empty where nothing is dated."""
    words: Labels
    menu: tuple[MenuItem, ...]
    services: tuple[MenuItem, ...]
    """Log in, search, about, privacy: what header and footer link to beside the menu."""
    other_edition: tuple[MenuItem, ...]
    """The link to the other edition, if there is one."""
    most_read: tuple[Card, ...]

    def absolute(self, path: str) -> str:
        """Return a path as an absolute address."""
        return self.base_url.removesuffix("/") + path

    def say(self, words: str) -> str:
        """Return the interface's words with the site's name in them."""
        return words.replace("{site}", self.name)

    @property
    def copyright(self) -> str:
        """The footer's line with the year."""
        return f"{self.say(self.words.rights)} © {self.now.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One article's page, before a template writes it."""

    article: DemoArticle
    site: Site
    identifier: int
    path: str
    amp_path: str | None
    print_path: str | None
    section: MenuItem
    authors: tuple[MenuItem, ...]
    tags: tuple[MenuItem, ...]
    related: tuple[Card, ...]
    read_also: Mapping[int, Card]
    comments: tuple[Comment, ...]

    @property
    def url(self) -> str:
        """The canonical address."""
        return self.site.absolute(self.path)

    @property
    def title(self) -> str:
        """The text of ``<title>``: the headline in its other spelling, and the site's name."""
        article = self.article
        if article.headline_spelling in ("site_prefix", "site_suffix"):
            return article.headline_variant
        return join_site_name(article.headline_variant, self.site.name, article.separator, in_front=False)

    @property
    def og_title(self) -> str:
        """The text of ``og:title``: the editors' other wording, else the other spelling."""
        return self.article.og_headline or self.article.headline_variant

    @property
    def description(self) -> str:
        """The meta description: the teaser, the body's beginning or a slogan, as the system has it."""
        article = self.article
        own = article.teaser if article.teaser_kind == "own" else None
        if article.template in _CUTS_BY_ITSELF:
            return own or first_words(article.body, _EXCERPT_WORDS)
        if article.teaser is None or (article.template in _OFTEN_UNTENDED and article.number % 4 == 0):
            return self.site.say(self.site.words.slogan)
        return article.teaser

    @property
    def date(self) -> str:
        """The date that readers see; empty where the page shows none."""
        return printed_date(self.article, self.site.now)

    @property
    def byline(self) -> str:
        """The names of the authors in a row, the last joined with و in Arabic; empty without any."""
        names = self.article.authors
        if len(names) < 2:
            return "".join(names)
        last = f" و{names[-1]}" if self.article.edition == "ar" else f" and {names[-1]}"
        return self.site.words.joined.join(names[:-1]) + last

    @property
    def image(self) -> str:
        """The absolute address of the article's picture."""
        return self.site.absolute(f"/media/{self.identifier}.jpg")

    @property
    def joiner(self) -> str:
        """What stands between two links of a row: names, tags."""
        return self.site.words.joined

    def published(self, style: DateStyle) -> str | None:
        """Return the ISO date of publication if articles of this style print it there."""
        return machine_date(self.article, style)

    def modified(self, style: DateStyle) -> str | None:
        """Return the ISO date of the last change if articles of this style print it there."""
        return machine_modified(self.article, style)

    def repeat(self, at: int) -> str:
        """Return the headline's repeat at this place (from 0), empty where the page has fewer repeats."""
        return self.article.headline_variant if at < self.article.headline_repeats else ""
