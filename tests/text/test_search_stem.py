"""Search stems: spellings and forms of a word meet, different words do not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews_crawler.corpus.keys import word_keys
from arnews_crawler.text.search_stem import HAMZA, TA_MARBUTA, TANWIN, rank_key, search_stems
from benchmarks.search.variants import finds
from tests.text.different_words import PAIRS

WORDS = """
    مدرسة جامعة سيارة حكومة وزير رئيس قرار اجتماع انتخابات مؤتمر مدينة شارع مستشفى طبيب مهندس لاعب منتخب
    مباراة اقتصاد تجارة شركة مشروع قانون محكمة قاض برلمان نائب لجنة تقرير صحيفة موقع كتاب مكتبة شاعر رواية
    فيلم مسرح متحف معرض مهرجان جائزة مزارع قمح ماء كهرباء طاقة نفط غاز ميناء سفينة مطار طائرة جسر طريق
    قطار حادث حريق زلزال فيضان إعصار مناخ بيئة غابة نهر بحيرة جزيرة بحر جبل صحراء جيش جندي ضابط شرطة سلاح
    حرب هدنة اتفاق مفاوضات سفير سفارة حدود لاجئ مخيم مساعدات منظمة حقوق حرية صوت ناخب حزب مرشح مجلس بنك
    عملة سعر تضخم ميزانية ضريبة راتب عامل نقابة إضراب مصنع منتج سوق زبون طالب معلم أستاذ باحث دراسة لقاح
    مرض وباء دواء
""".split()


def meet(first: str, second: str) -> bool:
    """Whether a search for one word finds the other."""
    (one,), (other,) = word_keys(first), word_keys(second)
    return one.word == other.word or not set(one.stems).isdisjoint(other.stems)


def test_different_words_stay_apart() -> None:
    assert len(PAIRS) >= 200
    merged = [pair for pair in PAIRS if meet(*pair)]
    assert len(merged) < len(PAIRS) * 0.05, merged


def behind(word: str, pronoun: str) -> str:
    """A word with its pronoun, as it is written: ة opens, ى and ء change."""
    if word.endswith("ة"):
        return f"{word[:-1]}ت{pronoun}"
    if word.endswith("ى"):
        return f"{word[:-1]}ا{pronoun}"
    return f"{word[:-1]}ئ{pronoun}" if word.endswith("ء") else word + pronoun


def in_front(word: str, prefix: str) -> str:
    if prefix.endswith("لل"):
        return prefix + word.removeprefix("ل") if word.startswith("ل") else prefix + word
    return prefix + word


FRONT = "ال و ف ب ل ك وب ول فب وال بال كال فال وبال لل ولل".split()
PRONOUNS = "ه ها هم هما نا كم".split()


@pytest.mark.parametrize("prefix", FRONT)
def test_what_stands_in_front_comes_off(prefix: str) -> None:
    missed = [word for word in WORDS if not meet(in_front(word, prefix), word)]
    assert len(missed) <= len(WORDS) * 0.03, missed


@pytest.mark.parametrize("pronoun", PRONOUNS)
def test_pronouns_come_off(pronoun: str) -> None:
    missed = [word for word in WORDS if len(word) > 3 and not meet(behind(word, pronoun), word)]
    assert len(missed) <= len(WORDS) * 0.03, missed


@pytest.mark.parametrize(
    ("forms"),
    [
        "سيارة سيارات السيارات سياراتهم بسياراتنا سيارتين",
        "مهندس مهندسون المهندسين مهندسين",
        "قرار قرارات القرارات قراراتها قراران قرارا",
        "دورة دورات الدورة دورتها دورتين لدورة",
        "عملية عمليات العملية عملياتهم",
        "جديد جديدة الجديدة",
        "مستوى مستواها المستوى",
        "رؤساء رؤساؤها الرؤساء برؤسائها",
        "أعلن أعلنت وأعلنت أعلنوا",
        "يكون سيكون وسيكون",
        "مصري مصرية المصريون والمصريين المصريات",
        "مرة مرتين مرتان ومرتين المرة",
        "صوت صوتين صوتان",
        "مباراة مباراته مباراتها المباراة",
        "سنة السنة والسنة بالسنة",
    ],
)
def test_forms_of_a_word_meet(forms: str) -> None:
    first, *others = forms.split()
    assert [form for form in others if not meet(first, form)] == []


@pytest.mark.parametrize("printed", ["الـ50", "لـ٥٠", "بـ 50", "و50", "والـ50", "وبالـ۵۰", "للـ50", "50", "٥٠%"])
def test_a_number_is_found_behind_prefixes(printed: str) -> None:
    assert finds("50", printed)
    assert finds(printed, "٥٠") or " " in printed
    assert not finds("5", printed)


@pytest.mark.parametrize("word", ["", "من", "بحر", "2026", "ال", "م12", "covid", "ь", "پژو", "ﷺ"])
def test_what_has_no_affixes_is_its_own_stem(word: str) -> None:
    assert search_stems(word) == (word,)


@pytest.mark.parametrize("pair", ["انتهاء انتها", "لانتهاء انتها", "اشتهاء واشتها", "الانتهاء الانتها"])
def test_a_hamza_that_was_left_out_makes_no_pronoun(pair: str) -> None:
    one, other = pair.split()
    assert meet(one, other)


LETTERS = st.text(st.sampled_from("ابتدرسعفقكلمنهوي"), max_size=14)


ENDINGS = {TA_MARBUTA: ("ه",), HAMZA: ("ا", "و", "ي"), TANWIN: ("ا",)}
"""What folding hides, and the letters that then end the folded word."""
BEHIND = st.sampled_from(["", "ا", "ه", *PRONOUNS, "اها", "ات", "ين", "ون", "ان", "تين", "وا", "ية"])


@given(LETTERS, BEHIND)
def test_a_word_shares_a_stem_with_itself_however_its_end_is_printed(begin: str, end: str) -> None:
    word = begin + end.replace("ة", "ه")
    endings = ["", *(ending for ending, letters in ENDINGS.items() if word.endswith(letters))]
    stems = [set(search_stems(word, ending)) for ending in endings]
    assert not any(one.isdisjoint(other) for one in stems for other in stems)


@given(st.text(max_size=30))
def test_any_text_has_stems(text: str) -> None:
    stems = search_stems(text)
    assert stems
    assert len(stems) == len(set(stems)) <= 9
    assert bool(rank_key(stems)) == bool(text)


def test_long_words_take_linear_time() -> None:
    begun = time.perf_counter()
    for word in ("و" * 200_000, "ال" * 100_000, "ات" * 100_000, "ه" * 200_000):
        search_stems(word)
    assert time.perf_counter() - begun < 1
