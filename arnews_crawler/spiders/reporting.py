"""What a spider says of its work: signals for the store, statistics for the outcome."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from arnews_crawler import signals
from arnews_crawler.signals import Traits, Visit
from arnews_crawler.spiders.frontier import Candidate

# Scrapy's and Twisted's exceptions by what they mean to a person who asks why a page is missing.
_FAILURES = {
    "CannotResolveHostError": "unknown_host",
    "DownloadConnectionRefusedError": "connection_refused",
    "DownloadTimeoutError": "timeout",
    "DownloadCancelledError": "too_large",
    "DownloadFailedError": "connection_lost",
    "ResponseDataLossError": "cut_response",
    "ResponseNeverReceived": "connection_lost",
    "UnsupportedURLSchemeError": "not_http",
    "IgnoreRequest": "redirect_loop",
    "ValueError": "bad_redirect",
}


def failure_code(error: BaseException | None) -> str:
    """Return the reject code of a request that brought no page."""
    code = getattr(error, "code", None)
    if isinstance(code, str):
        return code
    if isinstance(error, HttpError):
        return f"http_{error.response.status}"
    return _FAILURES.get(type(error).__name__, "download_failed")


class Reporter:
    """Sends the signals of :mod:`arnews_crawler.signals` and keeps the ``arnews/`` statistics."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    def count(self, name: str, number: int = 1) -> None:
        """Add to a statistic."""
        self._crawler.stats.inc_value(name, number)

    def record(self, name: str, value: str) -> None:
        """Keep a word for the outcome; the first one is kept."""
        if self._crawler.stats.get_value(name) is None:
            self._crawler.stats.set_value(name, value)

    def name(self, statistic: str, value: str) -> None:
        """Add a word to a list of at most five."""
        words = str(self._crawler.stats.get_value(statistic, "")).split()
        if value not in words and len(words) < 5:
            self._crawler.stats.set_value(statistic, " ".join([*words, value]))

    def known_traits(self, site: str) -> Traits | None:
        """Return what is kept of a site from an earlier run."""
        answers = self._crawler.signals.send_catch_log(signals.traits_asked, site=site)
        return next((answer for _, answer in answers if isinstance(answer, dict)), None)  # type: ignore[return-value]

    def learned(self, site: str, version: int, pages: int, text: str) -> None:
        """Tell what was learned of a site."""
        traits = Traits(version=version, pages=pages, learned_at="", text=text)
        self._crawler.signals.send_catch_log(signals.traits_learned, site=site, traits=traits)

    def failed(self, failure: Failure, candidate: Candidate) -> str:
        """Tell why a page could not be had; returns the reject code."""
        code = failure_code(failure.value)
        detail = str(failure.value) or type(failure.value).__name__
        if candidate.found_by in ("home", "start"):
            self.record("arnews/problem", f"{code}: {detail}")
        response = getattr(failure.value, "response", None)
        if isinstance(response, Response):
            self.visited(response, candidate.url, candidate.found_by)
        if code != "robots_forbidden" or candidate.found_by not in ("listing", "related"):
            self.rejected(candidate.url, code, detail)
        return code

    def rejected(self, url: str, code: str, detail: str) -> None:
        """Tell why a page is not stored."""
        self.count(f"arnews/reject/{code}")
        self._crawler.signals.send_catch_log(signals.page_rejected, url=url, code=code, detail=detail)

    def told(self, url: str, teaser: str, rule: str) -> None:
        """Tell a teaser of an article that was handed over before."""
        self.count("arnews/teaser/told_late")
        self._crawler.signals.send_catch_log(signals.teaser_told, url=url, teaser=teaser, rule=rule)

    def visited(self, response: Response, url: str, found_by: str, article_url: str | None = None) -> None:
        """Tell that an address was answered, and which article it held."""
        self._visit(response, response.status, url, found_by, article_url)

    def visited_before(self, status: int, url: str, found_by: str, article_url: str | None) -> None:
        """Tell what an address held that was answered earlier."""
        self._visit(None, status, url, found_by, article_url)

    def _visit(self, response: Response | None, status: int, url: str, found_by: str, article_url: str | None) -> None:
        visit = Visit(
            url=url,
            found_by=found_by,
            status=status,
            etag=_header(response, "ETag"),
            last_modified=_header(response, "Last-Modified"),
            article_url=article_url,
        )
        self._crawler.signals.send_catch_log(signals.url_visited, visit=visit)


def _header(response: Response | None, name: str) -> str | None:
    value = response.headers.get(name) if response is not None else None
    return value.decode("latin-1") if value else None
