"""Reading the file: `Corpus` opens it read-only, also while a crawl writes to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

from arnews_crawler.corpus.connection import open_for_reading, open_for_writing
from arnews_crawler.corpus.counts import CountBy, count_matches
from arnews_crawler.corpus.errors import storage_errors
from arnews_crawler.corpus.filters import Filters, Where, combined, register_functions
from arnews_crawler.corpus.ledger import Run, run_from_row
from arnews_crawler.corpus.nearest import nearest
from arnews_crawler.corpus.records import (
    Revision,
    StoredArticle,
    article_from_row,
    revision_from_row,
    site_of,
)
from arnews_crawler.corpus.rejects import Reject
from arnews_crawler.corpus.search import SearchResult, Sort, search_articles
from arnews_crawler.corpus.similar import SimilarArticle, similar_to
from arnews_crawler.corpus.spellings import spellings
from arnews_crawler.corpus.statistics import Statistics, collect_statistics

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_NEAREST_AMONG = 20_000


class Corpus:
    """A corpus file, for reading; a context manager. All methods raise `CorpusError` about the file.

    Where articles are listed or searched, those withheld or duplicates of another are left out, as in the
    view ``corpus``. ``read_only=False`` migrates a file of an older schema first.

    Here ``path`` is a file of three articles:

    >>> with Corpus(path) as corpus:
    ...     [(article.id, article.headline) for article in corpus.articles(section="اقتصاد")]
    ...     [hit.id for hit in corpus.search("المكتبه")]
    ...     [(version.revision, version.changed) for version in corpus.revisions(3)]
    [(1, 'ارتفاع أسعار القمح'), (2, 'أسعار القمح تتراجع')]
    [3]
    [(1, []), (2, ['headline'])]
    """

    def __init__(self, path: str | PathLike[str], read_only: bool = True) -> None:
        self.path = Path(path)
        self.connection = open_for_reading(self.path) if read_only else open_for_writing(self.path)
        """The open file, for queries of your own."""
        self.connection.row_factory = sqlite3.Row
        register_functions(self.connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[sqlite3.Row]:
        """Yield a query's rows as they are read: constant memory, one state of the file throughout."""
        with storage_errors(self.path):
            yield from self.connection.execute(sql, values)

    def search(
        self, query: str, filters: Filters | None = None, *, limit: int = 20, offset: int = 0, sort: Sort = "relevance"
    ) -> SearchResult:
        """Find articles by their words in any spelling and form, best first or last published first; see `parse_query`.

        The result is a list of `SearchHit`, and says whether all that was found could be ranked.
        """
        with storage_errors(self.path):
            wanted = filters or Filters()
            return search_articles(self.connection, query, wanted, limit=limit, offset=offset, sort=sort)

    def counts(self, query: str, by: CountBy, filters: Filters | None = None) -> dict[str, int]:
        """Return how many articles have all words of a query, by ``day``, ``site`` or ``section``."""
        with storage_errors(self.path):
            return count_matches(self.connection, query, by, filters or Filters())

    def similar(self, article_id: int) -> list[SimilarArticle]:
        """Return the articles whose text is nearly the same, the most alike first."""
        with storage_errors(self.path):
            return similar_to(self.connection, article_id)

    def get(self, id_or_url: int | str) -> StoredArticle | None:
        """Return an article by its id or any address it was met at; None if there is none, or withheld."""
        text = str(id_or_url).strip()
        if text.isascii() and text.isdigit():
            return self._one("SELECT * FROM articles WHERE id = ? AND withheld = 0", text)
        by_address = """
            SELECT a.* FROM urls u JOIN articles a ON a.id = u.article_id WHERE u.url = ? AND a.withheld = 0
        """
        for url in spellings(text):
            article = self._one("SELECT * FROM articles WHERE url = ? AND withheld = 0", url)
            article = article or self._one(by_address, url)
            if article is not None:
                return article
        return None

    def articles(self, filters: Filters | None = None, **where: Unpack[Where]) -> Iterator[StoredArticle]:
        """Yield articles in the order in which they were first stored, one at a time.

        >>> with Corpus(path) as corpus:
        ...     [article.id for article in corpus.articles(date_from="2026-03-02", author="سلمي العطار")]
        [2]
        """
        condition, values = combined(filters, where).to_sql()
        listed = f"SELECT id FROM corpus WHERE {condition}"  # noqa: S608 - the values are bound
        query = f"SELECT * FROM articles WHERE id IN ({listed}) ORDER BY id"  # noqa: S608
        for row in self.rows(query, values):
            yield article_from_row(row)

    def revisions(self, article_id: int) -> list[Revision]:
        """Return every version of an article's text, oldest first."""
        query = """
            SELECT r.* FROM revisions r JOIN articles a ON a.id = r.article_id
            WHERE r.article_id = ? AND a.withheld = 0 ORDER BY r.revision
        """
        return [revision_from_row(row) for row in self.rows(query, (article_id,))]

    def addresses(self, article_id: int) -> list[str]:
        """Return every address at which an article was met, its own first."""
        query = """
            SELECT url FROM urls WHERE article_id = ?1
            ORDER BY url <> (SELECT url FROM articles WHERE id = ?1), found_at, url
        """
        return [row["url"] for row in self.rows(query, (article_id,))]

    def nearest_urls(self, url: str, limit: int = 5) -> list[str]:
        """Return addresses of articles that look most like ``url``, those of its site first."""
        query = """
            SELECT u.url FROM urls u JOIN articles a ON a.id = u.article_id
            WHERE a.withheld = 0 AND (u.site = ?1 OR ?1 = '') LIMIT ?2
        """
        site = site_of(url)
        found = [row["url"] for row in self.rows(query, (site, _NEAREST_AMONG))]
        if not found and site:
            found = [row["url"] for row in self.rows(query, ("", _NEAREST_AMONG))]
        return nearest(url, found, limit)

    def nearest_ids(self, article_id: int, limit: int = 3) -> list[int]:
        """Return the ids that are closest to one that does not exist."""
        bounded = max(min(article_id, 2**62), 0)
        query = "SELECT id FROM articles WHERE withheld = 0 ORDER BY abs(id - ?) LIMIT ?"
        return [row["id"] for row in self.rows(query, (bounded, limit))]

    def runs(self, limit: int = 10, spider: str | None = None) -> list[Run]:
        """Return the last runs, newest first; by id, since a clock may go back."""
        query = "SELECT * FROM runs WHERE ?1 IS NULL OR spider = ?1 ORDER BY id DESC LIMIT ?2"
        return [run_from_row(row) for row in self.rows(query, (spider, limit))]

    def rejects(self, *, run_id: int | None = None, code: str | None = None, limit: int = 100) -> list[Reject]:
        """Return what was not stored, newest first."""
        query = """
            SELECT * FROM rejects WHERE (?1 IS NULL OR run_id = ?1) AND (?2 IS NULL OR code = ?2)
            ORDER BY id DESC LIMIT ?3
        """
        return [Reject(**dict(row)) for row in self.rows(query, (run_id, code, limit))]

    def statistics(self, filters: Filters | None = None) -> Statistics:
        """Return the numbers of the file."""
        with storage_errors(self.path):
            return collect_statistics(self.connection, filters or Filters())

    def to_arrow(
        self, filters: Filters | None = None, *, revisions: bool = False, **where: Unpack[Where]
    ) -> pyarrow.Table:
        """Return articles, or all their versions, as a typed table in memory; see `frames`.

        Raises `MissingExtraError`, which says what to install.

        >>> with Corpus(path) as corpus:
        ...     corpus.to_arrow(section="اقتصاد").column("published_on").to_pylist()
        [datetime.date(2026, 3, 1), datetime.date(2026, 3, 2)]
        """
        from arnews_crawler.corpus.frames import read_arrow

        return read_arrow(self, combined(filters, where), revisions=revisions)

    def to_pandas(
        self, filters: Filters | None = None, *, revisions: bool = False, **where: Unpack[Where]
    ) -> pandas.DataFrame:
        """Return the same as a DataFrame of pandas.

        >>> with Corpus(path) as corpus:
        ...     corpus.to_pandas().groupby("section").size().to_dict()
        {'اقتصاد': 2, 'ثقافة': 1}
        """
        from arnews_crawler.corpus.frames import read_pandas

        return read_pandas(self, combined(filters, where), revisions=revisions)

    def to_polars(
        self, filters: Filters | None = None, *, revisions: bool = False, **where: Unpack[Where]
    ) -> polars.DataFrame:
        """Return the same as a DataFrame of Polars.

        >>> with Corpus(path) as corpus:
        ...     corpus.to_polars(revisions=True).get_column("revision").to_list()
        [1, 1, 1, 2]
        """
        from arnews_crawler.corpus.frames import read_polars

        return read_polars(self, combined(filters, where), revisions=revisions)

    def _one(self, query: str, value: Any) -> StoredArticle | None:
        row = next(self.rows(query, (value,)), None)
        return None if row is None else article_from_row(row)
