"""Exports: every row, to the letter, safe to open, in constant memory."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.export import EXPORT_FORMATS, count_rows, export_rows
from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter

MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]


def json_lines(corpus: Corpus, **options: Any) -> list[dict[str, Any]]:
    out = io.BytesIO()
    count = export_rows(corpus, "jsonl", out, **options)
    lines = out.getvalue().decode("utf-8").splitlines()
    assert len(lines) == count
    return [json.loads(line) for line in lines]


def csv_rows(corpus: Corpus, **options: Any) -> list[dict[str, str]]:
    out = io.BytesIO()
    count = export_rows(corpus, "csv", out, **options)
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8"), newline="")))
    assert len(rows) == count
    return rows


def test_json_lines_hold_the_record(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    article = make_article(authors=["سلمى"], evidence={"body": "density"}, warnings=["w"], teaser=None)
    store(article, make_article(2))
    first, _ = json_lines(corpus)
    assert {name: first[name] for name in vars(article)} == vars(article)
    assert first["id"] == 1
    assert "duplicate_of" not in first
    out = io.BytesIO()
    export_rows(corpus, "jsonl", out)
    assert "المكتبة".encode() in out.getvalue(), "Arabic stays readable"


def test_a_line_of_json_is_one_line_for_everybody(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    body = "سطر\u2028آخر\x85ثالث\u2029رابع\n\nخامس \\u2028"
    store(make_article(body=body))
    (row,) = json_lines(corpus)
    assert row["body"] == body


def test_csv_keeps_quotes_commas_and_line_ends(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    body = 'قال: "نعم"، ثم, لا\n\nفقرة; ثانية'
    store(make_article(body=body, authors=["أ", "ب"], teaser=None))
    (row,) = csv_rows(corpus)
    assert row["body"] == body
    assert json.loads(row["authors"]) == ["أ", "ب"]
    assert row["teaser"] == ""


@pytest.mark.parametrize(
    "headline",
    [
        '=HYPERLINK("http://x","y")',
        "+1",
        "-1",
        "@x",
        "\tx",
        "\r=1",
        " =1",
        "\n=1",
        "＝1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_csv_runs_no_formula_and_the_database_keeps_it(
    store: Store, corpus: Corpus, make_article: MakeArticle, headline: str
) -> None:
    store(make_article(headline=headline))
    assert csv_rows(corpus)[0]["headline"] == f"'{headline}"
    assert json_lines(corpus)[0]["headline"] == headline
    assert next(corpus.articles()).headline == headline


def test_revisions_are_exported_with_their_text(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(make_article(body="أوّل"), make_article(2))
    store(make_article(body="ثانٍ"))
    rows = json_lines(corpus, revisions=True)
    assert [(row["article_id"], row["revision"], row["changed"]) for row in rows] == [
        (1, 1, []),
        (1, 2, ["body"]),
        (2, 1, []),
    ]
    assert [row["body"] for row in rows[:2]] == ["أوّل", "ثانٍ"]
    assert rows[0]["url"] == "https://news.example/a/1"
    assert [row["revision"] for row in csv_rows(corpus, revisions=True)] == ["1", "2", "1"]


@pytest.mark.parametrize("revisions", [False, True])
def test_exports_hold_what_a_study_reads(
    store: Store, corpus: Corpus, writer: CorpusWriter, make_article: MakeArticle, revisions: bool
) -> None:
    store(
        make_article(1),
        make_article(1, url="https://b.example/1", site="b.example"),
        make_article(2),
        make_article(3, site="c.example", url="https://c.example/3", published_at="2026-01-01T00:00:00+00:00"),
    )
    writer._connection.execute("UPDATE articles SET withheld = 1 WHERE id = 3")
    ids = [row.get("id", row.get("article_id")) for row in json_lines(corpus, revisions=revisions)]
    assert ids == [1, 4]
    assert count_rows(corpus, revisions=revisions) == 2
    narrow = Filters(site="c.example", date_from="2026-01-01", date_to="2026-01-01")
    assert len(csv_rows(corpus, revisions=revisions, filters=narrow)) == 1
    assert count_rows(corpus, revisions=revisions, filters=narrow) == 1


@pytest.mark.parametrize("fmt", EXPORT_FORMATS)
def test_an_empty_corpus_is_exported(corpus: Corpus, fmt: Any) -> None:
    out = io.BytesIO()
    assert export_rows(corpus, fmt, out) == 0
    assert out.getvalue().startswith({"csv": b"id,url,site,", "jsonl": b"", "parquet": b"PAR1"}[fmt])


def test_an_unknown_format_is_named(corpus: Corpus) -> None:
    with pytest.raises(ValueError, match="jsonl, csv, parquet"):
        export_rows(corpus, "xlsx", io.BytesIO())  # type: ignore[arg-type]


class Nowhere(io.RawIOBase):
    """Counts what it forgets."""

    written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.written += len(data)
        return len(data)


@pytest.mark.parametrize("fmt", ["jsonl", "csv"])
def test_memory_does_not_grow_with_the_rows(store: Store, corpus: Corpus, make_article: MakeArticle, fmt: Any) -> None:
    store(*(make_article(number, body=f"{number} " + "كلمة " * 2000) for number in range(400)))
    out, rows = Nowhere(), 0

    def on_row() -> None:
        nonlocal rows
        rows += 1

    tracemalloc.start()
    export_rows(corpus, fmt, out, on_row=on_row)  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows == 400
    assert out.written > 6_000_000
    assert peak < 1_000_000
