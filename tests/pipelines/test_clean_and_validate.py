"""What comes out of the first pipelines, and what is dropped there with which code."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from arnews_crawler.article import Article
from pipelines.clean import CleanPipeline
from pipelines.deduplicate import DeduplicatePipeline
from pipelines.dropped import RejectedItem, RepeatedItem
from pipelines.validate import SAVED_SCHEMES, ValidatePipeline


class Counts(Counter[str]):
    def inc_value(self, key: str, count: int = 1, start: int = 0) -> None:
        self[key] += count


def article(**values: Any) -> Article:
    sound: dict[str, Any] = {
        "url": "https://news.example/1",
        "site": "news.example",
        "headline": "افتتاح المكتبة",
        "body": "فتحت المكتبة أبوابها.",
    }
    return Article(**{**sound, **values})


def test_every_text_is_cleaned() -> None:
    item = article(
        headline=" \u200fافتتاح\u00a0 المكتبة\x00",
        teaser="\u202eمقدّمة\n",
        body="أوّل  سطر\n\n\n ثانٍ\u200b \n",
        section=" ثقافة\t",
        agency="\u200f",
        site_name=" ",
        authors=[" سلمى ", "سلمى", "\u200b", "نادر"],
        tags=["كتـــب"],
        published_raw="١ آذار\u00a02026",
    )
    assert CleanPipeline().process_item(item) is item
    assert item.headline == "افتتاح المكتبة"
    assert item.teaser == "مقدّمة"
    assert item.body == "أوّل سطر\n\nثانٍ"
    assert (item.section, item.agency, item.site_name) == ("ثقافة", None, None)
    assert (item.authors, item.tags) == (["سلمى", "نادر"], ["كتب"])
    assert item.published_raw == "١ آذار 2026"
    assert item.url == "https://news.example/1"


def test_a_dictionary_is_an_item_too() -> None:
    item = {"url": "https://news.example/1", "headline": " عنوان ", "body": "نص"}
    assert CleanPipeline().process_item(item)["headline"] == "عنوان"
    assert ValidatePipeline(Counts()).process_item(item) is item
    assert DeduplicatePipeline(Counts()).process_item(item) is item


REJECTED = [
    ({"headline": ""}, "no_headline"),
    ({"headline": "\u200f «» …"}, "no_headline"),
    ({"body": " \n\n "}, "no_body"),
    ({"body": "… !"}, "no_body"),
    ({"body": "اِفتتاحُ المكتبة!"}, "headline_is_body"),
    ({"url": ""}, "no_url"),
    ({"url": "/a/1"}, "no_url"),
    ({"url": "javascript:alert(1)"}, "no_url"),
    ({"headline": "افتتاح \N{REPLACEMENT CHARACTER}"}, "undecodable"),
    ({"body": "نص \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"}, "undecodable"),
    ({"teaser": "\N{REPLACEMENT CHARACTER}"}, "undecodable"),
    ({"tags": ["كتب", "\N{REPLACEMENT CHARACTER}"]}, "undecodable"),
    ({"headline": 5}, "not_text"),
    ({"body": ["نص"]}, "not_text"),
    ({"authors": [None]}, "not_text"),
]


@pytest.mark.parametrize(("values", "code"), REJECTED)
def test_what_is_no_article_is_dropped_with_a_code(values: dict[str, Any], code: str) -> None:
    counts = Counts()
    item = article(**values)
    if code != "not_text":
        item = CleanPipeline().process_item(item)
    with pytest.raises(RejectedItem) as caught:
        ValidatePipeline(counts).process_item(item)
    assert (caught.value.code, caught.value.url) == (code, item.url)
    assert caught.value.detail
    assert counts == {f"arnews/reject/{code}": 1}


def test_a_saved_page_may_be_known_by_its_file() -> None:
    item = article(url="file:///pages/1.html", site="")
    assert ValidatePipeline(Counts(), schemes=SAVED_SCHEMES).process_item(item) is item
    with pytest.raises(RejectedItem):
        ValidatePipeline(Counts()).process_item(item)


def test_a_sound_article_passes() -> None:
    counts = Counts()
    item = article(teaser="مقدّمة", authors=["سلمى"])
    assert ValidatePipeline(counts).process_item(item) is item
    assert counts == {}


def test_the_same_text_is_one_article_of_its_site() -> None:
    counts = Counts()
    pipeline = DeduplicatePipeline(counts)
    passing = [
        article(),
        article(url="https://news.example/2", body="نصّ آخر"),
        article(url="https://b.example/1", site="b.example"),
        article(url="https://b.example/1", site="b.example", body="محرّر"),
        article(url="https://www.c.example/1", site=""),
    ]
    for item in passing:
        assert pipeline.process_item(item) is item
    for url in ("https://news.example/amp/1", "https://news.example/1"):
        with pytest.raises(RepeatedItem) as caught:
            pipeline.process_item(article(url=url))
        assert (caught.value.url, caught.value.article_url) == (url, "https://news.example/1")
    with pytest.raises(RepeatedItem):
        pipeline.process_item(article(url="https://c.example/2", site="c.example"))
    assert counts == {"arnews/article/variant": 3}
