"""The corpus as a table of Arrow, pandas or Polars, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from arnews_crawler.corpus.arrow import arrow_schema, record_batches
from arnews_crawler.corpus.export import columns_of, select_rows
from arnews_crawler.corpus.extras import import_extra
from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.reader import Corpus

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


def read_arrow(corpus: Corpus, filters: Filters, *, revisions: bool) -> pyarrow.Table:
    """Return articles, or all their versions, as an Arrow table.

    :raises MissingExtraError: pyarrow is not installed.
    """
    arrow = import_extra("pyarrow")
    columns = columns_of(corpus, revisions=revisions)
    batches = list(record_batches(select_rows(corpus, filters, revisions=revisions), columns))
    return arrow.Table.from_batches(batches, schema=arrow_schema(columns))


def read_pandas(corpus: Corpus, filters: Filters, *, revisions: bool) -> pandas.DataFrame:
    """Return the same as a DataFrame of pandas; ``evidence`` is a dictionary in each row.

    :raises MissingExtraError: pandas or pyarrow is not installed.
    """
    import_extra("pandas")
    return read_arrow(corpus, filters, revisions=revisions).to_pandas(maps_as_pydicts="strict")


def read_polars(corpus: Corpus, filters: Filters, *, revisions: bool) -> polars.DataFrame:
    """Return the same as a DataFrame of Polars; ``evidence`` is a list of keys and values in each row.

    :raises MissingExtraError: Polars or pyarrow is not installed.
    """
    library = import_extra("polars")
    return cast("polars.DataFrame", library.from_arrow(read_arrow(corpus, filters, revisions=revisions)))
