"""The progress line is for a terminal alone."""

from __future__ import annotations

import io

import pytest
from scrapy import signals
from scrapy.utils.test import get_crawler

from arnews_crawler.operations import progress as module
from arnews_crawler.operations.progress import Progress, ProgressLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_where_the_crawl_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_INTERVAL", 0)
    stream = Terminal()
    crawler = get_crawler()
    line = ProgressLine(stream)  # Scrapy keeps no receiver alive
    line.watch(crawler)
    for name, number in {
        "response_received_count": 8,
        "item_scraped_count": 4,
        "arnews/reject/stub": 2,
        "arnews/reject/video": 1,
        "scheduler/enqueued": 12,
        "scheduler/dequeued": 9,
    }.items():
        crawler.stats.set_value(name, number)
    crawler.signals.send_catch_log(signals.response_received, spider=None)
    assert stream.getvalue() == "\r4 articles, 9 pages, 3 queued, 3 rejected"
    line.clear()
    assert stream.getvalue().endswith("\r")
    assert stream.getvalue().rsplit("\r", 2)[1].strip() == ""


def test_the_rate_shows_once_it_means_something() -> None:
    assert str(Progress(pages=30, seconds=0.5)) == "0 articles, 30 pages, 0 queued, 0 rejected"
    assert (
        str(Progress(articles=9, pages=30, seconds=20, queued=4))
        == "9 articles, 30 pages (1.5/s), 4 queued, 0 rejected"
    )


def test_a_file_sees_nothing() -> None:
    stream = io.StringIO()
    crawler = get_crawler()
    line = ProgressLine(stream)
    line.watch(crawler)
    crawler.signals.send_catch_log(signals.response_received, spider=None)
    line.clear()
    assert stream.getvalue() == ""
