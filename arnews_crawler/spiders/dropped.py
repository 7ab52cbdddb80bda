"""Redirects to what the run asks for anyway: Scrapy drops them as asked twice, and nobody would hear of the address."""

from __future__ import annotations

from contextlib import suppress

from scrapy import Request

from arnews_crawler.discovery.canonical import is_home
from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize
from arnews_crawler.spiders.frontier import Candidate
from arnews_crawler.spiders.reporting import Reporter

_MOVED = 301


def note_dropped(request: Request, report: Reporter) -> None:
    """Tell where an address led, if a request was dropped that it was redirected to.

    An article's address that leads to the front page is a page that is not there; another one is one more address of
    whatever stands where it leads to. What is not told stays due, and would be asked for in every run to come.
    """
    candidate = request.cb_kwargs.get("candidate")
    if not isinstance(candidate, Candidate) or not request.meta.get("redirect_urls"):
        return
    with suppress(UrlRefusedError):
        url = canonicalize(request.url)
        if url == candidate.url:
            return
        if is_home(url):
            report.visited_before(candidate, 200, "redirected_home")
            report.rejected(candidate.url, "redirected_home", url)
        else:
            report.visited_before(candidate, _MOVED, "moved", url)
