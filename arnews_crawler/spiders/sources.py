"""Reading a site's sources: robots.txt, sitemaps, feeds, at declared and at usual places."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from urllib.parse import urljoin

from protego import Protego
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from arnews_crawler.discovery.announcement import Announcement
from arnews_crawler.discovery.feeds import Feed, parse_feed
from arnews_crawler.discovery.site_index import (
    PAGE_SIZE,
    is_post_list,
    next_posts_address,
    parse_post_list,
    posts_address,
)
from arnews_crawler.discovery.sitemaps import Sitemap, parse_sitemap
from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize
from arnews_crawler.discovery.xml_stream import BrokenSourceError
from arnews_crawler.signals import SourceAnswer
from arnews_crawler.spiders.announcements import Heard
from arnews_crawler.spiders.reporting import Reporter, failure_code, header_of
from arnews_crawler.spiders.source_memory import Child, SourceMemory
from arnews_crawler.spiders.source_places import usual_places

MAX_DEPTH = 5
"""Levels of sitemap indexes; the protocol knows one, some systems write two."""
MAX_FILES = 2000
PRIORITY = 1000
_NOT_MODIFIED = 304
_NOTHING_THERE = ("http_4", "html_instead", "no_", "not_")


class SourceReader:
    """Asks for sources, each once, and hands on what they announce.

    A place that the site itself names must hold what it says: a page of HTML there is a broken source and is
    reported. At a usual place that nobody named it means that nothing is there.
    """

    def __init__(
        self,
        report: Reporter,
        announce: Callable[[Iterable[Announcement]], Heard],
        is_own: Callable[[str], bool],
        memory: SourceMemory,
    ) -> None:
        self._report = report
        self._announce = announce
        self._is_own = is_own
        self._memory = memory
        self._base_url = ""
        self._asked: set[str] = set()
        self._named: set[str] = set()
        self._absent: dict[str, str] = {}

    def start(self, base_url: str, declared: Iterable[str] = ()) -> Iterator[Request]:
        """Yield the requests that begin a site: robots.txt and what its spider declares."""
        self._base_url = base_url
        robots = urljoin(base_url, "/robots.txt")
        yield Request(robots, self.parse_robots, errback=self.failed_robots, priority=PRIORITY + 1)
        yield from self.ask(urljoin(base_url, place) for place in declared)

    def ask(self, urls: Iterable[str]) -> Iterator[Request]:
        """Yield requests for sources that the site names."""
        for url in urls:
            yield from self._ask(url, is_named=True)

    def ask_by_turns(self, feeds: Iterable[str]) -> Iterator[Request]:
        """Yield requests for feeds that a listing or an article names: of those that are known some in each run.

        One of them may be empty or gone: many systems name a feed of comments in each article.
        """
        for url in feeds:
            if url not in self._asked and self._memory.may_have_news(url):
                yield from self._ask(url, is_named=False)

    def ask_site_index(self, root: str) -> Iterator[Request]:
        """Yield the request for the listing of posts that a site's system offers."""
        url = canonicalize(posts_address(root))
        if self._memory.may_be_at(url):
            yield from self._ask(url, is_named=False)

    def parse_robots(self, response: Response) -> Iterator[Request]:
        """Follow the Sitemap lines, then look at the usual places."""
        self._report.count("arnews/source/robots")
        lines = Protego.parse(response.body[: 512 * 1024].decode("utf-8", "replace")).sitemaps
        yield from self.ask(urljoin(response.url, line.strip()) for line in lines)
        yield from self._usual_places()

    def failed_robots(self, failure: Failure) -> Iterator[Request]:
        """No robots.txt forbids nothing; one that cannot be read forbids all."""
        code = failure_code(failure.value)
        self._report.count(f"arnews/source/robots_{code}")
        if code.startswith("http_4"):
            yield from self._usual_places()
        else:
            self._report.record("arnews/problem", f"{code}: {failure.value}")

    def parse_source(self, response: Response, url: str, depth: int, lastmod: str | None = None) -> Iterator[Request]:
        """Read a sitemap or a feed: what it is shows in it, not in its address.

        One that has no news says what it said before.
        """
        is_unchanged = response.status == _NOT_MODIFIED
        body = (self._memory.copy_of(url) or b"") if is_unchanged else response.body
        if is_unchanged:
            self._report.count("arnews/source/not_modified")
        try:
            kind, is_whole = yield from self._read(body, response.url, depth)
        except BrokenSourceError as error:
            self._no_source(url, error.code)
            return
        self._report.source(
            SourceAnswer(
                url=url,
                kind=kind,
                lastmod=lastmod,
                etag=header_of(response, "ETag"),
                last_modified=header_of(response, "Last-Modified"),
                body=None if is_unchanged else body,
                is_whole=is_whole,
            )
        )

    def read_page(self, response: Response) -> Iterator[Request]:
        """Read a feed or sitemap that pages link to as if it were a page."""
        try:
            yield from self._read(response.body, response.url, 0)
        except BrokenSourceError as error:
            self._report.rejected(response.url, f"source_{error.code}", "reached as a page")

    def _read(self, body: bytes, url: str, depth: int) -> Generator[Request, None, tuple[str, bool]]:
        """Hand on what a sitemap or feed announces; yield requests for the sitemaps that an index names.

        Returns what it is, and whether all that it names is remembered.

        :raises BrokenSourceError: it is neither.
        """
        if is_post_list(body):
            heard = self._found("site_index", url, posts := parse_post_list(body, url))
            goes_on = len(posts.pages) >= PAGE_SIZE and (heard.is_fresh or not self._memory.is_incremental)
            if goes_on and len(self._asked) < MAX_FILES:
                yield from self._ask(next_posts_address(url), is_named=False)
            return "site_index", heard.is_whole
        try:
            sitemap = parse_sitemap(body)
        except BrokenSourceError as error:
            if error.code != "no_sitemap":
                raise
            feed = parse_feed(body, url)
            if feed.comments:
                self._report.count("arnews/announced/comment", feed.comments)
            return "feed", self._found("feed", url, feed).is_whole
        is_whole = self._found("sitemap", url, sitemap).is_whole
        children = self._memory.choose([Child(_canonical(child), lastmod) for child, lastmod in sitemap.sitemaps])
        for child in children:
            if depth >= MAX_DEPTH or len(self._asked) >= MAX_FILES:
                self._report.count("arnews/refused/sitemap_bound")
                is_whole = False
                break
            yield from self._ask(child.url, is_named=True, depth=depth + 1, lastmod=child.lastmod)
        return "index" if sitemap.sitemaps else "sitemap", is_whole

    def failed_source(self, failure: Failure) -> None:
        """A source that cannot be had is reported if the site names it; a usual place may be empty."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._no_source(request.cb_kwargs["url"], failure_code(failure.value))

    def _usual_places(self) -> Iterator[Request]:
        for url in usual_places(self._base_url):
            if self._memory.may_be_at(url):
                yield from self._ask(url, is_named=False)

    def _ask(self, url: str, *, is_named: bool, depth: int = 0, lastmod: str | None = None) -> Iterator[Request]:
        try:
            url = canonicalize(url)
        except UrlRefusedError as refusal:
            self._report.rejected(url[:2000], refusal.code, "named as a sitemap or feed")
            return
        if is_named:
            self._named.add(url)
        if url in self._asked:
            if is_named and (code := self._absent.pop(url, None)):
                self._no_source(url, code)
            return
        self._asked.add(url)
        if not self._is_own(url):
            self._report.count("arnews/refused/offsite")
            return
        copy = self._memory.fresh_copy(url)
        if copy is not None:
            with suppress(BrokenSourceError):
                yield from self._read(copy, url, depth)
            return
        yield Request(
            url,
            self.parse_source,
            errback=self.failed_source,
            headers=self._memory.validators(url),
            meta={"handle_httpstatus_list": [_NOT_MODIFIED]},
            priority=PRIORITY - depth,
            cb_kwargs={"url": url, "depth": depth, "lastmod": lastmod},
        )

    def _found(self, kind: str, url: str, said: Feed | Sitemap) -> Heard:
        self._report.count(f"arnews/source/{kind}")
        self._report.count(f"arnews/announced/{kind}", len(said.pages))
        if said.is_cut:
            self._report.rejected(url, "source_cut", "it breaks off; its last entry was dropped")
        for refusal in said.refused:
            self._report.rejected(refusal.url[:2000], refusal.code, f"named by {url}")
        return self._announce(said.pages)

    def _no_source(self, url: str, code: str) -> None:
        if url not in self._named:
            self._absent[url] = code
            if code.startswith(_NOTHING_THERE):
                self._remember(url, "absent")
            return
        if code in ("robots_forbidden", "redirect_loop"):
            self._report.count(f"arnews/source/{code}")
            return
        self._remember(url, "broken")
        self._report.name("arnews/source/broken_urls", url)
        self._report.count("arnews/source/broken")
        self._report.rejected(url, f"source_{code}", "named as a sitemap or feed")

    def _remember(self, url: str, kind: str) -> None:
        self._report.source(
            SourceAnswer(url=url, kind=kind, lastmod=None, etag=None, last_modified=None, body=None, is_whole=True)
        )


def _canonical(url: str) -> str:
    """An address as it is remembered by; one that no crawl may follow stays as it is and is refused when asked for."""
    try:
        return canonicalize(url)
    except UrlRefusedError:
        return url
