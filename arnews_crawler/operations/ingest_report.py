"""What an ingest came to: one result a page, and the numbers of all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from arnews_crawler.article import Article
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.warc_files import ArchivedPage


class PageResult(NamedTuple):
    """What came of one page: its article, or why there is none."""

    path: Path
    article: Article | None
    code: str = ""
    detail: str = ""
    page: ArchivedPage | None = None
    """Where it lay, in a WARC file; without its body."""

    @property
    def address(self) -> str:
        """What it is known by where its article has no believable address."""
        return file_address(self.path) if self.page is None else self.page.url


@dataclass
class IngestReport:
    """What an ingest did."""

    files: int = 0
    pages: int = 0
    """Pages in them: a file is one, or a WARC file with any number."""
    skipped: Counter[str] = field(default_factory=Counter)
    """Answers in WARC files that are no pages: ``not_html``, ``http_404``, ``robots_txt``, ``revisit``."""
    damaged: list[str] = field(default_factory=list)
    """WARC files that could not be read to their end, and why."""
    counts: Counter[str] = field(default_factory=Counter)
    """``stored``, ``revised``, ``unchanged``, ``variant``: articles by what the database made of them."""
    rejects: Counter[str] = field(default_factory=Counter)
    """Code -> pages that were not stored."""
    first_reject: PageResult | None = None
    first_bug: PageResult | None = None
    is_interrupted: bool = False

    @property
    def rejected(self) -> int:
        """Pages that were not stored."""
        return self.rejects.total()

    @property
    def exit_code(self) -> ExitCode:
        """How the run ended: not well where nothing at all could be stored, or not all could be read."""
        if self.first_bug is not None:
            return ExitCode.BUG
        if self.is_interrupted:
            return ExitCode.INTERRUPTED
        return ExitCode.UNHEALTHY if self.damaged or self.rejected == self.pages else ExitCode.OK

    def inc_value(self, key: str, count: int = 1, start: int = 0) -> None:  # noqa: ARG002 - Scrapy's signature
        """Take the pipelines' counts; rejects are counted here with those of the pages."""
        if key == "arnews/article/variant":
            self.counts["variant"] += count


def file_address(path: Path) -> str:
    """Return the address of a file: ``file:///`` and its absolute path, percent-encoded."""
    return path.resolve().as_uri()
