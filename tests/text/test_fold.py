"""Compared text: which spellings meet, which do not, and where a folded word stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arnews_crawler.text.clean import clean_text
from arnews_crawler.text.fold import FoldedWord, fold_key, fold_text, fold_words

LETTERS = "ابتهمسيوءأؤئةىٱکی٣۵5aÉß\u0654\u064b\u0670\u0651ـ\u200c\u200fﻻﷲﷺﹰﺋ«،_ \n½①🙂\ud800\ufe0f"
TEXTS = st.one_of(st.text(st.sampled_from(LETTERS)), st.text(st.characters(exclude_categories=[])))

SAME = [
    "أحمد احمد إحمد ٱحمد أَحْمَد أحمـــد",
    "مصطفى مصطفي مصطفی مُصْطَفَى",
    "المدرسة المدرسه المَدْرَسَةُ ﺍﻟﻤﺪﺭﺳﺔ",
    "مسؤول مسئول مسؤل مسوول مَسْؤُول",
    "شؤون شئون شوون",
    "رؤوس رءوس",
    "بئر بير",
    "مسائل مسايل",
    "شيء شئ شي",
    "وزراء وزرا",
    "داوود داود",
    "کتاب كتاب ڪتاب",
    "هٰذا هذا",
    "الرحمٰن الرحمن",
    "ڤيروس فيروس",
    "٢٠٢٦ ۲۰۲۶ 2026 ２０２６",
    "Café CAFE cafe\u0301",
    "می‌شود میشود",
    "لا ﻻ",
    "ئ ي\u0654 ﺉ",
    "Straße STRASSE",
]
DIFFERENT = [
    ("ماء", "ما"),
    ("الماء", "الما"),
    ("جاء", "جا"),
    ("علم", "عالم"),
    ("عمل", "عملية"),
    ("كتب", "كتاب"),
    ("پارس", "بارس"),
    ("جمعة", "جامعة"),
    ("12", "21"),
]


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_word_meet(spellings: str) -> None:
    assert len({fold_text(word) for word in spellings.split()}) == 1
    assert all(fold_text(word) for word in spellings.split())


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


def test_punctuation_separates_and_spaces_collapse() -> None:
    assert fold_text("«القدس»،الشرق-الأوسط؛ #وسم_طويل (3.5%) …") == "القدس الشرق الاوسط وسم طويل 3 5"
    assert fold_text("ء ﷺ") == "صلي الله عليه وسلم"
    assert fold_text("") == fold_text(" ،. \u064b") == ""


def test_a_key_ignores_spaces() -> None:
    assert fold_key("عبد الله") == fold_key("عبدالله")
    assert fold_key("نقص ماء") == fold_key("نقصماء")
    assert fold_key("لقاء ووزير") == fold_key("لقاءووزير")


def test_words_carry_their_place_in_the_text() -> None:
    text = " «مُحَمَّد» ﷺ Ⅷ،آخِر ء"
    words = list(fold_words(text))
    assert words[0] == FoldedWord("محمد", 2, 10)
    assert [(word.key, text[word.start : word.end]) for word in words[-2:]] == [("viii", "Ⅷ"), ("اخر", "آخِر")]
    assert [text[word.start : word.end] for word in words[1:5]] == ["ﷺ"] * 4


@settings(max_examples=400)
@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = fold_text(text)
    assert fold_text(folded) == folded
    assert fold_key(fold_key(text)) == fold_key(text)


@settings(max_examples=300)
@given(TEXTS)
def test_words_are_the_words_of_the_folded_text(text: str) -> None:
    words = list(fold_words(text))
    assert " ".join(word.key for word in words) == fold_text(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)


@settings(max_examples=300)
@given(st.text(st.sampled_from("ابتهمسيوءأؤئةى٣5aÉ\u0651\u064eـ\u200f\u200b ،«")))
def test_cleaning_does_not_change_what_is_compared(text: str) -> None:
    assert fold_text(clean_text(text)) == fold_text(text)


@settings(max_examples=200)
@given(TEXTS)
def test_a_folded_text_is_plain(text: str) -> None:
    folded = fold_text(text)
    assert not set(folded) & set("أإآٱىیئؤةکـ٣۵،«\u064b\u0670\u200c")
    assert folded == " ".join(folded.split())


def test_every_character_folds_to_something_that_stays() -> None:
    for code_point in range(0x11000):
        folded = fold_text(chr(code_point))
        assert fold_text(folded) == folded, hex(code_point)


@pytest.mark.parametrize("unit", ["ء", "و", "ئو", " ", "\u064b", "ﷺ", "_", "ا ", "ماء"])
def test_a_megabyte_of_anything_is_folded(unit: str) -> None:
    # Anything worse than linear takes minutes here.
    text = unit * (1_000_000 // len(unit))
    assert len(fold_text(text)) <= 30 * len(text)
