"""The shape of an address: what its siblings share, its page number, and the marks of a trap."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

_DIGITS = re.compile(r"[0-9]+")
# Not "/p/7" and "/pages/7": they are articles and pages of the house as often.
_PAGE_PATH = re.compile(r"/(?:page|صفحة|الصفحة)[/-]?(?P<number>[0-9]{1,5})/?$")
_PAGE_QUERY = frozenset({"page", "paged", "pg", "pagenum", "pageno", "page_no", "currentpage", "pageindex"})
_QUERY_IDENTITY = re.compile(r"(?:^|&)(?:p|id|nid|article|story)[^=&]{0,8}=[0-9]+")
_OFFSET_QUERY = frozenset({"offset", "start", "from"})
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|mp[34]|m4[av]|webm|og[gv]|wav|mov|avi|flv|wmv|pdf|docx?|xlsx?|"
    r"pptx?|md|rst|txt|zip|rar|7z|gz|tar|exe|apk|dmg|css|js|json|woff2?|ttf|eot|swf|epub|ics|torrent)$",
    re.IGNORECASE,
)
# Machinery of well-known systems that holds no reading matter and often acts when asked for.
_MACHINERY = re.compile(
    r"/(?:wp-(?:admin|login|json|content|includes|cron)|xmlrpc\.php|cgi-bin|cdn-cgi|log-?(?:in|out)|sign-?(?:in|up|out)|"
    r"logout|register|cart|checkout|my-account)(?:[/.?]|$)",
    re.IGNORECASE,
)


class PageNumber(NamedTuple):
    """The listing that an address is a page of, and which page."""

    stem: str
    number: int


@lru_cache(maxsize=8192)
def url_shape(url: str) -> str:
    """Return what the siblings of an address share: digits and long slugs are blanked, values dropped.

    >>> url_shape("https://example.org/calendar/2030/01/?view=day")
    'example.org/calendar/#/#?view'
    """
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    shapes = [_segment_shape(segment) for segment in segments[:-1]]
    # The last segment tells siblings apart, whatever it is made of; those before it are folders.
    shapes += ["#" if segment.isdigit() else "*" for segment in segments[-1:]]
    names = sorted({piece.partition("=")[0] for piece in parts.query.split("&") if piece})
    names = ["#" if name.isdigit() else name for name in names]
    return "/".join([parts.netloc, *shapes]) + ("?" + "&".join(names) if names else "")


def _segment_shape(segment: str) -> str:
    if segment.isdigit():
        return "#"
    is_word = len(segment) <= 24 and segment.count("-") < 3 and not _DIGITS.search(segment)
    return segment if is_word else "*"


def has_repeated_path(url: str) -> bool:
    """Whether a path runs in a circle: the same named segment a third time.

    Such addresses come from relative links that a server answers whatever the path is. Numbers may repeat
    (``/2011/11/11/11``) up to three times.

    >>> has_repeated_path("https://example.org/a/b/a/b/a")
    True
    """
    counts = Counter(segment for segment in urlsplit(url).path.split("/") if segment)
    return any(count >= (4 if segment.isdigit() else 3) for segment, count in counts.items())


@lru_cache(maxsize=8192)
def page_number(url: str) -> PageNumber | None:
    """Return which page of which listing an address is; None where it bears no page number.

    >>> page_number("https://example.org/news/page/7/")
    PageNumber(stem='https://example.org/news/', number=7)
    >>> page_number("https://example.org/news?page=7&sort=new").number
    7
    """
    parts = urlsplit(url)
    match = _PAGE_PATH.search(unquote(parts.path))
    if match:
        path = parts.path.rstrip("/").rsplit("/", 1)[0]
        if re.fullmatch(r"(?:page|%[0-9A-F%]+)", path.rsplit("/", 1)[-1]):
            path = path.rsplit("/", 1)[0]
        return PageNumber(listing_stem(urlunsplit(parts._replace(path=path))), int(match["number"]))
    for piece in parts.query.split("&"):
        name, _, value = piece.partition("=")
        if name.lower() in _PAGE_QUERY | _OFFSET_QUERY and re.fullmatch(r"[0-9]{1,9}", value):
            return PageNumber(listing_stem(url), int(value))
    return None


def listing_stem(url: str) -> str:
    """Return the address of a listing without its page: what all its pages share.

    >>> listing_stem("https://example.org/news?page=2") == listing_stem("https://example.org/news/")
    True
    """
    parts = urlsplit(url)
    query = "&".join(
        piece
        for piece in parts.query.split("&")
        if piece and piece.partition("=")[0].lower() not in _PAGE_QUERY | _OFFSET_QUERY
    )
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/", query=query))


@lru_cache(maxsize=8192)
def is_file(url: str) -> bool:
    """Whether an address names a picture, a film, a document: no page to read.

    >>> is_file("https://example.org/a.jpg")
    True
    """
    return _FILE.search(urlsplit(url).path) is not None


@lru_cache(maxsize=8192)
def is_machinery(url: str) -> bool:
    """Whether an address belongs to the system behind a site (log-in, administration), not to its pages.

    >>> is_machinery("https://example.org/wp-login.php?redirect_to=x")
    True
    """
    return _MACHINERY.search(urlsplit(url).path) is not None


def article_likelihood(url: str) -> int:
    """Return how much an address looks like an article's, 0 to 3: an order of asking, never a gate.

    >>> article_likelihood("https://example.org/") < article_likelihood("https://example.org/news/2024/05/12345")
    True
    """
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    last = segments[-1] if segments else ""
    score = 0
    if len(last) > 24 or last.count("-") >= 3:
        score += 1
    if re.search(r"[0-9]{3,}", parts.path) or _QUERY_IDENTITY.search(parts.query):
        score += 1
    if len(segments) >= 2:
        score += 1
    return score
