"""Run as a script: asks for addresses with the project's downloader settings, prints what came of each.

The task is JSON on stdin: ``urls``, ``site`` (host and port), ``settings``, ``names`` (host -> address).
"""

from __future__ import annotations

import json
import socket
import sys
import time
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

TASK: dict[str, Any] = {}
RESULTS: dict[str, str] = {}


class Fetcher(Spider):
    name = "fetcher"

    def is_own(self, url: str) -> bool:
        host, port = TASK["site"]
        return (urlsplit(url).hostname, urlsplit(url).port) == (host, port)

    async def start(self) -> AsyncIterator[Any]:
        for url in TASK["urls"]:
            yield Request(url, errback=self.failed, cb_kwargs={"asked": url}, dont_filter=True)

    def parse(self, response: Response, **kwargs: Any) -> None:
        RESULTS[kwargs["asked"]] = f"{response.status} {response.text[:60]}"

    def failed(self, failure: Failure) -> None:
        code = getattr(failure.value, "code", None) or type(failure.value).__name__
        RESULTS[failure.request.cb_kwargs["asked"]] = f"{code}: {failure.value}"  # type: ignore[attr-defined]


def main() -> None:
    TASK.update(json.load(sys.stdin))
    names: dict[str, str] = TASK.get("names", {})
    real = socket.gethostbyname
    socket.gethostbyname = lambda name: names.get(name) or real(name)
    settings = Settings()
    settings.setmodule("arnews_crawler.settings", priority="project")
    quick = {"ITEM_PIPELINES": {}, "AUTOTHROTTLE_ENABLED": False, "DOWNLOAD_DELAY": 0, "RETRY_TIMES": 0}
    settings.setdict({"LOG_LEVEL": "ERROR", **quick, **TASK.get("settings", {})}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Fetcher)
    process.crawl(crawler)
    begun = time.monotonic()
    process.start()
    statistics = {key: value for key, value in crawler.stats.get_stats().items() if key.startswith("arnews/")}
    reason = crawler.stats.get_value("finish_reason")
    seconds = time.monotonic() - begun
    answer = {"results": RESULTS, "statistics": statistics, "reason": reason, "seconds": seconds}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
