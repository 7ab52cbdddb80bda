"""What is typed into the search box becomes terms; nothing that can be typed is an error."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from arnews_crawler.corpus import later_migrations
from arnews_crawler.corpus.query import MAX_TERMS, Term, parse_query


def words(text: str) -> list[list[tuple[str, ...]]]:
    return [[term.words for term in group] for group in parse_query(text).groups]


def test_words_are_folded_and_each_counts_once() -> None:
    assert words("القمّةُ  قمة، القمة") == [[("القمه",)], [("قمه",)]]
    assert words("COVID-19") == [[("covid",)], [("19",)]]


def test_a_phrase_keeps_its_words_together_in_any_quotes() -> None:
    for text in ('"قمة بيروت"', "«قمّة بيروت»", "“قمة، بيروت”"):
        (group,) = parse_query(text).groups
        assert group == (Term(("قمه", "بيروت"), is_phrase=True),)


def test_signs_exclude_begin_and_join() -> None:
    query = parse_query('قمة OR مؤتمر -حرب -"وقف النار" بيرو*')
    assert query.groups == (
        (Term(("قمه",)), Term(("موتمر",))),
        (Term(("بيرو",), is_prefix=True),),
    )
    assert query.excluded == (Term(("حرب",)), Term(("وقف", "النار"), is_phrase=True))


def test_a_field_narrows_to_the_headline() -> None:
    (group,) = parse_query("headline:قمة").groups
    assert group == (Term(("قمه",), in_headline=True),)
    assert "text_words" not in group[0].to_fts5()
    (phrase,) = parse_query('headline:"قمة بيروت"').groups
    assert phrase == (Term(("قمه", "بيروت"), is_phrase=True, in_headline=True),)


def test_a_beginning_has_three_letters() -> None:
    assert [term.is_prefix for (term,) in parse_query("بيروت* بير* بي*").groups] == [True, True, False]


@pytest.mark.parametrize("text", ["", "   ", '"', '""', "-", "*", "OR", "| |", "()", "-*", "\x00", "…", '-"'])
def test_signs_alone_look_for_nothing(text: str) -> None:
    query = parse_query(text)
    assert query.terms == query.excluded == ()
    assert query.match_all() is query.match_any() is None


def test_operators_of_others_are_words() -> None:
    assert words("NEAR(a b) NOT قمة:بيروت") == [[("near",)], [("a",)], [("b",)], [("not",)], [("قمه",)], [("بيروت",)]]
    assert words("OR قمة OR") == [[("قمه",)]]


def test_words_that_tell_nothing_count_only_where_there_is_nothing_else() -> None:
    assert words("متى انعقدت القمة في بيروت؟") == [[("انعقدت",)], [("القمه",)], [("بيروت",)]]
    assert words("من إلى AND") == [[("من",)], [("الي",)], [("and",)]]
    assert words('"من هو" headline:في كيف*') == [[("من", "هو")], [("في",)], [("كيف",)]]
    assert words("من OR قمة") == [[("من",), ("قمه",)]]


def test_what_ranks_finds_nothing_more(index: sqlite3.Connection) -> None:
    query = parse_query("وزير الاقتصاد")
    matching = query.match_all()
    assert matching is not None
    assert "skeletons" not in matching
    assert query.ranked(matching).startswith(f"({matching}) AND (")
    assert "skeletons" in query.ranked(matching)
    assert parse_query("وزير").ranked("x") == "x"


def test_one_group_has_no_second_way() -> None:
    assert parse_query("قمة").match_any() is None
    assert parse_query("قمة بيروت").match_any() is not None


def test_a_pasted_page_is_cut() -> None:
    query = parse_query(" ".join(f"كلمة{number}" for number in range(5000)))
    assert len(query.groups) == MAX_TERMS
    assert len(parse_query("a-" * 5000).groups) <= MAX_TERMS
    assert len(parse_query("a OR " * 5000 + "b").terms) <= MAX_TERMS


def test_exclusions_apply_to_both_ways() -> None:
    query = parse_query("قمة بيروت -حرب")
    for expression in (query.match_all(), query.match_any()):
        assert expression is not None
        assert " NOT " in expression
    assert parse_query("-حرب").match_all() is None


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    db = Database(memory=True, strict=True)
    later_migrations.MIGRATIONS.apply(db)
    yield db.conn
    db.close()


NASTY = st.text(alphabet=st.sampled_from("قمةبيروت\"'*-:()^{}|+ \n\0aORANDNEAR«»٣هـ\u0301\u200f;%_\\"), max_size=80)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=80), NASTY))
def test_any_input_is_a_query(index: sqlite3.Connection, text: str) -> None:
    query = parse_query(text)
    for expression in (query.match_all(), query.match_any()):
        if expression is not None:
            index.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?", (expression,)).fetchall()
