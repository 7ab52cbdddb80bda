"""Storing what an ingest read: through the pipelines to the one writer."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from arnews_crawler.article import Article
from arnews_crawler.corpus.records import site_of
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.discovery.urls import UrlRefusedError
from arnews_crawler.operations.ingest_report import IngestReport, PageResult
from arnews_crawler.operations.warc_files import ArchivedPage
from arnews_crawler.operations.warc_pages import canonical_of
from arnews_crawler.text.fold import fold_key
from pipelines.clean import CleanPipeline
from pipelines.deduplicate import DeduplicatePipeline
from pipelines.dropped import RejectedItem, RepeatedItem
from pipelines.validate import SAVED_SCHEMES, ValidatePipeline

_MOST_WAITING: Final = 2_000
"""Articles that are held until the page at their declared address comes."""


class IngestStore:
    """Passes articles through the pipelines to the writer."""

    def __init__(self, writer: CorpusWriter, report: IngestReport) -> None:
        self._writer = writer
        self._report = report
        self._now = datetime.now(UTC)
        self._clean = CleanPipeline()
        self._validate = ValidatePipeline(report, schemes=SAVED_SCHEMES)
        self._deduplicate = DeduplicatePipeline(report)
        self._headlines: dict[str, str] = {}
        self._waiting: dict[str, list[PageResult]] = {}
        self._number_waiting = 0

    def add(self, result: PageResult) -> None:
        """Store what came of a file."""
        if result.page is not None and result.page.same_as:
            self._copy(result.page)
        elif result.article is None:
            self._reject(result)
        elif result.page is not None and result.article.url != result.page.url:
            self._wait(result)
        else:
            self._store(result, result.article)

    def finish(self) -> None:
        """Store what waited in vain for the page at the address that it declares."""
        waiting, self._waiting, self._number_waiting = self._waiting, {}, 0
        for results in waiting.values():
            for result in results:
                assert result.article is not None
                self._store(result, result.article)
                self._writer.add_variant(result.address, result.article.url)

    def _wait(self, result: PageResult) -> None:
        """Hold a page of a WARC file that declares another address: a print or AMP form of the page there.

        That page's text is the article's; this one's stands for it only where the other is not there.
        """
        assert result.article is not None
        assert result.page is not None
        if result.article.url in self._headlines:
            self._writer.add_variant(result.page.url, result.article.url)
            self._report.inc_value("arnews/article/variant")
            return
        self._waiting.setdefault(result.article.url, []).append(result)
        self._number_waiting += 1
        if self._number_waiting > _MOST_WAITING:
            self.finish()

    def _store(self, result: PageResult, article: Article) -> None:
        for other in self._waiting.pop(article.url, ()):
            self._number_waiting -= 1
            self._writer.add_variant(other.address, article.url)
            self._report.inc_value("arnews/article/variant")
        if not article.url or self._is_shared(article):
            article.url = result.address
            article.site = article.site if result.page is None else site_of(result.address)
        try:
            item = self._deduplicate.process_item(self._validate.process_item(self._clean.process_item(article)))
        except RejectedItem as error:
            self._reject(PageResult(result.path, None, error.code, error.detail, result.page))
        except RepeatedItem as error:
            self._writer.add_variant(error.url, error.article_url)
        else:
            if result.page is None:
                self._writer.add_article(item, fetched_at=self._now)
            else:
                self._writer.add_archived(item, fetched_at=result.page.fetched_at)

    def _copy(self, page: ArchivedPage) -> None:
        """Take a copy of another page for one more address of it."""
        self._report.pages -= 1
        with suppress(UrlRefusedError):
            page = canonical_of(page)
            self._writer.add_variant(page.url, page.same_as)

    def _is_shared(self, article: Article) -> bool:
        """Whether a file with another headline named the same address: one template wrote it into both."""
        key = fold_key(article.headline)
        if self._headlines.setdefault(article.url, key) == key:
            return False
        article.warnings.append("canonical_is_shared")
        return True

    def _reject(self, result: PageResult) -> None:
        report = self._report
        report.rejects[result.code] += 1
        report.first_reject = report.first_reject or result
        if result.code == "bug":
            report.first_bug = report.first_bug or result
        self._writer.add_reject(result.address, result.code, result.detail)
