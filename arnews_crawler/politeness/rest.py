"""What a host asks for by 429, 503 and 403, and what is done about it: rest, ask again, slower, then stop."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from arnews_crawler.politeness.ending import end_as_blocked
from arnews_crawler.politeness.pace import HostPace, pace_of
from arnews_crawler.politeness.refusals import RetryAfterError

logger = logging.getLogger(__name__)

LONGEST_REST: Final = 300.0
"""Seconds; who asks for more is left alone, and the run ends."""
MOST_REFUSALS: Final = 5
"""Refusals in a row (429, or 503 with a Retry-After) after which the run ends."""
_TOLERATED_FORBIDDEN: Final = 2
"""403 in a row that say nothing of the pace: single pages are forbidden at many sites."""
_SLOWEST_FORBIDDEN: Final = 2.0


def parse_retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3); None where it makes no sense.

    >>> now = datetime(2026, 3, 1, tzinfo=UTC)
    >>> parse_retry_after("120", now), parse_retry_after("Sun, 01 Mar 2026 00:00:30 GMT", now)
    (120.0, 30.0)
    >>> [parse_retry_after(value, now) for value in ("-1", "soon", "Sun, 01 Mar 2020 00:00:30 GMT", "")]
    [None, None, None, None]
    """
    value = value.strip()
    if re.fullmatch(r"[0-9]+", value, re.ASCII):
        return float(value[:12])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    return seconds if seconds > 0 else None


def is_refusal(response: Response) -> bool:
    """Whether a host asks for a slower pace."""
    return response.status == 429 or (response.status == 503 and "Retry-After" in response.headers)


def asked_seconds(response: Response) -> float | None:
    """Return for how long a host asks to be left alone; None where it does not say so in a usable way."""
    value = response.headers.get("Retry-After")
    return None if value is None else parse_retry_after(value.decode("latin-1"), _clock(response))


def heed(host: HostPace, response: Response, left_at: float) -> None:
    """Let a host rest as soon as its answer is here: the next request would leave before any middleware runs.

    :param left_at: when the request left (monotonic).
    """
    if is_refusal(response):
        is_news = host.refuse(left_at)
        seconds = asked_seconds(response)
        if seconds is None and is_news:
            host.slow_down()
        host.rest(min(seconds, LONGEST_REST) if seconds is not None else host.pause())
    elif response.status == 403:
        if host.refuse(left_at) and host.refusals > _TOLERATED_FORBIDDEN:
            host.slow_down(_SLOWEST_FORBIDDEN)
    else:
        host.accept()


class RestMiddleware:
    """Asks again after a rest, a bounded number of times; ends the run where that is hopeless.

    Stands before Scrapy's retries, which ask again at once.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._pace = pace_of(crawler)
        self._tries = crawler.settings.getint("RETRY_TIMES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RestMiddleware:
        """Build it as Scrapy does."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Pass an answer on, or the request again where the host asked for a rest.

        :raises RetryAfterError: the rest is longer than the run can wait.
        """
        if not is_refusal(response):
            return response
        name = urlparse_cached(request).hostname or ""
        stats = self._crawler.stats
        stats.inc_value("arnews/rest/count")
        seconds = asked_seconds(response)
        if seconds is None:
            stats.inc_value("arnews/rest/unusable" if "Retry-After" in response.headers else "arnews/rest/unnamed")
        elif seconds > self._longest:
            self._leave(name, seconds)
        else:
            stats.max_value("arnews/rest/longest_seconds", seconds)
        refusals = self._pace.host(name).refusals
        if refusals >= MOST_REFUSALS:
            stats.inc_value("arnews/rest/gave_up")
            detail = f"{name} answered {response.status} {refusals} times in a row, each after a rest"
            end_as_blocked(self._crawler, f"http_{response.status}", detail)
        return self._again(request, response)

    @property
    def _longest(self) -> float:
        left = self._pace.seconds_left
        return LONGEST_REST if left is None else min(LONGEST_REST, left)

    def _leave(self, name: str, seconds: float) -> None:
        self._crawler.stats.inc_value("arnews/rest/too_long")
        detail = f"{name} asks to be left alone for {_length(seconds)}{_until(seconds)}"
        end_as_blocked(self._crawler, RetryAfterError.code, detail)
        raise RetryAfterError(detail)

    def _again(self, request: Request, response: Response) -> Request | Response:
        tries = request.meta.get("rest_times", 0)
        if tries >= self._tries or request.meta.get("dont_retry"):
            request.meta["dont_retry"] = True  # what Scrapy's own retries would ask for at once
            return response
        self._crawler.stats.inc_value("arnews/rest/asked_again")
        again: Request = request.copy()
        again.meta["rest_times"] = tries + 1
        again.dont_filter = True
        return again


def _clock(response: Response) -> datetime:
    """Return the time as the host knows it: its dates are meant by its own clock."""
    try:
        moment = parsedate_to_datetime((response.headers.get("Date") or b"").decode("latin-1"))
        return moment.replace(tzinfo=moment.tzinfo or UTC)
    except (ValueError, OverflowError):
        return datetime.now(UTC)


def _length(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 600 else f"{seconds / 3600:.1f} hours"


def _until(seconds: float) -> str:
    try:
        moment = datetime.now(UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return ""
    return f"; come back after {moment:%Y-%m-%d %H:%M} UTC"
