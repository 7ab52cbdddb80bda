"""What React hands to its script in pieces: the article's text in rows of JSON and of bare text."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.errors import NotAnArticle
from arnews_crawler.extraction.flight import read_flight
from arnews_crawler.loaders import extract

from .conftest import MakePage

ENDING = "هكذا تنتهي الحكاية كما رواها من حضرها في ذلك المساء."


def pushes(stream: str, piece: int = 400) -> str:
    """The stream as the scripts of a page, cut anywhere."""
    cut = [stream[at : at + piece] for at in range(0, len(stream), piece)]
    calls = "".join(f"<script>self.__next_f.push([1,{_escaped(text)}])</script>" for text in cut)
    return f"<script>(self.__next_f=self.__next_f||[]).push([0])</script>{calls}"


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")


def row(number: str, value: object) -> str:
    return f"{number}:{json.dumps(value, ensure_ascii=False)}\n"


def text_row(number: str, text: str) -> str:
    return f"{number}:T{len(text.encode()):x},{text}"


def element(tag: str, children: object) -> list[Any]:
    return ["$", tag, None, {"children": children}]


@pytest.fixture
def texts(paragraphs: tuple[str, ...]) -> list[str]:
    return [*paragraphs, *(f"{text} {ENDING}" for text in paragraphs)]


def test_rows_are_joined_over_pieces_and_texts_end_by_their_bytes() -> None:
    stream = '1:"$Sreact.fragment"\n2:I[96,[],""]\n' + text_row("1a", "سطر\nوسطر: 3") + row("5", {"html": "$1a"})
    flight = read_flight(parse_document(f"<p>نص</p>{pushes(stream, 7)}".encode()).tree.iter("script"))
    assert flight.texts == {"1a": "سطر\nوسطر: 3"}
    assert flight.values == ["$Sreact.fragment", {"html": "$1a"}]
    assert flight.text_at("$1a") == "سطر\nوسطر: 3"
    assert [flight.text_at(text) for text in ("$$5", "$undefined", "$ff", "نص")] == ["$5", "", "", "نص"]


def test_html_that_a_component_gets_is_the_body(
    make_page: MakePage, paragraphs: tuple[str, ...], texts: list[str]
) -> None:
    html = "\n".join(f"<p>{text}</p>" for text in texts)
    tree = element("article", [element("h1", "…"), ["$", "$L10", None, {"html": "$11", "shown": 1}]])
    page = make_page(paragraphs=paragraphs[:1], below=pushes(text_row("11", html) + row("5", [tree])))
    article = extract(page)
    assert article.body == "\n\n".join(texts)
    assert article.evidence["body"] == "app_state"


def test_a_text_in_the_objects_own_row_is_the_body(
    make_page: MakePage, paragraphs: tuple[str, ...], texts: list[str]
) -> None:
    story = {"story": {"id": 7, "title": "…", "content": "\n".join(texts)}}
    page = make_page(paragraphs=paragraphs[:1], below=pushes(row("5", ["$", "$L2", None, story])))
    assert extract(page).body == "\n\n".join(texts)


def test_paragraphs_that_a_closed_box_holds_are_the_body(
    make_page: MakePage, paragraphs: tuple[str, ...], texts: list[str]
) -> None:
    shown: list[Any] = [element("p", [text[:9], element("a", text[9:20]), text[20:]]) for text in texts]
    box = ["$", "$L9", None, {"children": [*shown, ["$", "img", None, {"alt": "صورة"}]]}]
    page = make_page(paragraphs=paragraphs[:1], below=pushes(row("5", box)))
    assert extract(page).body == "\n\n".join(texts)


def test_a_short_rest_is_taken_where_the_shown_text_goes_on(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    story = {"story": {"content": "".join(f"<p>{text}</p>" for text in [*paragraphs, ENDING])}}
    article = extract(make_page(below=pushes(row("5", story))))
    assert article.body == "\n\n".join([*paragraphs, ENDING])


def test_a_line_that_was_cut_is_whole(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    cut = f"{paragraphs[-1][:70]}…"
    story = {"story": {"content": [*paragraphs, ENDING]}}
    article = extract(make_page(paragraphs=[*paragraphs[:-1], cut], below=pushes(row("5", story))))
    assert article.body == "\n\n".join([*paragraphs, ENDING])


def test_what_the_page_prints_and_leaves_out_is_no_rest(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    other = "اقرأ أيضا: مجلس القرية يفتح باب التسجيل في دورات الصيف."
    story = {"story": {"content": [*paragraphs, other]}}
    page = make_page(paragraphs=[*paragraphs, other], below=pushes(row("5", story)))
    assert extract(page).body == "\n\n".join(paragraphs)


def test_another_articles_text_is_not_taken(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    stories = [{"title": "غيره", "content": f"خبر آخر عن مدينة بعيدة. {ENDING}" * 40}]
    page = make_page(below=pushes(row("5", ["$", "$L2", None, {"related": stories}])))
    assert extract(page).body == "\n\n".join(paragraphs)


def test_a_page_that_shows_nothing_is_what_names_its_headline(texts: list[str], headline: str) -> None:
    stories = [
        {"title": "غيره", "content": f"خبر آخر عن مدينة بعيدة. {ENDING}" * 90},
        {"title": headline, "content": "\n".join(texts)},
    ]
    head = f'<title>{headline}</title><meta property="og:title" content="{headline}">'
    page = f"<html><head>{head}</head><body><div id=app></div>{pushes(row('5', stories))}</body></html>"
    assert extract(page.encode()).body == "\n\n".join(texts)
    page = page.replace(json.dumps(headline, ensure_ascii=False)[1:-1] + '\\"', 'لا شيء\\"')
    with pytest.raises(NotAnArticle):
        extract(page.encode())


def test_a_part_that_react_sends_later_is_read(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    later = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = make_page(paragraphs=[], below=f'<div hidden id="S:0"><div>{later}</div></div>')
    assert extract(page).body == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    "script",
    [
        "self.__next_f.push([1,",
        'self.__next_f.push([1,"5:T",])',
        'self.__next_f.push([1,"5:Tffffffff,نص"])',
        "self.__next_f.push([1,null])",
        'self.__next_f.push([1,"5:' + "[" * 5000 + '"])',
        'self.__next_f.push([1,"5:[[\\"$\\",{},null,[]],[\\"$\\",[],null,null],[\\"$\\",\\"p\\",null,7]]\\n"])',
        'self.__next_f.push([1,"5:T4,\\ud800x"])',
        'self.__next_f.push([1,"5:[NaN,1e999]\\n:\\n5:\\n\\n"])',
    ],
)
def test_broken_pieces_change_nothing(make_page: MakePage, paragraphs: tuple[str, ...], script: str) -> None:
    article = extract(make_page(below=f"<script>{script}</script>"))
    assert article.body == "\n\n".join(paragraphs)


@pytest.mark.parametrize("kind", ["pieces", "rows", "texts", "elements", "titles"])
def test_a_megabyte_of_it_is_read_in_time(make_page: MakePage, paragraphs: tuple[str, ...], kind: str) -> None:
    streams = {
        "pieces": pushes("5:[]\n" * 4_000, 5),
        "rows": pushes(row("5", {"a": ["x"]}) * 60_000, 10_000),
        "texts": pushes("".join(text_row(f"{n:x}", "خبر آخر. " * 20) for n in range(3_000)), 5_000),
        "elements": pushes(row("5", [element("p", "خبر آخر طويل") for _ in range(16_000)]), 5_000),
        "titles": pushes(row("5", [{"title": f"غيره {n}", "body": "خبر آخر. " * 40} for n in range(1_500)]), 5_000),
    }
    page = make_page(below=streams[kind])
    began = time.process_time()
    assert extract(page).body == "\n\n".join(paragraphs)
    assert time.process_time() - began < 1.0
