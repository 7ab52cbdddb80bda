"""The addresses of the demo site: one shape a template for articles, and the way back from an address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, quote, unquote, urlsplit

from arnews_crawler.demo.model import DemoArticle, Edition, Section, Template

Form = Literal["page", "amp", "print", "moved"]

SHARED_QUERY = "utm_source=social&utm_medium=share&utm_campaign=daily"
FEED_QUERY = "utm_source=rss&utm_medium=feed"
_FIRST_ID = 104_211
_WORD = re.compile(r"\w+")
_WORDPRESS: frozenset[Template] = frozenset({"wp_block", "wp_classic"})
_WITH_SESSION: frozenset[Template] = frozenset({"div_soup", "tables_1256", "sample_order"})
_SHAPES = re.compile(
    r"/(?:en/)?(?:\d{4}/\d{2}/\d{2}/[^/]+|archives/\d+|article\.aspx|news/\d+|story/[^/]+/\d+"
    r"|[a-z]+/[^/]+-\d+\.html|details/[a-z]+/\d+|[a-z]+/p/[^/]+)/?"
)


def article_path(article: DemoArticle) -> str:
    """Return the canonical path and query of an article, percent-encoded in capitals (RFC 3986, 6.2.2.1)."""
    if article.path is not None:
        return article.path
    identifier, when, section = identify(article), article.published, article.section.slug
    slug = quote_segment(make_slug(article.headline))
    edition = "/en" if article.edition == "en" else ""
    shapes: dict[Template, str] = {
        "wp_block": f"/{when:%Y/%m/%d}/{slug}/" if when else f"/{section}/p/{slug}/",
        "wp_classic": f"/archives/{identifier}/",
        "div_soup": f"/article.aspx?id={identifier}",
        "tables_1256": f"/news/{identifier}",
        "app_state": f"/story/{slug}/{identifier}",
        "microdata_amp": f"/{section}/{slug}-{identifier}.html",
        "sample_order": f"/details/{section}/{identifier}",
    }
    return edition + shapes[article.template]


def amp_path(article: DemoArticle) -> str | None:
    """Return the path of the article's AMP version; None where its template has none."""
    return f"/amp{article_path(article)}" if article.template == "microdata_amp" else None


def print_path(article: DemoArticle) -> str | None:
    """Return the path of the article's printable version; None where its template has none."""
    return add_query(article_path(article), "print=1") if article.template == "microdata_amp" else None


def variant_paths(article: DemoArticle) -> tuple[str, ...]:
    """Return every other address of an article: campaign, session, small escapes, shortlink, AMP, print."""
    path = article_path(article)
    others: list[str | None] = [add_query(path, SHARED_QUERY), add_query(path, FEED_QUERY)]
    others.append(add_query(path, f"PHPSESSID={_session(article)}"))
    if lower_escapes(path) != path:
        others.append(lower_escapes(path))
    if article.template in _WORDPRESS:
        others += [short_path(article), path.removesuffix("/")]
    others += [amp_path(article), print_path(article)]
    return tuple(other for other in others if other)


def short_path(article: DemoArticle) -> str | None:
    """Return WordPress' shortlink, which answers with a redirect; None where the template is another's."""
    return f"/?p={identify(article)}" if article.template in _WORDPRESS else None


def shared_path(article: DemoArticle) -> str:
    """Return the path as listings print it: often the canonical one, sometimes another."""
    path = article_path(article)
    if article.template in _WITH_SESSION and article.number % 5 == 0:
        return add_query(path, f"PHPSESSID={_session(article)}")
    if article.number % 7 == 0:
        return add_query(path, SHARED_QUERY)
    return lower_escapes(path) if article.number % 2 else path


def section_path(section: Section, page: int = 1, edition: Edition = "ar") -> str:
    """Return the path of a page of a section's listing.

    >>> section_path(Section("sport", "رياضة")), section_path(Section("english", "English"), 2, "en")
    ('/section/sport/', '/en/section/english/page/2/')
    """
    start = f"{'/en' if edition == 'en' else ''}/section/{section.slug}/"
    return start if page == 1 else f"{start}page/{page}/"


def tag_path(tag: str) -> str:
    """Return the path of a tag's listing."""
    return f"/tag/{quote_segment(tag.replace(' ', '-'))}/"


def author_path(name: str) -> str:
    """Return the path of an author's page."""
    return f"/author/{quote_segment(name.replace(' ', '-'))}/"


def identify(article: DemoArticle) -> int:
    """Return the number by which the content management system knows an article."""
    return _FIRST_ID + 3 * article.number


def make_slug(headline: str) -> str:
    """Return the headline's words joined by hyphens, without tashkeel and marks.

    >>> make_slug("«خُطّة» جديدة: 7 أسئلة")
    'خطة-جديدة-7-أسئلة'
    """
    bare = "".join(mark for mark in headline if unicodedata.category(mark) != "Mn")
    return "-".join(_WORD.findall(bare)).lower()


def quote_segment(text: str) -> str:
    """Return a path segment percent-encoded in capitals.

    >>> quote_segment("خبر عاجل")
    '%D8%AE%D8%A8%D8%B1%20%D8%B9%D8%A7%D8%AC%D9%84'
    """
    return quote(text, safe="-._~")


def lower_escapes(address: str) -> str:
    """Return the address with its percent-escapes in small letters, as WordPress writes them.

    >>> lower_escapes("/%D8%AE/A")
    '/%d8%ae/A'
    """
    return re.sub(r"%[0-9A-F]{2}", lambda escape: escape.group().lower(), address)


def add_query(path: str, query: str) -> str:
    """Return the path with more of a query.

    >>> add_query("/a?id=1", "x=2"), add_query("/a", "x=2")
    ('/a?id=1&x=2', '/a?x=2')
    """
    return f"{path}{'&' if '?' in path else '?'}{query}"


def has_article_shape(target: str) -> bool:
    """Return whether an address looks like an article's, whether or not there is one.

    >>> has_article_shape("/news/1"), has_article_shape("/about/")
    (True, False)
    """
    return _SHAPES.fullmatch(urlsplit(target).path) is not None


def _session(article: DemoArticle) -> str:
    return f"{identify(article) * 2_654_435_761 % 2**52:013x}"


def _key(path: str) -> str:
    return unquote(path).removesuffix("/")


@dataclass(frozen=True, slots=True)
class Match:
    """The article that an address leads to, and as what; ``moved`` answers with a redirect to the page."""

    article: DemoArticle
    form: Form


class AddressBook:
    """Finds the article that an address leads to; raises ValueError where two articles have one address."""

    def __init__(self, articles: Iterable[DemoArticle]) -> None:
        self._articles: dict[str, DemoArticle] = {}
        self._short: dict[str, DemoArticle] = {}
        for article in articles:
            key = _key(article_path(article))
            if key in self._articles:
                raise ValueError(f"two articles at {key}")
            self._articles[key] = article
            if article.template in _WORDPRESS:
                self._short[str(identify(article))] = article

    def find(self, target: str) -> Match | None:
        """Return what a path with its query leads to; None for what is no article's address."""
        split = urlsplit(target)
        query = parse_qs(split.query)
        if split.path == "/" and "p" in query:
            article = self._short.get(query["p"][0])
            return Match(article, "moved") if article else None
        path, form = split.path, self._form(split.path, query)
        if form == "amp":
            path = path.removeprefix("/amp")
        article = self._articles.get(_key(f"{path}?id={query['id'][0]}" if "id" in query else path))
        if article is None:
            return None
        has_slash = article_path(article).endswith("/")
        if article.template in _WORDPRESS and has_slash and not path.endswith("/"):
            return Match(article, "moved")
        if article.template == "microdata_amp":
            return Match(article, form)
        return None if form == "amp" else Match(article, "page")

    @staticmethod
    def _form(path: str, query: dict[str, list[str]]) -> Form:
        if path.startswith("/amp/"):
            return "amp"
        return "print" if query.get("print") == ["1"] else "page"
