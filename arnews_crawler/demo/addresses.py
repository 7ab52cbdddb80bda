"""The addresses of articles: one shape a template, all on one host, and the way back from an address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, quote, unquote, urlsplit

from arnews_crawler.demo.model import DemoArticle

Form = Literal["page", "amp", "print", "moved"]

_WORD = re.compile(r"\w+")
_SLUG_WORDS = 8
_WITH_SLASH = frozenset({"wp_block", "wp_classic"})
_WITH_SLUG = frozenset({"wp_block", "app_state", "microdata_amp"})
_UTM = "utm_source=social&utm_medium=share&utm_campaign=daily"
_SESSION = {"div_soup": "PHPSESSID", "tables_1256": "PHPSESSID", "sample_order": "sid"}
_SHAPES = re.compile(
    r"""/(?:en/)?(?:
        \d{4}/\d{2}/\d{2}/[^/]+ | archives/\d+ | view\.php | akhbar/\d+\.html | story/[^?]+/\d+
        | (?:[a-z]+/)?\d+-[^/]+(?:/amp)? | [a-z]+/p/[^/]+ | details/[a-z]+/\d+\.aspx
    )/?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """The article that an address leads to, and as what."""

    number: int
    form: Form


def quote_path(text: str) -> str:
    """Return a path segment percent-encoded in capitals, the form that RFC 3986 (6.2.2.1) calls normal.

    >>> quote_path("خبر عاجل")
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


def make_slug(headline: str) -> str:
    """Return the headline's first words joined by hyphens, without tashkeel and marks.

    >>> make_slug("«خُطّة» جديدة: 7 أسئلة")
    'خطة-جديدة-7-أسئلة'
    """
    bare = "".join(mark for mark in headline if unicodedata.category(mark) != "Mn")
    return "-".join(_WORD.findall(bare)[:_SLUG_WORDS]).lower()


class Addresses:
    """All addresses of a set of articles; each article has one canonical path and several others."""

    def __init__(self, articles: Iterable[DemoArticle], seed: int) -> None:
        self._first_id = 10_000 + 1_000 * (seed % 40)
        self._paths: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._articles: dict[int, DemoArticle] = {}
        for article in articles:
            path = self._unused(article)
            self._articles[article.number] = article
            self._paths[article.number] = path
            self._numbers[_key(path)] = article.number

    def identifier(self, number: int) -> int:
        """Return the number by which the CMS knows an article."""
        return self._first_id + 3 * number

    def path(self, number: int) -> str:
        """Return the canonical path and query of an article."""
        return self._paths[number]

    def shared_path(self, number: int) -> str:
        """Return a path to the article as listings and links print it, often not the canonical one."""
        path = self._paths[number]
        template = self._articles[number].template
        if template in _WITH_SLUG and number % 2:
            return lower_escapes(path)
        if template in _SESSION and number % 5 == 0:
            return add_query(path, f"{_SESSION[template]}={self._session(number)}")
        return add_query(path, _UTM) if number % 7 == 0 else path

    def variants(self, number: int) -> tuple[str, ...]:
        """Return every other address of an article that leads to it, as path and query."""
        article, path = self._articles[number], self._paths[number]
        session = _SESSION.get(article.template, "sid")
        others = [add_query(path, _UTM), add_query(path, f"{session}={self._session(number)}")]
        others.append(add_query(path, "utm_source=rss&utm_medium=feed"))
        if article.template in _WITH_SLUG and lower_escapes(path) != path:
            others.append(lower_escapes(path))
        if article.template in _WITH_SLASH:
            others += [f"/?p={self.identifier(number)}", path.removesuffix("/")]
        if article.template == "microdata_amp":
            others += [f"{path}/amp", f"{path}?print=1"]
        return tuple(others)

    def find(self, target: str) -> Match | None:
        """Return what a path with its query leads to; None for what is no article's address."""
        split = urlsplit(target)
        query = parse_qs(split.query)
        if split.path == "/" and "p" in query:
            return self._find_by_identifier(query["p"][0])
        path = split.path.removesuffix("/")
        form: Form = "page"
        if path.endswith("/amp"):
            path, form = path.removesuffix("/amp"), "amp"
        elif query.get("print") == ["1"]:
            form = "print"
        number = self._numbers.get(_key(path if "id" not in query else f"{path}?id={query['id'][0]}"))
        if number is None:
            return None
        template = self._articles[number].template
        if template in _WITH_SLASH and not split.path.endswith("/"):
            return Match(number, "moved")
        if template == "microdata_amp":
            return Match(number, form)
        return None if form == "amp" else Match(number, "page")

    @staticmethod
    def has_article_shape(target: str) -> bool:
        """Return whether an address looks like an article's, whether or not there is one."""
        return _SHAPES.fullmatch(urlsplit(target).path) is not None

    def _find_by_identifier(self, identifier: str) -> Match | None:
        if not (identifier.isascii() and identifier.isdigit() and len(identifier) < 12):
            return None
        number, rest = divmod(int(identifier) - self._first_id, 3)
        article = self._articles.get(number)
        if rest or article is None or article.template not in _WITH_SLASH:
            return None
        return Match(number, "moved")

    def _session(self, number: int) -> str:
        return f"{self.identifier(number) * 2_654_435_761 % 2**64:016x}"

    def _unused(self, article: DemoArticle) -> str:
        """Return the article's path; a slug that is taken gets ``-2`` and so on, as WordPress does."""
        slug = make_slug(article.headline)
        path, copy = self._shape(article, quote_path(slug)), 2
        while _key(path) in self._numbers:
            path, copy = self._shape(article, quote_path(f"{slug}-{copy}")), copy + 1
        return path

    def _shape(self, article: DemoArticle, slug: str) -> str:
        identifier, when = self.identifier(article.number), article.published
        edition = "/en" if article.edition == "en" else ""
        section = article.section.slug
        shapes = {
            "wp_block": f"{edition}/{when:%Y/%m/%d}/{slug}/" if when else f"{edition}/{section}/p/{slug}/",
            "wp_classic": f"{edition}/archives/{identifier}/",
            "div_soup": f"{edition}/view.php?id={identifier}",
            "tables_1256": f"{edition}/akhbar/{identifier}.html",
            "app_state": f"{edition}/story/{section}/{slug}/{identifier}",
            "microdata_amp": f"{edition}/{section}/{identifier}-{slug}",
            "sample_order": f"{edition}/details/{section}/{identifier}.aspx",
        }
        return shapes[article.template]


def _key(path: str) -> str:
    return unquote(path).removesuffix("/")
