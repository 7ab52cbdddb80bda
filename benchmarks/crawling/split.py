"""Where a page's CPU goes: ``python -m benchmarks.crawling.split`` times the steps on pages of the benchmark's site."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from arnews_crawler.corpus.keys import article_keys
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.discovery.listings import read_links
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.page_sketch import sketch_page
from arnews_crawler.extraction.trait_learning import learn_traits
from arnews_crawler.loaders import load_article
from benchmarks.crawling.site import Site

_SAMPLE = 12
_KIND = "text/html; charset=utf-8"
_Result = TypeVar("_Result")


class Stopwatch:
    """Adds up the CPU of each step."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def time(self, step: str, work: Callable[..., _Result], *given: object) -> _Result:
        """Do a piece of work and note what it costs."""
        started = time.process_time()
        result = work(*given)
        self.spent[step] = self.spent.get(step, 0.0) + time.process_time() - started
        return result


def split(pages: int) -> dict[str, float]:
    """Return step -> milliseconds of CPU a page."""
    site = Site(pages)
    site.base = b"http://127.0.0.1:1"
    read = []
    for number in range(pages):
        answer = site.respond(f"/news/{number}")
        assert answer is not None
        read.append((f"http://127.0.0.1:1/news/{number}", answer[1]))
    traits = learn_traits(sketch_page(parse_document(body, url, _KIND)) for url, body in read[:_SAMPLE])
    watch, hints = Stopwatch(), PageHints(traits=traits)
    with tempfile.TemporaryDirectory() as folder, CorpusWriter.open(Path(folder) / "corpus.db") as writer:
        for url, body in read:
            document = watch.time("parse", parse_document, body, url, _KIND)
            watch.time("links", read_links, document.tree, document.base_url)
            article = watch.time("extract", load_article, document, hints)
            article.url = url
            watch.time("keys", article_keys, article.headline, article.teaser, article.body)
            watch.time("keys and store", partial(writer.add_article, article, fetched_at=datetime.now(UTC)))
        watch.time("keys and store", writer.flush)
    return {step: seconds / pages * 1000 for step, seconds in watch.spent.items()}


if __name__ == "__main__":
    for name, milliseconds in split(int(sys.argv[1]) if len(sys.argv) > 1 else 1000).items():
        print(f"{name:16} {milliseconds:6.2f} ms a page")
