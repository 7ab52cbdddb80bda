"""The crawlers that are compared, each a process of its own: ``python -m benchmarks.crawling.contenders NAME URL DB``.

``fetch_only``: Scrapy tuned to do nothing but fetch; the floor. ``defaults``: Scrapy as it comes, BeautifulSoup, an
insert an item. ``http_cache``: the floor with Scrapy's HTTP cache that obeys RFC 9111. ``trafilatura``: its extraction
over plain downloads, storing nothing. ``arnews``: all of it.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.request import urlopen

NAMES = ("fetch_only", "http_cache", "defaults", "trafilatura", "arnews")
QUICK = {
    "AUTOTHROTTLE_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
}
_FETCH_ONLY = {
    **QUICK,
    "LOG_LEVEL": "ERROR",
    "COOKIES_ENABLED": False,
    "RETRY_ENABLED": False,
    "REDIRECT_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "ROBOTSTXT_OBEY": False,
    "REMOTE_CONTROL_ENABLED": False,
}


def page_urls(base_url: str) -> list[str]:
    """Read a site's sitemaps as plainly as can be."""
    index = urlopen(f"{base_url}sitemap.xml").read().decode()
    return [
        url
        for child in re.findall(r"<loc>([^<]+)</loc>", index)
        for url in re.findall(r"<loc>([^<]+)</loc>", urlopen(child).read().decode())
    ]


def _run_scrapy(base_url: str, settings: dict[str, object], handle: Callable[[Any], None]) -> None:
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess

    class Fetcher(Spider):
        name = "fetcher"

        async def start(self) -> AsyncIterator[Any]:
            for url in page_urls(base_url):
                yield Request(url)

        def parse(self, response: Any, **_: Any) -> None:
            handle(response)

    process = AsyncCrawlerProcess(settings)
    process.crawl(process.create_crawler(Fetcher))
    process.start()


def _drop(_: object) -> None:
    """Do nothing with a page."""


def run_fetch_only(base_url: str, _: Path) -> None:
    """Fetch and drop."""
    _run_scrapy(base_url, _FETCH_ONLY, _drop)


def run_http_cache(base_url: str, db: Path) -> None:
    """Fetch through a cache on the disk."""
    cache = {
        "HTTPCACHE_ENABLED": True,
        "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.RFC2616Policy",
        "HTTPCACHE_DIR": str(db.with_suffix(".cache").absolute()),
    }
    _run_scrapy(base_url, {**_FETCH_ONLY, **cache}, _drop)


def run_defaults(base_url: str, db: Path) -> None:
    """What a first spider looks like."""
    from bs4 import BeautifulSoup

    connection = sqlite3.connect(db)
    connection.execute("CREATE TABLE IF NOT EXISTS pages (url TEXT, headline TEXT, body TEXT)")

    def store(response: Any) -> None:
        soup = BeautifulSoup(response.text, "lxml")
        headline = soup.h1.get_text() if soup.h1 else ""
        body = "\n\n".join(paragraph.get_text() for paragraph in soup.find_all("p"))
        with connection:
            connection.execute("INSERT INTO pages VALUES (?, ?, ?)", (response.url, headline, body))

    _run_scrapy(base_url, {**QUICK, "LOG_LEVEL": "ERROR"}, store)


def run_trafilatura(base_url: str, _: Path) -> None:
    """Extract with trafilatura what plain downloads bring."""
    from trafilatura import extract

    # Its own downloads ask for no address of this machine.
    with ThreadPoolExecutor(8) as pool:
        for page in pool.map(_read, page_urls(base_url)):
            extract(page)


def _read(url: str) -> str:
    return str(urlopen(url, timeout=30).read().decode())


def run_arnews(base_url: str, db: Path) -> None:
    """Crawl with arnews, everything on but the polite pace."""
    from arnews_crawler.cli import main

    settings = [word for name, value in QUICK.items() for word in ("-s", f"{name}={value}")]
    sys.argv = ["arnews", "crawl", "news", "--base-url", base_url, "--allow-private", "--db", str(db), *settings]
    main()


if __name__ == "__main__":
    globals()[f"run_{sys.argv[1]}"](sys.argv[2], Path(sys.argv[3]))
