"""What a spider says of its work: signals for the store, statistics for the outcome."""

from __future__ import annotations

from collections.abc import Iterable

from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from arnews_crawler import signals
from arnews_crawler.article import Article
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

    def number(self, name: str) -> int:
        """Return a statistic; 0 where nothing was counted."""
        return int(self._crawler.stats.get_value(name, 0))

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
        if code == "run_ended":
            return code  # it never left, so it says nothing of the address, which stays due
        detail = str(failure.value) or type(failure.value).__name__
        if candidate.found_by in ("home", "start"):
            self.record("arnews/problem", f"{code}: {detail}")
        if code == "withheld":
            return code  # the ledger says it all
        response = getattr(failure.value, "response", None)
        if isinstance(response, Response):
            self.visited(response, candidate)
        else:
            self.visited_before(candidate, 0)
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

    def visited(
        self,
        response: Response,
        candidate: Candidate,
        *,
        url: str | None = None,
        code: str | None = None,
        article_url: str | None = None,
        is_fruitful: bool = False,
    ) -> None:
        """Tell that an address was answered, what it was, and which article it held.

        :param url: where the answer came from, if not from the candidate's own address.
        :param is_fruitful: it brought something that was not known.
        """
        visit = _visit(candidate, response.status, url or candidate.url, code, article_url, is_fruitful=is_fruitful)
        visit["etag"], visit["last_modified"] = header_of(response, "ETag"), header_of(response, "Last-Modified")
        self._crawler.signals.send_catch_log(signals.url_visited, visit=visit)

    def not_modified(self, response: Response, candidate: Candidate) -> None:
        """Tell that a page says what it said when it was last read."""
        self.count("arnews/page/not_modified")
        if candidate.why == "listing":
            self.count("arnews/listing/not_modified")
        self.visited(response, candidate)

    def visited_before(
        self,
        candidate: Candidate,
        status: int,
        code: str | None = None,
        article_url: str | None = None,
        *,
        url: str | None = None,
    ) -> None:
        """Tell what an address held that was answered earlier; status 0 where it never was."""
        visit = _visit(candidate, status, url or candidate.url, code, article_url, is_fruitful=status != 0)
        self._crawler.signals.send_catch_log(signals.url_visited, visit=visit)

    def found(self, candidates: Iterable[Candidate]) -> None:
        """Tell which addresses are to be asked for."""
        found = [signals.Found(each.url, each.found_by, each.depth) for each in candidates]
        if found:
            self._crawler.signals.send_catch_log(signals.urls_found, found=found)

    def source(self, answer: signals.SourceAnswer) -> None:
        """Tell what a sitemap or feed answered."""
        self._crawler.signals.send_catch_log(signals.source_answered, answer=answer)

    def keep(self, response: Response, url: str, result: Article | str) -> None:
        """Have a page archived.

        :param result: the article that it gave, or the code with which it was refused although it seemed to be one.
        """
        article, code = (None, result) if isinstance(result, str) else (result, None)
        self._crawler.signals.send_catch_log(signals.page_kept, response=response, url=url, code=code, article=article)


def _visit(
    candidate: Candidate, status: int, url: str, code: str | None, article_url: str | None, *, is_fruitful: bool
) -> Visit:
    return Visit(
        url=url,
        found_by=candidate.found_by,
        status=status,
        etag=None,
        last_modified=None,
        article_url=article_url,
        code=code,
        lastmod=candidate.lastmod,
        has_moved=candidate.why == "lastmod",
        is_fruitful=is_fruitful,
    )


def header_of(response: Response, name: str) -> str | None:
    """Return a header of a response as text; None where it has none."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
