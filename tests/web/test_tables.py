"""Datasette's own pages: tables, JSON and SQL are there, and no query reaches what was withheld."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.web.database import guard
from tests.web.conftest import NOW, WITHHELD, Get, article, fill, serving

WAYS_AROUND = (
    "select * from main.articles",
    'select * from "main".articles',
    "select * from [MAIN] . articles",
    "select * from main/**/.articles",
    "with articles as (select * from main.articles) select * from articles",
    "with corpus as (select * from main.revisions) select * from corpus",
    "with urls as (select * from takedowns) select * from urls",
    "select * from takedowns",
    "select * from articles where id = 47",
    "select * from revisions where article_id = 47",
    "select * from urls where url like '%/w'",
    "select term from pragma_table_info('articles')",
    "select quote(block) from articles_fts_data",
    "select quote(sketch) from text_sketches",
    "select quote(key) from text_keys",
    "select * from articles_fts where articles_fts match 'سرنديب'",
    "select * from temp.takedowns",
    "explain select * from main.articles",
)


def rows(get: Get, sql: str) -> list[dict[str, object]]:
    reply = get(f"/news.json?_shape=array&sql={quote(sql, safe='')}")
    found = json.loads(reply.text)
    return found if isinstance(found, list) else []


@pytest.mark.parametrize(
    "path",
    [
        *("/news", "/news/articles", "/news/corpus", "/news/revisions", "/news/runs", "/news/rejects", "/news/urls"),
        *("/news/captures", "/news/sources", "/news/articles/1", "/news/revisions/1,2", "/news/articles.json"),
        *("/news.json", "/news/articles?_facet=site", "/news/articles?site=news.example", "/-/versions.json"),
    ],
)
def test_datasette_s_pages_stay(path: str, get: Get) -> None:
    assert get(path).status == 200


def test_rows_are_had_as_json(get: Get) -> None:
    found = json.loads(get("/news/articles.json?_shape=array&_size=max").text)
    assert len(found) == 47
    assert found[0]["id"] == 1
    assert rows(get, "select count(*) as n from corpus") == [{"n": 46}]
    assert rows(get, "select max(revision) as n from revisions") == [{"n": 2}]


@pytest.mark.parametrize("sql", WAYS_AROUND)
def test_no_query_reaches_what_is_withheld(sql: str, get: Get) -> None:
    assert rows(get, sql) == []
    assert "letter" not in get(f"/news.json?sql={quote(sql, safe='')}").text
    assert WITHHELD not in get(f"/news.json?_shape=array&sql={quote(sql, safe='')}").text.replace(sql, "")


def test_a_view_s_name_for_a_query_s_own_table_opens_nothing(get: Get) -> None:
    assert rows(get, "with x as (select * from articles) select count(*) as n from x") == [{"n": 47}]
    assert rows(get, "select count(*) as n from takedowns") == [{"n": 0}]


@pytest.mark.parametrize("sql", ["delete from articles", "pragma query_only=0", "attach 'x.db' as x", "vacuum"])
def test_nothing_can_be_written(sql: str, web_file: Path, get: Get) -> None:
    before = hashlib.sha256(web_file.read_bytes()).digest()
    assert get(f"/news?sql={quote(sql, safe='')}").status == 400
    assert hashlib.sha256(web_file.read_bytes()).digest() == before


@pytest.mark.parametrize("path", ["/news.db", "/news/takedowns", "/news/text_keys", "/news/articles_fts"])
def test_keys_ledger_and_file_are_not_handed_out(path: str, get: Get) -> None:
    assert get(path).status in (403, 404)


def test_a_table_is_to_be_read_and_the_page_of_a_row_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "long.db"
    with CorpusWriter.open(path) as writer:
        url = "https://news.example/%D8%AE%D8%A8%D8%B1?a=%22%3E"
        writer.add_article(article(1, url=url, body="كلمة " * 300 + "ختام"), fetched_at=NOW)
    with serving(path) as served:
        shown = f'<a href="{url}" rel="noopener noreferrer external">https://news.example/خبر?a=%22%3E</a>'
        assert shown in served.get("/long/articles").text
        assert "ختام" not in served.get("/long/articles").text
        assert "ختام" in served.get("/long/articles/1").text
        assert json.loads(served.get("/long/articles.json?_shape=array").text)[0]["body"].endswith("ختام")


def test_samples_that_a_database_keeps_of_its_keys_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ANALYZE")
        guard(connection)
        with pytest.raises(sqlite3.DatabaseError, match="prohibited"):
            connection.execute("SELECT * FROM sqlite_stat1")


@pytest.mark.parametrize(
    "path",
    [
        *("articles.json?_shape=array&_size=max", "articles.csv?_stream=on", "corpus.json?_shape=array&_size=max"),
        *("revisions.json?_shape=array&_size=max", "articles.json?_facet=headline&_facet_size=max&_shape=object"),
        *("articles?_where=id%3D47", "articles/47", "articles/47.json", "revisions/47,1", "rejects.json?_shape=array"),
    ],
)
def test_what_is_withheld_is_in_no_format(path: str, get: Get) -> None:
    text = get(f"/news/{path}").text
    escaped = WITHHELD.encode("ascii", "backslashreplace").decode()
    assert WITHHELD not in text
    assert escaped not in text
    assert "news.example/w" not in text


def test_no_row_of_a_table_is_of_a_withheld_article(web_file: Path, get: Get) -> None:
    connection = sqlite3.connect(f"file:{web_file}?mode=ro", uri=True)
    try:
        stored = connection.execute("SELECT count(*) FROM urls").fetchone()[0]
    finally:
        connection.close()
    for table in ("articles", "revisions", "urls", "captures", "rejects"):
        text = get(f"/news/{table}.json?_shape=array&_size=max").text
        assert WITHHELD not in text
        assert "news.example/w" not in text
    assert rows(get, "select count(*) as n from urls") == [{"n": stored - 1}]
