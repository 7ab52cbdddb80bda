"""The language of a text, long and short."""

from __future__ import annotations

import pytest

from arnews_crawler.text.language import detect_language

TEXTS = [
    ("ar", "أعلنت البلدية أمس بدء أعمال الصيانة في الشوارع الرئيسية للمدينة"),
    ("ar", "عاجل: هزة أرضية"),
    ("ar", "انطلاق المعرض السنوي"),
    ("ar", "أعلن رئیس الوزراء أن الحکومة ستبدأ فی تنفیذ الخطة"),  # a Persian keyboard
    ("ar", "پاريس تستضيف قمة گازية في چنيف بعد غد"),  # foreign names
    ("ar", "شركة Example Systems تطلق تطبيقها الجديد في المنطقة"),
    ("fa", "شهردار گفت که پروژه جدید در چهار منطقه اجرا می‌شود"),
    ("fa", "وزیر کشور در این نشست از برنامه های دولت برای سال آینده خبر داد"),
    ("ur", "وزیر نے کہا ہے کہ شہر میں نئی سڑکوں کی تعمیر شروع ہو گئی ہے"),
    ("ku", "سەرۆکی شارەوانی ڕایگەیاند کە پڕۆژەکە لە چەند گەڕەکێک دەستی پێکرد"),
    ("ps", "د ښار چارواکو وویل چې د سړکونو جوړول پیل شوي دي"),
    ("en", "The city said on Monday that work on the main road will begin"),
    ("fr", "La ville a annoncé que les travaux dans le centre sont terminés"),
    ("es", "El ayuntamiento anunció que las obras en el centro se han terminado"),
    ("de", "Die Stadt hat mit den Arbeiten an der Straße begonnen und wird sie bald beenden"),
    ("it", "Il comune ha annunciato che i lavori nel centro sono finiti anche per la scuola"),
    ("pt", "A prefeitura não informou o valor das obras, mas disse que os trabalhos em curso são para todos"),
    ("tr", "Belediye bu yıl için yeni bir yol ve köprü yapılacağını olarak açıkladı"),
    ("nl", "De gemeente heeft het werk aan een weg in het centrum niet op tijd klaar"),
    ("he", "העירייה הודיעה על תחילת העבודות"),
    ("ru", "Город сообщил о начале работ"),
    ("ja", "市は道路工事の開始を発表した"),
    ("zh", "市政府宣布道路工程开始"),
    ("ko", "시는 도로 공사를 시작한다고 발표했다"),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_the_language_of_a_sentence(language: str, text: str) -> None:
    assert detect_language(text) == language
    assert detect_language(f"{text}\n\n" * 30) == language


@pytest.mark.parametrize("text", ["", " ", "2026/05/12 — 100%", "🙂🙂", "\ud800", "Xyzzy Plugh"])
def test_too_little_to_tell(text: str) -> None:
    assert detect_language(text) is None


def test_a_quotation_does_not_change_the_language() -> None:
    arabic = "أعلنت البلدية أمس بدء أعمال الصيانة في الشوارع الرئيسية للمدينة. " * 3
    assert detect_language(arabic + "The city said that work begins.") == "ar"
