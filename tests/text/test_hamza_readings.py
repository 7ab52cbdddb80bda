"""Spellings of hamza that folding cannot bring together are found by each other all the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews_crawler.text.fold import fold_text
from arnews_crawler.text.hamza_readings import hamza_readings
from benchmarks.search.variants import finds


@pytest.mark.parametrize(
    "spellings",
    [
        "مسئول مسيول مَسْئُول والمسئول والمسيول",
        "شئون شيون الشيون",
        "اللاجئون اللاجيون",
        "مسؤول مسئول مسؤل",
        "جاء جا",
        "الماء الما",
        "بالماء بالما",
        "وباء وبا",
        "شاطئ شاطي شاطى",
        "شيء شئ شىء",
        "مائة مئة ميه المئة",
        "ثلاثمائة ثلاثمئة",
        "مائتين مئتين",
        "بمائتي بمئتي",
    ],
)
def test_each_spelling_finds_each(spellings: str) -> None:
    words = spellings.split()
    assert [(one, other) for one in words for other in words if not finds(one, other)] == []


@pytest.mark.parametrize("pair", ["ماء/ما", "لماء/لما", "الماء/ما", "ياء/يا", "بماء/بما", "مئات/مائل", "مائدة/مئة"])
def test_other_words_stay_apart(pair: str) -> None:
    one, other = pair.split("/")
    assert not finds(one, other)
    assert not finds(other, one)


LETTERS = st.text(st.sampled_from("ائؤءويملجتهة\u0654\u064f\ufe8b"), max_size=8)


@given(LETTERS)
def test_a_reading_is_folded_and_another(word: str) -> None:
    for folded in fold_text(word).split():
        for reading in hamza_readings(word, folded):
            assert fold_text(reading) == reading != folded
