"""What a search says besides its hits: order by date, windows, counts, authors, and what may have been meant."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arnews_crawler.article import Article
from arnews_crawler.corpus import search
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.query import parse_query
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.snippets import Highlighter
from arnews_crawler.corpus.writer import CorpusWriter

MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]


def ids(corpus: Corpus, query: str, **options: Any) -> list[int]:
    return [hit.id for hit in corpus.search(query, **options)]


@pytest.fixture
def many(store: Store, make_article: MakeArticle) -> None:
    """Nine articles; the words get rarer, the dates go back and forth."""
    store(
        *(
            make_article(
                number,
                headline=f"خبر {number}",
                body="الزيتون " * (1 + number % 3)
                + ("والليمون" if number % 2 else "")
                + (" الرمان" if number == 4 else ""),
                published_at=None if number == 9 else f"2026-03-{1 + number * 5 % 9:02d}T10:00:00+03:00",
                section=None if number == 5 else "زراعة",
                authors=["سميرة قدّورة", "أحمد"] if number < 3 else [],
            )
            for number in range(1, 10)
        )
    )


def test_sorted_by_date_the_last_comes_first_and_no_date_last(many: None, corpus: Corpus) -> None:
    hits = corpus.search("زيتون", sort="date")
    dates = [hit.published_at for hit in hits]
    assert dates[-1] is None
    assert dates[:-1] == sorted(filter(None, dates), reverse=True)
    assert [hit.id for hit in corpus.search("زيتون", sort="date", limit=3, offset=2)] == [hit.id for hit in hits[2:5]]


@pytest.mark.parametrize("window", [1, 3, 5, 100])
def test_pages_follow_each_other_whatever_the_window(
    many: None, corpus: Corpus, monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    monkeypatch.setattr(search, "RANKED_NEWEST", window)
    monkeypatch.setattr(search, "_COMMON", window)
    for query in ("زيتون", "زيتون ليمون", "الرمان والزيتون غريب"):
        everything = ids(corpus, query, limit=50)
        pages = [page for offset in range(0, 12, 2) for page in ids(corpus, query, limit=2, offset=offset)]
        assert pages == everything
        assert len(set(pages)) == len(pages)
    assert sorted(ids(corpus, "زيتون", limit=50)) == list(range(1, 10))
    assert corpus.search("زيتون", sort="date", limit=50) == corpus.search("زيتون", sort="date", limit=50)


def test_what_could_not_all_be_ranked_is_said(many: None, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    assert corpus.search("زيتون").ranked_newest is None
    monkeypatch.setattr(search, "RANKED_NEWEST", 4)
    result = corpus.search("زيتون")
    assert result.ranked_newest == 4
    assert {hit.id for hit in result[:4]} == {6, 7, 8, 9}
    assert [hit.id for hit in result[4:]] == [5, 4, 3, 2, 1]
    assert corpus.search("رمان").ranked_newest is None


def test_any_words_are_found_by_the_rare_ones(many: None, corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_COMMON", 2)
    result = corpus.search("الزيتون الرمان البعيد")
    assert [(hit.id, hit.has_all) for hit in result] == [(4, False)]


def test_related_words_decide_and_find_nothing(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(
        make_article(1, headline="خبر", body="في القرية مدارس جديدة"),
        make_article(2, headline="خبر", body="في القرية أشجار جديدة"),
        make_article(3, headline="خبر", body="مدارس أخرى"),
    )
    assert ids(corpus, "مدرسة القرية") == [1, 2]
    assert ids(corpus, "مدرسة") == []


def test_question_words_weigh_nothing(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(
        make_article(1, headline="من هو", body="من هو ومتى كان في أي مكان من هو"),
        make_article(2, headline="خبر", body="انعقدت القمة أمس"),
    )
    assert ids(corpus, "متى كان انعقاد القمة ومن هو في القمة؟") == [2]
    assert ids(corpus, "من هو") == [1]


def test_counts_are_of_all_that_is_found(many: None, corpus: Corpus) -> None:
    assert corpus.counts("زيتون", "section") == {"زراعة": 8, "": 1}
    assert corpus.counts("زيتون", "site") == {"news.example": 9}
    days = corpus.counts("ليمون", "day")
    assert sum(days.values()) == 5
    assert list(days) == sorted(days)
    assert corpus.counts("زيتون", "site", Filters(date_to="2026-03-02")) == {"news.example": 1}
    assert corpus.counts('"', "day") == {}


def test_an_author_is_found_in_any_spelling(many: None, corpus: Corpus) -> None:
    assert {hit.id for hit in corpus.search("زيتون", Filters(author="سميره قدورة"))} == {1, 2}
    assert {article.id for article in corpus.articles(Filters(author="احمد"))} == {1, 2}
    assert corpus.search("زيتون", Filters(author="سميرة")) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("الزيتةن", "الزيتون"),
        ("الزتون", "الزيتون"),
        ("الزييتون", "الزيتون"),
        ("الزيوتن", "الزيتون"),
        ("خبرالزيتون", "خبر الزيتون"),
        ("xyz", None),
        ("زنجبيل", None),
        ("-الزيتةن", None),
        ('"الزيتةن"', None),
        ("الزيتةن*", None),
    ],
)
def test_what_was_meant_comes_from_the_corpus(many: None, corpus: Corpus, typed: str, meant: str | None) -> None:
    result = corpus.search(typed)
    assert result == []
    assert result.suggestion == meant
    assert meant is None or corpus.search(meant)


def test_what_was_meant_is_spelt_as_printed_and_tells_nothing_of_withheld_articles(
    store: Store, writer: CorpusWriter, corpus: Corpus, make_article: MakeArticle
) -> None:
    store(make_article(1, body="زرنا «المدرسةَ» أمس"))
    assert corpus.search("المدرصة").suggestion == "المدرسةَ"
    writer._connection.execute("UPDATE articles SET withheld = 1")
    assert corpus.search("المدرصة").suggestion is None


def test_what_is_found_needs_no_suggestion(many: None, corpus: Corpus) -> None:
    assert corpus.search("الزيتون").suggestion is None
    assert corpus.search("في").suggestion is None


NASTY = st.text(st.sampled_from("قمةبال\"'*-:()^{}|+ \n\0\x1b\u202eaORANDNEAR«»٣هـء؟%_\\"), max_size=60)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=60), NASTY))
def test_any_query_is_answered(many: None, corpus: Corpus, text: str) -> None:
    assert isinstance(corpus.search(text), list)
    assert isinstance(corpus.search(text, sort="date"), list)
    assert isinstance(corpus.counts(text, "day"), dict)


@pytest.mark.parametrize(
    "query",
    [
        "ق" * 10_000,
        "زيتون " * 2_000,
        "زيتون OR " * 1_500,
        '"' * 10_000,
        "-a " * 3_000,
        "\x00" * 10_000,
        "كلمة؟" * 2_000,
    ],
)
def test_a_query_of_ten_thousand_letters_takes_no_time(many: None, corpus: Corpus, query: str) -> None:
    begun = time.process_time()
    corpus.search(query)
    assert time.process_time() - begun < 5


@given(
    st.lists(st.sampled_from("المدرسةُ ومدرستها مدارس كتابه والكتاب في بيروت".split()), max_size=20),
    st.sampled_from(["مدرسة", "كتاب", "بيروت OR كتاب", '"في بيروت"', "كتا*"]),
)
def test_marks_stand_around_the_words_that_are_found(words: list[str], query: str) -> None:
    terms = parse_query(query).terms
    snippet = Highlighter(terms).highlight(" ".join(words))
    assert all(snippet.text[start:end] in words for start, end in snippet.spans)
    assert "مدارس" not in [snippet.text[start:end] for start, end in snippet.spans]


def test_an_older_index_is_made_anew_by_the_writer_alone(many: None, path: Path) -> None:
    with CorpusWriter.open(path) as writer:
        writer._connection.execute("UPDATE meta SET value = '1' WHERE name = 'normaliser_version'")
        writer._connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
    with Corpus(path) as corpus:
        assert corpus.search("زيتون") == []
    CorpusWriter.open(path).close()
    with Corpus(path) as corpus:
        assert len(corpus.search("زيتون")) == 9
