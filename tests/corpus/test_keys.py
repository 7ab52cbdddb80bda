"""Keys: made piece by piece for speed, and yet those of the whole text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews_crawler.corpus.keys import article_keys, content_hash, word_keys
from arnews_crawler.text.fold import fold_text

ARABIC = st.text(alphabet=st.sampled_from("ابتةىيوؤئءأإآهنم ًّـ.،«»\n٣3ـﻻﷺ\u200c\u0301a"), max_size=60)


@given(text=st.one_of(ARABIC, st.text(max_size=60)))
def test_the_pieces_fold_as_the_whole(text: str) -> None:
    keys = article_keys("", None, text).search
    assert keys.text_words == fold_text(text)
    whole = word_keys(text)
    assert keys.text_stems.split() == [stem for each in whole for stem in each.stems if stem != each.word]
    assert all(each.skeleton in (*each.stems, *keys.text_skeletons.split(), each.word) for each in whole)


def test_the_teaser_is_searched_but_does_not_tell_articles_apart() -> None:
    with_teaser, without = article_keys("قمة", "مقدّمة", "نصّ"), article_keys("قمة", None, "نصّ")
    assert with_teaser.search.text_words == "مقدمه نص"
    assert with_teaser.text_key == without.text_key


@pytest.mark.parametrize(
    ("headline", "body"),
    [("قمّة", "نص طويل"), ("قمة", "«نصّ»، طويل!"), ("قمة", "نص\n\nطويل"), ("قمة", "نصطويل")],
)
def test_spelling_and_spacing_make_no_other_article(headline: str, body: str) -> None:
    assert article_keys(headline, None, body).text_key == article_keys("قمة", None, "نص طويل").text_key


def test_a_word_that_moves_from_headline_to_body_does() -> None:
    assert article_keys("قمة بيروت", None, "نص").text_key != article_keys("قمة", None, "بيروت نص").text_key


def test_each_letter_counts_in_the_hash() -> None:
    texts = [("ق", None, "ن"), ("قّ", None, "ن"), ("ق", "م", "ن"), ("ق", None, "من"), ("قن", None, "")]
    assert len({content_hash(*text) for text in texts}) == len(texts)
    assert content_hash("ق", None, "ن") == content_hash("ق", "", "ن")
