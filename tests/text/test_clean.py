"""Stored text: what goes, what stays, and that cleaning twice is cleaning once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arnews_crawler.text.clean import clean_body, clean_text

# Characters that meet in real faults: letters, marks, joiners, tatweel, forms, controls, spaces, emoji.
ARABIC = (
    "ابتهمسيوءأؤئةى٣5a\u0654\u064b\u0651ـ\u200c\u200d\u200b\u200f\u202e\ufeff\xad\x00\n\t\xa0\u2028"
    "ﻻﷲﷺﹰﹱﺋ﴾«,\u06c0\u0338=👩\ufe0f🏴\U000e0067\U000e007f\ud83d\ude00\ufffd\ue000"
)
TEXTS = st.one_of(st.text(st.sampled_from(ARABIC)), st.text(st.characters(exclude_categories=[])))

STAYS = [
    "مُحَمَّدٌ قال: «نعم»",
    '“اقتباس” و‘آخر’ و"ثالث" – وشرطة — طويلة…',
    "عام ٢٠٢٦ وعام 2026 وعام ۲۰۲۶",
    "1445 هـ",
    "١٤٤٥هـ/٢٠٢٤م",
    "القاهرة ـ وكالات",
    "بـ5 ملايين",
    "لـ«الصحيفة»",
    "می‌شود و خانه‌ها",
    "سنة 1403 ه\u200d ش",
    "﴾آية﴿ ﷺ ﷻ ﷽ 50 ﷼",
    "عائلة 👨\u200d👩\u200d👧 ويد 👋🏽 وقلب ❤\ufe0f",
    "علم 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "Straße, naïve façade: 3,5 %",
    "#غزة_الآن @user https://example.org/a?b=1",
]

CHANGES = [
    ("", ""),
    (" \t\n ", ""),
    ("قال\xa0الوزير\u2003\u202f اليوم\u2028غدا\u3000", "قال الوزير اليوم غدا"),
    ("a\x00b\x07c\x1b[0m\x7f\x9d", "abc[0m"),
    ("\u200fنص\u200e \u202bداخل\u202c \u2067عزل\u2069\u061c", "نص داخل عزل"),
    ("\ufeffال\u200bعرب\xadية\u2060", "العربية"),
    ("صورة\ufffc هنا", "صورة هنا"),
    ("ملك\ufffd", "ملك"),
    ("\ue900 مشاركة", "مشاركة"),
    ("كلمة\u200c أخرى\u200c.", "كلمة أخرى."),
    ("دار\u200cها a\u200db", "دارها ab"),  # ر joins nothing behind it
    ("م\u200c\u200cن", "من"),
    ("ﺍﻟﻌﺮﺑﻴﺔ ﻻ ﷲ ﷴ", "العربية لا الله محمد"),
    ("كتابﹰا وﹶ", "كتابًا وَ"),
    ("عاجـــل: العـــــربية مـَدرسـة", "عاجل: العربية مَدرسة"),
    ("عاجلـــ", "عاجل"),
    ("1445 هــ", "1445 هـ"),
    ("2020ــ2021", "2020ـ2021"),
    ("ــــــــــ", ""),
    ("نص ــــــ نص", "نص نص"),
    ("بـِـَـت", "بَِت"),
    ("م\u200cـن", "من"),
    ("آ أ ئ".replace("آ", "ا\u0653").replace("أ", "ا\u0654").replace("ئ", "ي\u0654"), "آ أ ئ"),
    ("cafe\u0301", "café"),
    ("\ud800نص\udc00", "نص"),
    ("\ud83d\ude00", "😀"),  # the two halves of a pair that a JSON string wrote apart
    ("x\U000e0041\U000e0042y", "xy"),  # invisible tag characters
    ("مُحَمَّد", "مُحَمَّد"),
]


@pytest.mark.parametrize("text", STAYS)
def test_what_a_reader_sees_stays_as_printed(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize(("text", "expected"), CHANGES)
def test_what_a_reader_cannot_see_goes(text: str, expected: str) -> None:
    assert clean_text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("فقرة\nأخرى\r\n\r\nثالثة\u2029رابعة", "فقرة\n\nأخرى\n\nثالثة\n\nرابعة"),
        ("\n\nفقرة  واحدة\n\u200f\n \n", "فقرة واحدة"),
    ],
)
def test_every_line_of_a_body_is_a_paragraph(text: str, expected: str) -> None:
    assert clean_body(text) == expected


@settings(max_examples=400)
@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    body = clean_body(text)
    assert clean_body(body) == body


@settings(max_examples=200)
@given(TEXTS)
def test_stored_text_can_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned.encode() == cleaned.encode("utf-8", "strict")
    assert not set(cleaned) & set("\ufffd\ufffc\x00\u200b\u200f\u202e\ufeff\n\xa0\ue000")
    assert cleaned == " ".join(cleaned.split())


@pytest.mark.parametrize("unit", ["ـ", "ـَ", "\u200c", "م\u200c", "\u0651", "\ud800", "🏴\U000e0067", " ", "\x00", "ﻻ"])
def test_a_megabyte_of_anything_is_cleaned(unit: str) -> None:
    # Anything worse than linear takes minutes here.
    text = "م" + unit * (1_000_000 // len(unit))
    assert len(clean_text(text)) <= 2 * len(text)
