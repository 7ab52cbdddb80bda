"""light10: its affixes, its lengths, and where it follows the paper rather than Lucene."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews_crawler.text.fold import fold_text
from arnews_crawler.text.stem import stem_word

AFFIXES = [
    ("الحسن", "حسن"),
    ("والحسن", "حسن"),
    ("بالحسن", "حسن"),
    ("كالحسن", "حسن"),
    ("فالحسن", "حسن"),
    ("للاخر", "اخر"),
    ("وحسن", "حسن"),
    ("زوجها", "زوج"),
    ("زوجان", "زوج"),
    ("زوجات", "زوج"),
    ("زوجون", "زوج"),
    ("زوجين", "زوج"),
    ("زوجيه", "زوج"),
    ("زوجية", "زوج"),
    ("زوجه", "زوج"),
    ("زوجة", "زوج"),
    ("زوجي", "زوج"),
    ("وساهدون", "ساهد"),
    ("ساهدهات", "ساهد"),  # endings go one after the other, in the paper's order
]


@pytest.mark.parametrize(("word", "stem"), AFFIXES)
def test_every_affix_comes_off(word: str, stem: str) -> None:
    assert stem_word(fold_text(word)) == stem


@pytest.mark.parametrize("word", ["الو", "وقت", "هي", "ماء", "ان", "ات", "", "example", "2026", "يها"])
def test_too_little_would_be_left(word: str) -> None:
    assert stem_word(word) == word


@pytest.mark.parametrize(
    ("word", "stem"), [("وللمدينه", "مدين"), ("وبالمدينه", "مدين"), ("والد", "الد"), ("البالون", "بال")]
)
def test_and_goes_before_one_article(word: str, stem: str) -> None:
    assert stem_word(word) == stem


@given(st.text(st.sampled_from("وابكفلهنتيم"), max_size=12))
def test_a_stem_is_a_part_of_its_word(word: str) -> None:
    stem = stem_word(word)
    assert stem in word
    assert len(stem) >= min(len(word), 2)
