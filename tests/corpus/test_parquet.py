"""Parquet: typed columns, moments with their zone, lists as lists, as real programs read them."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.export import export_rows
from arnews_crawler.corpus.extras import MissingExtraError, import_extra
from arnews_crawler.corpus.reader import Corpus

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]


def write(corpus: Corpus, path: Path, **options: Any) -> Path:
    with path.open("wb") as out:
        export_rows(corpus, "parquet", out, **options)
    return path


@pytest.fixture
def file(store: Store, corpus: Corpus, make_article: MakeArticle, tmp_path: Path) -> Path:
    store(
        make_article(
            authors=["سلمى", 'قال "لا"'],
            published_at="2026-03-02T01:30:00+03:00",
            evidence={"body": "density"},
            warnings=["teaser_is_excerpt"],
            teaser=None,
        ),
        make_article(2, headline="=1+1\u2028 ثانٍ"),
    )
    return write(corpus, tmp_path / "corpus.parquet")


def test_columns_have_types_and_values_are_as_stored(file: Path, corpus: Corpus) -> None:
    table = parquet.read_table(file)
    moment = arrow.timestamp("us", tz="UTC")
    types = {name: table.schema.field(name).type for name in table.schema.names}
    assert types["id"] == types["revision"] == arrow.int64()
    assert types["authors"] == types["tags"] == types["warnings"] == arrow.list_(arrow.string())
    assert types["evidence"] == arrow.map_(arrow.string(), arrow.string())
    assert types["published_at"] == types["first_seen_at"] == types["gone_at"] == moment
    assert types["published_on"] == arrow.date32()
    first, second = table.to_pylist()
    assert first["published_at"] == datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    assert first["published_on"] == date(2026, 3, 2), "the day that the site printed"
    assert first["authors"] == ["سلمى", 'قال "لا"']
    assert dict(first["evidence"]) == {"body": "density"}
    assert (first["teaser"], first["gone_at"], second["published_at"], second["published_on"]) == (None,) * 4
    assert second["headline"] == "=1+1\u2028 ثانٍ"
    articles = list(corpus.articles())
    assert [row["body"] for row in (first, second)] == [article.body for article in articles]


def test_duckdb_reads_it(file: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        query = f"SELECT id, published_on, len(authors), authors[1], evidence['body'] FROM '{file}' ORDER BY id"
        rows = connection.execute(query).fetchall()
        kind = connection.execute(f"SELECT typeof(published_at) FROM '{file}' LIMIT 1").fetchone()
    assert [row[:4] for row in rows] == [(1, date(2026, 3, 2), 2, "سلمى"), (2, None, 0, None)]
    assert "density" in str(rows[0][4])
    assert kind == ("TIMESTAMP WITH TIME ZONE",)


def test_pandas_and_polars_read_it(file: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(file)
    assert str(frame["published_at"].dt.tz) == "UTC"
    assert list(frame["authors"][0]) == ["سلمى", 'قال "لا"']
    polars = pytest.importorskip("polars")
    assert polars.read_parquet(file)["authors"].to_list() == [["سلمى", 'قال "لا"'], []]


def test_revisions_are_typed_too(store: Store, corpus: Corpus, make_article: MakeArticle, tmp_path: Path) -> None:
    store(make_article(body="أوّل"))
    store(make_article(body="ثانٍ"))
    rows = parquet.read_table(write(corpus, tmp_path / "r.parquet", revisions=True)).to_pylist()
    assert [(row["article_id"], row["revision"], row["changed"], row["body"]) for row in rows] == [
        (1, 1, [], "أوّل"),
        (1, 2, ["body"], "ثانٍ"),
    ]
    assert rows[0]["seen_at"].tzinfo is not None


def test_rows_are_written_in_groups(store: Store, corpus: Corpus, make_article: MakeArticle, tmp_path: Path) -> None:
    store(*(make_article(number) for number in range(2_300)))
    file = parquet.ParquetFile(write(corpus, tmp_path / "many.parquet"))
    sizes = [file.metadata.row_group(number).num_rows for number in range(file.metadata.num_row_groups)]
    assert sizes == [1_000, 1_000, 300]
    assert file.read().column("id").to_pylist() == list(range(1, 2_301))


def test_the_same_corpus_gives_the_same_bytes(file: Path, corpus: Corpus, tmp_path: Path) -> None:
    assert write(corpus, tmp_path / "again.parquet").read_bytes() == file.read_bytes()


def test_a_missing_library_says_what_to_install(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'arnews\[parquet\]'"):
        export_rows(corpus, "parquet", io.BytesIO())


def test_a_library_that_is_broken_itself_is_no_missing_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "polars.py").write_text("import nowhere_to_be_found\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "polars", raising=False)
    with pytest.raises(ModuleNotFoundError, match="nowhere_to_be_found") as caught:
        import_extra("polars")
    assert not isinstance(caught.value, MissingExtraError)
