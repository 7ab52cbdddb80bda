"""The demo site as a function: a path with its query in, a whole HTTP response out."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b
from threading import Lock
from urllib.parse import parse_qs, urlsplit

from arnews_crawler.demo import announcements, listings, traps
from arnews_crawler.demo.addresses import Match, amp_path, article_path, has_article_shape, print_path
from arnews_crawler.demo.catalogue import Catalogue
from arnews_crawler.demo.context import PageContext
from arnews_crawler.demo.model import Edition, Newsroom
from arnews_crawler.demo.templates import content_type, render_article

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"

_CACHED_RESPONSES = 600
_SECTION = re.compile(r"(?:/(en))?/section/([a-z-]+)/(?:(feed)/|page/(\d{1,6})/)?")
_SITEMAP = re.compile(r"/sitemap-articles-(\d{1,6})\.xml")
_MEDIA = {".css": "text/css", ".js": "text/javascript", ".mp4": "video/mp4", ".txt": "text/plain"}
_DOT = bytes.fromhex("47494638396101000100800000ffffff0000002c00000000010001000002024401003b")
"""A picture of one pixel."""


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response; the server adds ``Content-Length`` and what belongs to the connection."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class DemoSite:
    """Answers requests for a newsroom's site; safe to use from several threads."""

    def __init__(self, newsroom: Newsroom, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.newsroom = newsroom
        self._catalogue = Catalogue(newsroom)
        self._most_read = {edition: self._catalogue.most_read(edition) for edition in ("ar", "en")}
        self._clock = clock
        self._cache: OrderedDict[tuple[str, str, datetime], Response] = OrderedDict()
        self._lock = Lock()

    def respond(self, target: str, base_url: str, headers: Mapping[str, str]) -> Response:
        """Return the answer to GET; ``headers`` are the request's, of any case, for conditional requests."""
        now = self._clock().astimezone(self.newsroom.now.tzinfo).replace(second=0, microsecond=0)
        key = (target, base_url, now)
        with self._lock:
            response = self._cache.get(key)
            if response:
                self._cache.move_to_end(key)
        if response is None:
            response = _with_validator(self._answer(target, base_url.rstrip("/"), now))
            with self._lock:
                self._cache[key] = response
                if len(self._cache) > _CACHED_RESPONSES:
                    self._cache.popitem(last=False)
        return _if_changed(response, {name.lower(): value for name, value in headers.items()})

    def _answer(self, target: str, base_url: str, now: datetime) -> Response:
        path = urlsplit(target).path
        edition: Edition = "en" if path == "/en" or path.startswith("/en/") else "ar"
        context = PageContext(newsroom=self.newsroom, base_url=base_url, now=now, most_read=self._most_read[edition])
        match = self._catalogue.addresses.find(target)
        if match:
            return _article(match, context)
        return (
            self._announcement(target, context)
            or self._listing(target, context)
            or _trap(target, context)
            or _media(path)
            or self._not_found(target, context)
        )

    def _announcement(self, target: str, context: PageContext) -> Response | None:
        path, page = urlsplit(target).path, _page_number(target, "paged")
        catalogue = self._catalogue
        sitemap = _SITEMAP.fullmatch(path)
        if sitemap:
            return _page(announcements.article_sitemap(catalogue, context, int(sitemap[1])), XML)
        if path in ("/feed/", "/feed"):
            return _page(announcements.rss_feed(catalogue, context, page=page), RSS)
        if path == "/atom.xml":
            return _page(announcements.atom_feed(catalogue, context, page), ATOM)
        if path.endswith("/feed/"):
            return self._smaller_feed(path, page, context)
        fixed: dict[str, Callable[[], Response | None]] = {
            "/robots.txt": lambda: _page(announcements.robots_txt(context), TEXT),
            "/sitemap_index.xml": lambda: _page(announcements.sitemap_index(catalogue, context), XML),
            "/sitemap-pages.xml": lambda: _page(announcements.pages_sitemap(catalogue, context), XML),
            "/sitemap-archive.xml": lambda: _page(announcements.archive_sitemap(context), XML),
            "/news-sitemap.xml": lambda: _page(announcements.news_sitemap(catalogue, context), XML),
        }
        return fixed[path]() if path in fixed else None

    def _smaller_feed(self, path: str, page: int, context: PageContext) -> Response | None:
        of_section = _SECTION.fullmatch(path)
        if of_section:
            section = self._catalogue.section("ar", of_section[2]) if not of_section[1] else None
            return _page(announcements.rss_feed(self._catalogue, context, section, page), RSS) if section else None
        match = self._catalogue.addresses.find(path.removesuffix("feed/"))
        return _page(announcements.comments_feed(match.article, context), RSS) if match else None

    def _listing(self, target: str, context: PageContext) -> Response | None:
        path, catalogue = _with_slash(urlsplit(target).path), self._catalogue
        section = _SECTION.fullmatch(path)
        if section:
            edition: Edition = "en" if section[1] else "ar"
            page = int(section[4] or 1)
            return _page(listings.section_page(catalogue, context, section[2], page, edition))
        if path == "/" or (path == "/en/" and catalogue.sections("en")):
            return _page(listings.home_page(catalogue, context, "ar" if path == "/" else "en"))
        if path == "/latest/":
            return _page(listings.latest_page(catalogue, context, _page_number(target, "page")))
        if path.startswith("/tag/"):
            return _page(listings.tag_page(catalogue, context, path))
        if path.startswith("/author/"):
            return _page(listings.author_page(catalogue, context, path))
        if path == "/search/":
            query = parse_qs(urlsplit(target).query).get("q", [""])[0]
            return _page(listings.search_page(catalogue, context, query))
        return None

    def _not_found(self, target: str, context: PageContext) -> Response:
        """Addresses like an article's get a page that says so with status 200, as careless sites do."""
        body = traps.not_found_page(context).encode()
        if has_article_shape(target):
            return Response(200, {"Content-Type": HTML}, body)
        gone = urlsplit(target).path.startswith("/gone/")
        return Response(410 if gone else 404, {"Content-Type": HTML}, body)


def build_site(newsroom: Newsroom) -> DemoSite:
    """Return the site of a newsroom."""
    return DemoSite(newsroom)


def _article(match: Match, context: PageContext) -> Response:
    article, form = match.article, match.form
    if form == "moved":
        return Response(301, {"Location": context.url(article_path(article)), "Content-Type": HTML}, b"")
    headers = {"Content-Type": content_type(article.template)}
    when = article.modified or article.published
    if article.published and when:
        headers["Last-Modified"] = format_datetime(when.astimezone(UTC), usegmt=True)
    if form == "amp":
        assert amp_path(article)
        context = replace(context, variant="amp")
    elif form == "print":
        assert print_path(article)
        context = replace(context, variant="print")
    return Response(200, headers, render_article(article, context))


def _page(text: str | None, kind: str = HTML) -> Response | None:
    return None if text is None else Response(200, {"Content-Type": kind}, text.encode())


def _trap(target: str, context: PageContext) -> Response | None:
    split = urlsplit(target)
    page = traps.trap_page(context, target)
    return _page(page or traps.trap_page(context, _with_slash(split.path)))


def _media(path: str) -> Response | None:
    if path == "/favicon.ico" or path.startswith("/media/"):
        suffix = path[path.rfind(".") :]
        if suffix in _MEDIA:
            return Response(200, {"Content-Type": _MEDIA[suffix]}, b"")
        return Response(200, {"Content-Type": "image/gif"}, _DOT)
    return None


def _with_slash(path: str) -> str:
    return path if path.endswith("/") else path + "/"


def _page_number(target: str, name: str) -> int:
    value = parse_qs(urlsplit(target).query).get(name, ["1"])[0]
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 6 else 1


def _with_validator(response: Response) -> Response:
    if response.status != 200:
        return response
    tag = f'"{blake2b(response.body, digest_size=10).hexdigest()}"'
    return replace(response, headers={**response.headers, "ETag": tag})


def _if_changed(response: Response, request: Mapping[str, str]) -> Response:
    """Return 304 where the client's copy is still good; ``If-None-Match`` goes first (RFC 9110, 13.2.2)."""
    tag = response.headers.get("ETag")
    if tag is None:
        return response
    known = request.get("if-none-match")
    if known is not None:
        is_same = known.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in known.split(",")]
    else:
        is_same = _is_not_newer(response.headers.get("Last-Modified"), request.get("if-modified-since"))
    return Response(304, response.headers, b"") if is_same else response


def _is_not_newer(modified: str | None, since: str | None) -> bool:
    if modified is None or since is None:
        return False
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False  # a date that cannot be read, or has no zone, is as good as none
