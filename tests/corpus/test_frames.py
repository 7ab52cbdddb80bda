"""Tables in memory: typed, narrowed by filters, with a clear word where a library is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from arnews_crawler import Corpus
from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.extras import MissingExtraError
from arnews_crawler.corpus.filters import Filters

pytest.importorskip("pyarrow")

MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]


@pytest.fixture
def filled(store: Store, corpus: Corpus, make_article: MakeArticle) -> Corpus:
    fields = {"published_at": "2026-03-02T01:30:00+03:00", "authors": ["سلمى", "أحمد"], "evidence": {"body": "density"}}
    store(make_article(1, **fields), make_article(2, section="اقتصاد"), make_article(3))
    store(make_article(3, headline="عنوان آخر"))
    return corpus


def test_pandas_has_types_and_python_s_own_values(filled: Corpus) -> None:
    pytest.importorskip("pandas")
    frame = filled.to_pandas()
    assert list(frame["id"]) == [1, 2, 3]
    assert frame["published_at"][0].to_pydatetime() == datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    assert str(frame["published_at"].dt.tz) == "UTC"
    assert list(frame["authors"][0]) == ["سلمى", "أحمد"]
    assert frame["evidence"][0] == {"body": "density"}
    assert frame.explode("authors")["authors"].dropna().tolist() == ["سلمى", "أحمد"]
    assert list(filled.to_pandas(revisions=True)["revision"]) == [1, 1, 1, 2]


def test_polars_has_types(filled: Corpus) -> None:
    polars = pytest.importorskip("polars")
    frame = filled.to_polars()
    assert frame.schema["published_at"] == polars.Datetime("us", "UTC")
    assert frame.schema["authors"] == polars.List(polars.String)
    assert frame["authors"].to_list() == [["سلمى", "أحمد"], [], []]


@pytest.mark.parametrize("name", ["to_arrow", "to_pandas", "to_polars"])
def test_filters_narrow_it_as_keywords_and_as_an_object(filled: Corpus, name: str) -> None:
    pytest.importorskip(name.removeprefix("to_").replace("arrow", "pyarrow"))
    read = getattr(filled, name)
    assert len(read(section="إقتصاد")) == 1
    assert len(read(Filters(section="اقتصاد"))) == 1
    assert len(read(Filters(section="اقتصاد"), date_from="2026")) == 0
    assert len(read(query="headline:المكتبه")) == 2
    assert len(read(site="none.example", revisions=True)) == 0
    with pytest.raises(TypeError):
        read(sites="none.example")


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("to_arrow", "pyarrow", "parquet"),
        ("to_pandas", "pandas", "pandas"),
        ("to_polars", "polars", "polars"),
        ("to_polars", "pyarrow", "parquet"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(
    filled: Corpus, name: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if module != name.removeprefix("to_"):
        pytest.importorskip(name.removeprefix("to_").replace("arrow", "pyarrow"))
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'arnews\[{extra}\]'") as caught:
        getattr(filled, name)()
    assert caught.value.extra == extra
    assert isinstance(caught.value, ImportError)


def test_articles_take_filters_as_keywords(filled: Corpus) -> None:
    where: Any = {"author": "احمد"}
    assert [article.id for article in filled.articles(**where)] == [1]
    assert [article.id for article in filled.articles(Filters(author="أحمد"), query="المكتبة")] == [1]
    with pytest.raises(ValueError, match="not a day"):
        list(filled.articles(date_from="yesterday"))
