"""Teasers that a site tells elsewhere than on the page: told late, told again, told no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter

FETCHED = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]
URL = "https://news.example/a/1"
LISTED = "قاعة جديدة للأطفال"
FED = "قاعة للأطفال"
COLUMNS = "url, headline, teaser, body, evidence, content_hash, revision"


@pytest.fixture
def told(make_article: MakeArticle) -> Callable[..., Article]:
    def make(teaser: str | None = None, rule: str = "listing", **values: Any) -> Article:
        evidence = {"headline": "h1", **({"teaser": rule} if teaser else {})}
        return make_article(teaser=teaser, evidence=evidence, **values)

    return make


@pytest.fixture
def run(writer: CorpusWriter) -> Iterator[Callable[[], int]]:
    def start() -> int:
        if writer.run_id is not None:
            writer.finish_run(reason="finished", counts={})
        return writer.start_run("news", {})

    start()
    return start  # type: ignore[return-value]


def row(corpus: Corpus) -> dict[str, Any]:
    (found,) = corpus.rows(f"SELECT {COLUMNS} FROM articles")
    return dict(found)


def revisions(corpus: Corpus) -> list[tuple[int, str | None, list[str]]]:
    return [(one.revision, one.teaser, one.changed) for one in corpus.revisions(1)]


@pytest.mark.parametrize("is_one_batch", [True, False])
def test_a_late_teaser_completes_what_the_same_run_stored(
    writer: CorpusWriter, store: Store, corpus: Corpus, told: Any, run: Any, is_one_batch: bool
) -> None:
    if is_one_batch:
        writer.add_teaser(URL, LISTED, "listing")
        assert store(told()) == BatchOutcome(stored=1)
    else:
        store(told())
        writer.add_teaser(URL, LISTED, "listing")
        assert writer.flush() == BatchOutcome()
    late = row(corpus)
    assert (late["teaser"], late["revision"]) == (LISTED, 1)
    assert revisions(corpus) == [(1, LISTED, [])]
    assert [hit.id for hit in corpus.search("الأطفال")] == [1]
    run()
    assert store(told(LISTED)) == BatchOutcome(unchanged=1)
    assert row(corpus) == late


def test_a_teaser_waits_for_its_article(
    writer: CorpusWriter, store: Store, corpus: Corpus, told: Any, run: Any
) -> None:
    writer.add_teaser(URL, LISTED, "listing")
    writer.add_teaser("https://news.example/rejected", LISTED, "listing")
    writer.flush()
    store(told())
    assert row(corpus)["teaser"] == LISTED
    writer.flush()


def test_of_several_told_the_same_one_stays(
    writer: CorpusWriter, store: Store, corpus: Corpus, told: Any, run: Any
) -> None:
    store(told())
    for teaser, rule in ((LISTED, "listing"), (FED, "feed"), (LISTED + " في المكتبة", "listing"), ("قاعة", "feed")):
        writer.add_teaser(URL, teaser, rule)
        writer.flush()
    assert (row(corpus)["teaser"], revisions(corpus)) == (FED, [(1, FED, [])])
    assert corpus.search("جديدة") == []
    for again in (told(), told(LISTED), told("قاعة", "feed")):
        run()
        assert store(again) == BatchOutcome(unchanged=1)
    assert (row(corpus)["teaser"], '"teaser": "feed"' in row(corpus)["evidence"]) == (FED, True)


def test_a_teaser_told_in_a_later_run_is_a_revision(
    writer: CorpusWriter, store: Store, corpus: Corpus, told: Any, run: Any
) -> None:
    store(told())
    run()
    assert store(told()) == BatchOutcome(unchanged=1)
    writer.add_teaser(URL, LISTED, "listing")
    assert writer.flush() == BatchOutcome(revised=1)
    writer.add_teaser(URL, FED, "feed")
    assert writer.flush() == BatchOutcome()
    assert revisions(corpus) == [(1, None, []), (2, FED, ["teaser"])]


def test_an_edit_is_completed_with_what_changed(
    writer: CorpusWriter, store: Store, corpus: Corpus, told: Any, run: Any
) -> None:
    store(told())
    run()
    writer.add_article(told(body="نصّ محرّر"), fetched_at=FETCHED)
    writer.add_teaser(URL, LISTED, "listing")
    assert writer.flush() == BatchOutcome(revised=1)
    assert revisions(corpus) == [(1, None, []), (2, LISTED, ["teaser", "body"])]


def test_what_the_page_gives_is_better_than_what_is_told(
    writer: CorpusWriter, store: Store, corpus: Corpus, told: Any, run: Any
) -> None:
    store(told("مقدمة الصفحة", "teaser_region"))
    writer.add_teaser(URL, LISTED, "feed")
    writer.flush()
    assert row(corpus)["teaser"] == "مقدمة الصفحة"
    run()
    assert store(told("مقدمة أخرى", "teaser_region")) == BatchOutcome(revised=1)
    assert store(told()) == BatchOutcome(revised=1)  # a page that takes its own teaser back was edited


def test_a_told_teaser_outlives_an_edit_unless_another_is_told_or_it_stands_in_the_body(
    store: Store, corpus: Corpus, told: Any, run: Any
) -> None:
    store(told(LISTED))
    assert store(told(body="نصّ محرّر")) == BatchOutcome(revised=1)
    assert row(corpus)["teaser"] == LISTED
    assert store(told("قاعة", body="نصّ آخر")) == BatchOutcome(revised=1)
    assert row(corpus)["teaser"] == "قاعة"
    assert store(told(body=f"قاعة.\n\n{LISTED}")) == BatchOutcome(revised=1)
    assert row(corpus)["teaser"] is None


def test_a_withheld_article_and_another_address_are_told_nothing(
    writer: CorpusWriter, store: Store, corpus: Corpus, told: Any, run: Any
) -> None:
    store(told(), told(url="https://news.example/print/1"))
    writer.add_teaser("https://news.example/print/1", LISTED, "listing")
    writer.flush()
    assert row(corpus)["teaser"] is None
    writer._connection.execute("UPDATE articles SET withheld = 1")
    writer.add_teaser(URL, LISTED, "listing")
    writer.flush()
    assert row(corpus)["teaser"] is None


def test_the_same_teaser_told_at_another_place_is_no_revision(
    writer: CorpusWriter, store: Store, corpus: Corpus, told: Any, run: Any
) -> None:
    store(told(LISTED))
    for _ in range(2):
        run()
        assert store(told(LISTED)) == BatchOutcome(unchanged=1)
        writer.add_teaser(URL, LISTED, "feed")
        assert writer.flush() == BatchOutcome()
        assert '"teaser": "feed"' in row(corpus)["evidence"]
    run()
    store(told(LISTED))
    assert '"teaser": "feed"' in row(corpus)["evidence"]
    assert revisions(corpus) == [(1, LISTED, [])]
