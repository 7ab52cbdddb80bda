"""One page of the archive read a second time: what comes of it, compared with what is stored."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from arnews_crawler.article import Article
from arnews_crawler.corpus.archive_batch import Rereading
from arnews_crawler.corpus.archive_reader import LostCaptureError, read_capture
from arnews_crawler.corpus.archive_subjects import SourcedCapture, Subject, is_newer, sourced_capture
from arnews_crawler.corpus.records import StoredArticle, article_from_row
from arnews_crawler.corpus.site_traits import read_traits
from arnews_crawler.corpus.takedowns import is_withheld
from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.operations.differences import Difference, find_differences, values_of
from arnews_crawler.operations.rereading import Guess, Rereader
from pipelines.clean import CleanPipeline
from pipelines.counting import Counts
from pipelines.dropped import RejectedItem
from pipelines.validate import ValidatePipeline

_DECIDED_ELSEWHERE: Final = frozenset(
    {
        "house_page",
        "redirected_home",
        "soft_404",
        "captcha",
        "cut_response",
        "clipped_response",
        "bad_encoding",
        "too_large",
        "bad_headers",
    }
)
"""Why a page was refused by what the crawl knew besides its bytes: reading them again decides nothing."""


@dataclass(frozen=True)
class Change:
    """What came of one page."""

    url: str
    outcome: str
    """``revised``, ``stored``, ``refused`` (an article now, not one by today's rules), ``lost`` (its record)."""
    article_id: int | None = None
    differences: tuple[Difference, ...] = ()
    code: str = ""
    detail: str = ""
    rereading: Rereading | None = None
    """What to write."""


class SecondReading:
    """Reads pages again, and writes nothing."""

    def __init__(self, connection: sqlite3.Connection, folder: Path, counts: Counts) -> None:
        self._connection = connection
        self._folder = folder
        self._reader = Rereader(lambda site: read_traits(connection, site))
        self._clean = CleanPipeline()
        self._validate = ValidatePipeline(counts)

    def read(self, subject: Subject) -> Change:
        """Read what a subject has to be read of."""
        article = self._article(subject.article_id)
        if (article is not None and article["withheld"]) or is_withheld(self._connection, subject.url):
            return Change(subject.url, "withheld", subject.article_id)
        change = Change(subject.url, "unchanged", subject.article_id)
        if subject.refused is not None:
            change = self._read_refused(subject, article, subject.refused)
            if change.outcome != "still_refused":
                return change
        if article is not None and subject.newest is not None:
            return self._read_stored(subject, article, subject.newest)
        return change

    def _read_refused(self, subject: Subject, article: sqlite3.Row | None, capture_id: int) -> Change:
        """Read a page that was refused; where an article is stored of an earlier look, this is a later one."""
        if subject.code in _DECIDED_ELSEWHERE:
            return Change(subject.url, "still_refused", subject.article_id, code=subject.code or "")
        taken = sourced_capture(self._connection, capture_id)
        stored = article_from_row(article) if article is not None else None
        try:
            read = self._extract(taken, stored)
        except (ExtractionError, RejectedItem) as error:
            return Change(subject.url, "still_refused", subject.article_id, code=error.code, detail=error.detail)
        except LostCaptureError as error:
            return Change(subject.url, "lost", subject.article_id, code=error.code, detail=error.detail)
        if article is not None and stored is not None:
            return self._compare(subject, article, taken, read, is_only_look=False)
        reading = Rereading(capture_id, article=read, seen_at=taken.capture.fetched_at)
        return Change(subject.url, "stored", code=subject.code or "", detail=read.headline, rereading=reading)

    def _read_stored(self, subject: Subject, article: sqlite3.Row, capture_id: int) -> Change:
        taken = sourced_capture(self._connection, capture_id)
        if is_newer(self._connection, article, taken):
            return Change(subject.url, "newer", subject.article_id)
        try:
            read = self._extract(taken, article_from_row(article))
        except (ExtractionError, RejectedItem) as error:
            return Change(article["url"], "refused", article["id"], code=error.code, detail=error.detail)
        except LostCaptureError as error:
            return Change(article["url"], "lost", article["id"], code=error.code, detail=error.detail)
        return self._compare(subject, article, taken, read, is_only_look=subject.number == 1)

    def _compare(
        self, subject: Subject, article: sqlite3.Row, taken: SourcedCapture, read: Article, *, is_only_look: bool
    ) -> Change:
        stored = article_from_row(article)
        differences = find_differences(stored, read, is_only_look=is_only_look)
        if differences and not is_only_look:
            differences = self._without_later_dates(subject, stored, read, differences)
        for guess in (Guess.CLOCK, Guess.ANNOUNCED):
            if differences and (guess is Guess.CLOCK or self._has_feeds(stored)):
                differences = self._without_guessed(taken, stored, differences, guess)
        if not differences:
            return Change(stored.url, "unchanged", stored.id)
        reading = Rereading(taken.id, stored.id, stored.revision, values_of(read, differences, stored))
        return Change(stored.url, "revised", stored.id, tuple(differences), rereading=reading)

    def _without_later_dates(
        self, subject: Subject, stored: StoredArticle, read: Article, differences: list[Difference]
    ) -> list[Difference]:
        """The date of publication is that of the first look: read there, it may be as it is stored."""
        if subject.first is None or not any(each.field == "published_at" for each in differences):
            return differences
        others = [each for each in differences if each.field != "published_at"]
        try:
            first = self._extract(sourced_capture(self._connection, subject.first), stored)
        except (ExtractionError, RejectedItem, LostCaptureError):
            return others
        for name in ("published_at", "published_raw", "published_precision"):
            setattr(read, name, getattr(first, name))
        again = find_differences(stored, read, is_only_look=False)
        return [each for each in again if each in others or each.field == "published_at"]

    def _without_guessed(
        self, taken: SourcedCapture, stored: StoredArticle, differences: list[Difference], guess: Guess
    ) -> list[Difference]:
        """Leave out what today's rules give as it is stored, by the same rule, if the site said a thing elsewhere.

        It may have said it in a feed, which leaves no trace in the article; without it the same rules choose otherwise.
        """
        try:
            guessed = self._extract(taken, stored, guess)
        except (ExtractionError, RejectedItem, LostCaptureError):
            return differences
        still = {each.field for each in find_differences(stored, guessed, is_only_look=False)}
        return [
            each
            for each in differences
            if each.field in still or guessed.evidence.get(each.field) != stored.evidence.get(each.field)
        ]

    def _has_feeds(self, stored: StoredArticle) -> bool:
        query = "SELECT 1 FROM sources WHERE kind = 'feed' AND site = ? LIMIT 1"
        return self._connection.execute(query, (stored.site,)).fetchone() is not None

    def _extract(self, taken: SourcedCapture, stored: StoredArticle | None, guess: Guess = Guess.NOTHING) -> Article:
        response = read_capture(self._folder, taken.capture)
        article = self._reader.read(taken, response, stored, guess)
        cleaned: Article = self._validate.process_item(self._clean.process_item(article))
        return cleaned

    def _article(self, article_id: int | None) -> sqlite3.Row | None:
        query = "SELECT * FROM articles WHERE id = ?"
        row: sqlite3.Row | None = self._connection.execute(query, (article_id,)).fetchone()
        return row
