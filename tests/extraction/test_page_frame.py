"""Parts that most pages of a site have letter for letter are passed over, and nothing else is."""

from __future__ import annotations

import lxml.html
import pytest

from arnews_crawler.extraction.blocks import read_blocks
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.page_frame import PageFrame, content_hash, sketch_frame, start_of
from arnews_crawler.extraction.page_sketch import sketch_page
from arnews_crawler.extraction.site_traits import SiteTraits
from arnews_crawler.extraction.trait_learning import learn_traits
from arnews_crawler.loaders import load_article

MENU = (
    '<nav id="menu"><ul class="items">'
    + "".join(f"<li><a href='/{n}'>قسم {n}</a></li>" for n in range(12))
    + "</ul></nav>"
)


def page_of(number: int, menu: str = MENU) -> str:
    body = "".join(
        f"<p>فقرة طويلة من الخبر رقم {number} تروي ما جرى في الحي {part} صباح اليوم "
        "حين افتتحت البلدية الجسر الجديد فوق النهر.</p>"
        for part in range(5)
    )
    head = f'<html lang="ar"><head><meta charset="utf-8"><title>الخبر {number} من أخبار المدينة</title></head>'
    return f"{head}<body>نص {menu} حر<main><h1>الخبر {number} من أخبار المدينة</h1>{body}</main></body></html>"


def traits_of(*pages: str) -> SiteTraits:
    sketches = (
        sketch_page(parse_document(page.encode(), f"https://example.org/{number}", "text/html"))
        for number, page in enumerate(pages)
    )
    return learn_traits(sketches)


def texts(page: str, frame: PageFrame | None) -> list[str]:
    return [block.text for block in read_blocks(lxml.html.document_fromstring(page), frame).blocks]


def test_a_menu_that_all_pages_have_is_passed_over_and_the_text_around_it_stays_in_two() -> None:
    frame = traits_of(*map(page_of, range(6))).page_frame
    assert "قسم 3" in texts(page_of(9), None)
    assert texts(page_of(9), frame)[:3] == ["نص", "حر", "الخبر 9 من أخبار المدينة"]


@pytest.mark.parametrize(
    "menu",
    [MENU.replace("قسم 3", "قسم آخر"), MENU.replace("<li>", "<li class='here'>", 1)],
    ids=["other words", "another place is marked"],
)
def test_a_part_that_differs_in_one_letter_is_read(menu: str) -> None:
    frame = traits_of(*map(page_of, range(6))).page_frame
    assert "قسم 7" in texts(page_of(9, menu), frame)


def test_what_differs_from_page_to_page_is_no_frame() -> None:
    frame = traits_of(*(page_of(n, MENU.replace("قسم 3", f"قسم {n * 100}")) for n in range(6))).page_frame
    assert frame == PageFrame()


def test_a_part_is_known_by_its_start_and_its_content() -> None:
    menu = lxml.html.fragment_fromstring(MENU)
    assert start_of(menu) == "nav#menu.:1"
    (other, *_) = lxml.html.document_fromstring(f"<body>{MENU}ذيل</body>").iter("nav")
    assert content_hash(menu) == content_hash(other)
    assert menu in PageFrame(frozenset({start_of(menu)}), frozenset({content_hash(menu)}))
    assert menu not in PageFrame(frozenset({start_of(menu)}), frozenset())


def test_small_parts_and_deep_ones_are_not_worth_the_comparison() -> None:
    small = lxml.html.document_fromstring("<body><ul><li>1</li><li>2</li></ul></body>")
    assert sketch_frame(small[0]) == {}
    deep = lxml.html.document_fromstring(f"<body>{'<div>' * 20}{MENU}{'</div>' * 20}</body>")
    assert len(sketch_frame(deep[0])) == 5


def test_a_section_that_only_the_menu_confirms_is_found_where_the_menu_is_passed_over() -> None:
    page = page_of(9).replace("<h1>", "<a href='/3'>قسم 3</a><h1>")
    traits = traits_of(*map(page_of, range(6)))
    for hints in (PageHints(), PageHints(traits=traits)):
        article = load_article(parse_document(page.encode(), "https://example.org/9"), hints)
        assert (article.section, article.evidence["section"]) == ("قسم 3", "link that the menu has too")


def test_it_is_kept_with_the_traits() -> None:
    traits = traits_of(*map(page_of, range(6)))
    assert traits.page_frame.contents
    assert SiteTraits.from_json(traits.to_json()) == traits
