"""Articles that are nearly the same are found while they are written, and no others."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.minhash import BANDS, agreement, bands_of, shared_part, sketch_of, word_pairs
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.search_index import remove_articles
from arnews_crawler.corpus.writer import CorpusWriter
from benchmarks.search.planted import plant, score

MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]

WORDS = [f"كلمة{number}" for number in range(400)]
TEXT = " ".join(WORDS[:120])
EDITED = " ".join(word if number % 12 else "أخرى" for number, word in enumerate(WORDS[:120]))
OTHER = " ".join(WORDS[200:320])


def shares(corpus: Corpus, article_id: int) -> dict[int, float]:
    return {other.id: other.share for other in corpus.similar(article_id)}


def elsewhere(make_article: MakeArticle, number: int, body: str) -> Article:
    return make_article(number, url=f"https://site{number}.example/a", site=f"site{number}.example", body=body)


def test_an_edited_text_is_similar_both_ways(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(elsewhere(make_article, 1, TEXT), elsewhere(make_article, 2, OTHER))
    store(elsewhere(make_article, 3, EDITED))
    assert list(shares(corpus, 3)) == [1]
    assert shares(corpus, 1) == {3: shares(corpus, 3)[1]}
    assert 0.6 < shares(corpus, 3)[1] < 1
    assert shares(corpus, 2) == {}


def test_texts_of_one_batch_are_compared(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(elsewhere(make_article, 1, TEXT), elsewhere(make_article, 2, EDITED))
    assert list(shares(corpus, 1)) == [2]


def test_the_same_text_is_a_duplicate_and_not_similar(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(elsewhere(make_article, 1, TEXT), make_article(1, url="https://b.example/a", site="b.example", body=TEXT))
    assert list(corpus.rows("SELECT * FROM similar")) == []


def test_a_revision_is_compared_anew(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(elsewhere(make_article, 1, TEXT), elsewhere(make_article, 2, EDITED))
    store(elsewhere(make_article, 2, OTHER))
    assert shares(corpus, 1) == {}
    store(elsewhere(make_article, 2, EDITED))
    assert list(shares(corpus, 1)) == [2]


def test_an_article_that_is_removed_leaves_no_sketch(
    store: Store, writer: CorpusWriter, corpus: Corpus, make_article: MakeArticle
) -> None:
    store(elsewhere(make_article, 1, TEXT), elsewhere(make_article, 2, EDITED))
    remove_articles(writer._connection, [2])
    assert shares(corpus, 1) == {}
    assert [row[0] for row in corpus.rows("SELECT article_id FROM text_sketches")] == [1]
    (sketch,) = next(corpus.rows("SELECT sketch FROM text_sketches"))
    query = "SELECT rowid FROM text_bands WHERE text_bands MATCH ?"
    assert {row[0] for band in bands_of(sketch) for row in corpus.rows(query, (f'"{band}"',))} == {1}


def test_a_form_that_is_filled_in_daily_is_bounded(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(*(elsewhere(make_article, number, f"{TEXT} في اليوم رقم {number} من الشهر") for number in range(1, 61)))
    assert len(corpus.similar(60)) == 20
    assert next(corpus.rows("SELECT max(n) FROM (SELECT count(*) AS n FROM similar GROUP BY article_id)"))[0] == 20


def test_short_texts_are_not_compared(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(elsewhere(make_article, 1, "صورة من الأرشيف"), elsewhere(make_article, 2, "صورة من الأرشيف القديم"))
    assert list(corpus.rows("SELECT * FROM text_sketches")) == []


def test_planted_pairs_are_found(tmp_path: Path) -> None:
    planted = plant(articles=150, seed=4)
    result = score(tmp_path / "planted.db", planted)
    assert result.recall >= 0.95
    assert result.precision >= 0.99


@given(st.sets(st.integers(0, 2**60), min_size=1, max_size=200))
def test_a_sketch_agrees_with_itself_and_has_all_bands(pairs: set[int]) -> None:
    sketch = sketch_of(frozenset(pairs))
    assert sketch is not None
    assert agreement(sketch, sketch) == 1
    assert len(set(bands_of(sketch))) == BANDS


@pytest.mark.parametrize("changed", [0.1, 0.5, 0.9])
def test_sketches_agree_about_as_far_as_texts_do(changed: float) -> None:
    chance = random.Random(7)
    differences = []
    for _ in range(40):
        words = chance.sample(WORDS, 300)
        edited = [chance.choice(WORDS) if chance.random() < changed else word for word in words]
        first, second = word_pairs(words), word_pairs(edited)
        sketches = sketch_of(first), sketch_of(second)
        assert sketches[0] is not None
        assert sketches[1] is not None
        differences.append(agreement(sketches[0], sketches[1]) - shared_part(first, second))
    assert abs(sum(differences) / len(differences)) < 0.05


def test_no_words_no_sketch() -> None:
    assert sketch_of(word_pairs([])) is None
    assert shared_part(frozenset(), frozenset()) == 0
    assert len(word_pairs(["كلمة"])) == 1
