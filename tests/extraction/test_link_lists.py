"""A page of links to other sites, each with a few words, is a listing however much text they make together."""

from __future__ import annotations

import pytest

from arnews_crawler import extract
from arnews_crawler.extraction.errors import NotAnArticle

PLACES = ("الوادي", "السهل", "المرفأ", "القلعة", "البستان", "النبع", "المنارة", "السوق", "الجسر", "الميدان")


def page(text: str) -> bytes:
    items = "".join(
        f'<li><a href="https://other{number}.example/{number}">أهالي {place} يستقبلون موسم القطاف الجديد</a><br>'
        f"{text.format(place=place)}</li>"
        for number, place in enumerate(PLACES)
    )
    head = "<html><head><title>مختارات</title></head><body><h1>مختارات من الصحف اليوم</h1>"
    return f"{head}<ul>{items}</ul></body></html>".encode()


def test_links_with_a_few_words_each_are_a_listing() -> None:
    words = "يبدأ القطاف في {place} غدا، ويستمر ثلاثة أسابيع، ويشارك فيه المزارعون وطلاب المدارس وعمال من القرى كلها."
    with pytest.raises(NotAnArticle) as refusal:
        extract(page(words), "https://example.org/picks/1")
    assert refusal.value.code == "listing"


def test_a_list_with_a_story_to_each_link_is_an_article() -> None:
    story = "يبدأ القطاف في {place} غدا، ويستمر ثلاثة أسابيع، ويشارك فيه المزارعون وطلاب المدارس وعمال من القرى. " * 4
    assert "المرفأ" in extract(page(story), "https://example.org/picks/1").body
