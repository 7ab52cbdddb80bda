"""A search finds by any spelling and form, ranks, and shows the stored text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.query import parse_query
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.snippets import SNIPPET_WORDS, Highlighter

MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]


def found(corpus: Corpus, query: str, filters: Filters | None = None, **paging: Any) -> list[int]:
    return [hit.id for hit in corpus.search(query, filters, **paging)]


@pytest.mark.parametrize(
    "query",
    ["أحمد", "احمد", "إحمد", "أَحْمَدُ", "أحمـــد", "ﺃﺣﻤﺪ", "مدرسة", "المدرسه", "مدرسه", "١٢", "۱۲", "12"],
)
def test_spelling_makes_no_difference(store: Store, corpus: Corpus, make_article: MakeArticle, query: str) -> None:
    store(make_article(1, headline="زار أحمد المدرسة", body="حضر 12 تلميذًا"), make_article(2, body="آخر"))
    assert found(corpus, query) == [1]


def test_a_form_of_the_word_is_found_behind_the_word_itself(
    store: Store, corpus: Corpus, make_article: MakeArticle
) -> None:
    store(
        make_article(1, headline="والمدرسة بعيدة", body="نص"),
        make_article(2, headline="مدرسة قريبة", body="نص"),
    )
    assert found(corpus, "مدرسة") == [2, 1]
    assert found(corpus, "والمدرسة") == [1, 2]


@pytest.mark.parametrize("query", ["مسيول", "مسؤول", "المسيولين", "جا", "مئة"])
def test_other_spellings_of_hamza_are_found_and_marked(
    store: Store, corpus: Corpus, make_article: MakeArticle, query: str
) -> None:
    store(make_article(1, body="جاء المسئول بعد مائة يوم"))
    (hit,) = corpus.search(query)
    assert len(hit.snippet.spans) == 1


def test_the_headline_counts_more_than_the_body(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(
        make_article(1, headline="خبر", body="انعقدت القمة اليوم في المدينة"),
        make_article(2, headline="القمة", body="انعقد اللقاء اليوم في المدينة"),
    )
    assert found(corpus, "القمة") == [2, 1]


def test_the_teaser_is_searched_too(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(make_article(1, teaser="مقدّمة عن الزيتون"))
    (hit,) = corpus.search("الزيتون")
    assert hit.snippet.marked("[", "]") == "مقدّمة عن [الزيتون]"


def test_all_words_first_then_any(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(
        make_article(1, headline="الزيتون", body="الزيتون " * 30),
        make_article(2, headline="خبر", body="موسم الزيتون والليمون في الجبل " + "وكلمات أخرى " * 40),
        make_article(3, headline="الليمون", body="نص"),
        make_article(4, headline="آخر", body="نص"),
    )
    hits = corpus.search("الزيتون الليمون")
    assert hits[0].id == 2
    assert [hit.has_all for hit in hits] == [True, False, False]
    assert {hit.id for hit in hits} == {1, 2, 3}
    pages = [found(corpus, "الزيتون الليمون", limit=1, offset=offset) for offset in range(4)]
    assert pages == [[hit.id] for hit in hits] + [[]]


def test_phrases_exclusions_alternatives_beginnings_and_fields(
    store: Store, corpus: Corpus, make_article: MakeArticle
) -> None:
    store(
        make_article(1, headline="وقف إطلاق النار", body="هدنة في المدينة"),
        make_article(2, headline="النار والوقف", body="إطلاق مبادرة"),
        make_article(3, headline="بيروتيات", body="وقف إطلاق النار"),
    )
    assert found(corpus, '"إطلاق النار"') == [1, 3]
    assert found(corpus, '"اطلاق النار" -هدنة') == [3]
    assert set(found(corpus, "هدنة OR مبادرة")) == {1, 2}
    assert found(corpus, "بيرو*") == [3]
    assert found(corpus, 'headline:"وقف إطلاق"') == [1]


def test_filters_narrow_a_search(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    for number, (site, section, day) in enumerate(
        [("a.example", "سياسة", "01-31"), ("b.example", "السياسة", "02-01"), ("b.example", "رياضة", "02-28")],
        1,
    ):
        store(
            make_article(
                number,
                url=f"https://{site}/{number}",
                site=site,
                section=section,
                published_at=f"2026-{day}T23:30:00+03:00",
            )
        )
    store(make_article(4, section=None))
    for filters, expected in [
        (Filters(), {1, 2, 3, 4}),
        (Filters(site="www.B.example"), {2, 3}),
        (Filters(section="سياسه"), {1}),
        (Filters(date_from="2026-02"), {2, 3}),
        (Filters(date_to="2026-01-31"), {1}),
        (Filters(date_to="2026-02"), {1, 2, 3}),
        (Filters(date_from="2026-02-01", date_to="2026-02-01"), {2}),
        (Filters(date_from="2027"), set()),
        (Filters(site="b.example", section="رياضة", date_from="2026"), {3}),
    ]:
        assert set(found(corpus, "المكتبة", filters)) == expected
        assert {article.id for article in corpus.articles(filters)} == expected
        assert sum(corpus.statistics(filters).by_site.values()) == len(expected)


@pytest.mark.parametrize("day", ["gestern", "2026-13", "2026-02-32", "2026-2-1", "2026-02-01T00:00", "' OR 1=1"])
def test_what_is_no_day_is_named(day: str) -> None:
    with pytest.raises(ValueError, match="write it as 2026-03-09"):
        Filters(date_from=day)
    with pytest.raises(ValueError, match="write it as"):
        Filters(date_to=day)


def test_duplicates_are_found_once(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(make_article(), make_article(url="https://b.example/1", site="b.example"))
    assert found(corpus, "المكتبة") == [1]


@pytest.mark.parametrize("query", ["", '"', "AND", "a-b", "من:", "(", "x" * 10_000, "ق " * 5000, "\x00", "*"])
def test_no_query_is_an_error(store: Store, corpus: Corpus, make_article: MakeArticle, query: str) -> None:
    store(make_article())
    assert isinstance(corpus.search(query), list)
    assert corpus.search("المكتبة", limit=0) == []
    assert corpus.search("المكتبة", limit=-1, offset=-5) == []


def highlighter(query: str) -> Highlighter:
    return Highlighter(parse_query(query).terms)


def test_a_snippet_marks_the_printed_words(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(make_article(headline="«مُحَمَّد» والمدرسةُ", body="قال مُحَمَّدٌ:\n\nإنّ المدرسةَ بعيدة"))
    (hit,) = corpus.search("محمد مدرسة")
    assert hit.headline.marked("<", ">") == "«<مُحَمَّد>» <والمدرسةُ>"
    assert hit.snippet.marked("<", ">") == "قال <مُحَمَّدٌ>:  إنّ <المدرسةَ> بعيدة"


def test_a_snippet_is_the_piece_with_the_most_words() -> None:
    text = " ".join(["زيتون", *["كلمة"] * 100, "زيتون", "وبعده", "ليمون", *["كلمة"] * 100])
    snippet = highlighter("زيتون ليمون").snippet(text)
    assert snippet.marked("[", "]").count("[") == 2
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert len(snippet.text.split()) == SNIPPET_WORDS
    assert [snippet.text[start:end] for start, end in snippet.spans] == ["زيتون", "ليمون"]


def test_a_snippet_at_either_end_keeps_its_length() -> None:
    first = highlighter("أول").snippet(" ".join(["أول", *["كلمة"] * 100]))
    assert first.text.startswith("أول")
    last = highlighter("آخر").snippet(" ".join([*["كلمة"] * 100, "آخر."]))
    assert last.text.endswith("آخر.")
    assert len(last.text.split()) == SNIPPET_WORDS
    assert highlighter("لا").snippet("").text == ""


def test_a_phrase_is_marked_where_it_stands_only() -> None:
    snippet = highlighter('"إطلاق النار"').snippet("النار بعيدة وإطلاق مبادرة، ثم إطلاق النّار")
    assert snippet.marked("[", "]") == "النار بعيدة وإطلاق مبادرة، ثم [إطلاق] [النّار]"
    assert highlighter('"إطلاق نا*"').highlight("إطلاق").spans == ()


def test_a_beginning_is_marked() -> None:
    assert highlighter("بيرو*").highlight("في بيروت").marked("[", "]") == "في [بيروت]"


def test_highlighting_a_long_text_takes_linear_time() -> None:
    text = "كلمة أخرى طويلة " * 60_000
    snippet = highlighter(" ".join(f"كلمة{n}" for n in range(60)) + " كلمة").snippet(text)
    assert snippet.spans
