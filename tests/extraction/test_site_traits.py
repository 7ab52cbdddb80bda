"""What the pages of a site share is learned from a sample, and a page is read with it."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews_crawler.article import Article
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.errors import NotAnArticle
from arnews_crawler.extraction.evidence import Candidate
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.page_sketch import PageSketch, sketch_page
from arnews_crawler.extraction.site_traits import SiteTraits, TitleFrame
from arnews_crawler.extraction.trait_learning import learn_traits
from arnews_crawler.loaders import load_article

SLOGAN = "كل ما يدور في المدينة والريف، خبرا خبرا، منذ ربع قرن من الزمن بلا انقطاع"
NOTICE = "تعمل غرفة التحرير في خمس مدن وتنشر على مدار الساعة ما يصلها من مراسليها، ولها ميثاق يلتزم به كل من يكتب فيها."
TOPICS = ("الجسر", "الميناء", "المكتبة", "السوق", "المدرسة", "الحديقة", "المصنع", "المتحف", "الملعب", "المسرح")
VERBS = ("افتتح", "رمم", "وسع", "أغلق", "جدد")

MakeSite = Callable[..., list[bytes]]


def text_of(number: int) -> list[str]:
    """Paragraphs of an article that share no line with those of another one."""
    chance = random.Random(number)
    words = [f"{word}{tail}" for word in TOPICS for tail in ("", " القديم", " الجديد", " الكبير")]
    return [
        f"{chance.choice(VERBS)} العمال {' و'.join(chance.sample(words, 5))} بعد أشهر من العمل في الحي رقم {number}."
        for _ in range(4)
    ]


def headline_of(number: int) -> str:
    return f"{VERBS[number % 5]} العمال {TOPICS[number % 10]} في الحي رقم {number}"


def page_of(
    number: int,
    *,
    title: str = "{headline} - نوادر المدينة",
    heading: str = "<h1>{headline}</h1>",
    head: str = "",
    inside: str = "",
    body_class: str = "",
    paragraphs: list[str] | None = None,
) -> bytes:
    headline = headline_of(number)
    lines = "".join(f"<p>{line}</p>" for line in paragraphs or text_of(number))
    return (
        f'<html lang="ar"><head><meta charset="utf-8"><title>{title.format(headline=headline)}</title>{head}</head>'
        f'<body class="{body_class}"><div class="a">{heading.format(headline=headline)}'
        f'<div class="b">{lines}{inside}</div></div></body></html>'
    ).encode()


def learn(pages: list[bytes], *more: tuple[str, bytes]) -> SiteTraits:
    addressed = [(f"https://example.org/{number}", page) for number, page in enumerate(pages)]
    return learn_traits(sketch_page(parse_document(page, url)) for url, page in [*addressed, *more])


def read(page: bytes, traits: SiteTraits | None = None, url: str = "https://example.org/news/70") -> Article:
    return load_article(parse_document(page, url), PageHints(traits=traits))


def site(count: int = 8, **parts: Any) -> list[bytes]:
    return [page_of(number, **parts) for number in range(count)]


def test_a_heading_that_all_pages_have_is_no_headline() -> None:
    heading = "<h1>مرصد المدينة للأنباء والتحقيقات المصورة</h1><h2>{headline}</h2>"
    parts: dict[str, Any] = {"heading": heading, "title": "مرصد المدينة للأنباء والتحقيقات المصورة"}
    page = page_of(70, **parts)
    assert read(page).headline != headline_of(70)
    article = read(page, learn(site(**parts)))
    assert article.headline == headline_of(70)
    assert article.site_name == "مرصد المدينة للأنباء والتحقيقات المصورة"


def test_a_paragraph_that_all_pages_have_is_left_out() -> None:
    page = page_of(70, inside=f"<p>{NOTICE}</p>")
    assert NOTICE in read(page).body
    body = read(page, learn(site(inside=f"<p>{NOTICE}</p>"))).body
    assert body == "\n\n".join(text_of(70))


def test_a_short_text_that_other_pages_show_in_smaller_letters_is_its_article() -> None:
    # Tables and fonts, no class anywhere: a box of the latest news prints the whole text of a short article.
    text = text_of(70)[0]

    def table(number: int, body: list[str], box: str) -> bytes:
        paragraphs = "<br><br>".join(body)
        return (
            f'<html lang="ar"><head><meta charset="utf-8"><title>{headline_of(number)}</title></head><body><table><tr>'
            f'<td><font size="5">{headline_of(number)}</font></td></tr><tr><td><font size="4">{paragraphs}</font></td>'
            f'</tr><tr><td><font size="2">{box}</font></td></tr></table></body></html>'
        ).encode()

    traits = learn([table(number, text_of(number), text) for number in range(8)])
    page = table(70, [text_of(90)[0], text], "")
    assert read(page, traits).body == f"{text_of(90)[0]}\n\n{text}"
    assert text not in read(table(71, text_of(71), text), traits).body


def test_a_subheading_that_recurs_stays_between_paragraphs_and_goes_at_the_end() -> None:
    lines = [*text_of(70), "خلفية", *text_of(71)]
    recurring = "<p>خلفية</p><p>كلمة أخيرة تخص هذا المقال وحده برقم {n}.</p><p>انتهى</p>"
    pages = [page_of(n, inside=recurring.format(n=n)) for n in range(8)]
    traits = learn(pages)
    assert read(page_of(70, paragraphs=[*lines, "انتهى"]), traits).body == "\n\n".join(lines)


def test_a_slogan_is_no_teaser() -> None:
    slogan = "افتتح العمال الجسر والميناء والمكتبة في كل حي من أحياء المدينة، ونحن ننقل الخبر رقم واحد"
    head = f'<meta property="og:description" content="{slogan}">'
    assert read(page_of(70, head=head)).teaser == slogan
    assert read(page_of(70, head=head), learn(site(head=head))).teaser is None


def test_a_class_that_every_body_has_says_nothing() -> None:
    page = page_of(70, body_class="home dark")
    with pytest.raises(NotAnArticle, match="home"):
        read(page)
    assert read(page, learn(site(body_class="home dark"))).headline == headline_of(70)
    with pytest.raises(NotAnArticle, match="home"):
        read(page, learn([*site(body_class="home dark"), page_of(60, body_class="dark")]))


@pytest.mark.parametrize("between", [" - ", " | ", "|", " ", " :: ", "، "])
def test_the_name_is_taken_off_a_title_whatever_stands_between(between: str) -> None:
    parts: dict[str, Any] = {"title": "{headline}" + between + "نوادر المدينة", "heading": ""}
    article = read(page_of(70, **parts), learn(site(**parts)))
    assert article.headline == headline_of(70)
    assert article.site_name == "نوادر المدينة"


def test_words_that_all_headlines_have_are_theirs_where_a_heading_says_so() -> None:
    name = "مرصد المدينة الكبير للأنباء والتحقيقات المصورة"
    heading = "<h1>" + name + "</h1><h2>{headline} في شهر</h2>"
    assert learn(site(title="{headline} في شهر " + name, heading=heading)).site_names == (name,)


def test_a_name_in_front_and_a_section_in_most_titles() -> None:
    sections = ("ثقافة", "رياضة")
    pages = [page_of(n, title="نوادر المدينة: {headline} - " + sections[n % 2]) for n in range(8)]
    traits = learn(pages)
    assert traits.site_names == ("نوادر المدينة",)
    assert traits.frames == (TitleFrame("title", "نوادر المدينة", ""),)


def test_one_article_at_many_addresses_is_no_boilerplate() -> None:
    twin = page_of(70)
    traits = learn(site(5), *((f"https://example.org/70?from={n}", twin) for n in range(5)))
    assert traits.pages == 6
    assert read(twin, traits).body == "\n\n".join(text_of(70))


def test_pages_that_say_not_found_teach_nothing() -> None:
    lost = page_of(70, paragraphs=["الصفحة التي تبحث عنها غير موجودة، ولعلها نقلت إلى مكان آخر من هذا الموقع الكبير."])
    assert learn([lost] * 8).pages == 0
    assert learn([*site(3), *[lost] * 3]).shared_lines == learn([*site(3), lost]).shared_lines


def test_a_page_of_shared_lines_alone_does_not_tie_the_others_together() -> None:
    inside = f"<p>{NOTICE}</p>"
    assert learn([*site(6, inside=inside), page_of(60, paragraphs=["قريبا"], inside=inside)]).pages == 6


def test_shared_text_that_is_longer_than_the_article_does_not_win() -> None:
    terms = "".join(f"<p>{NOTICE} {NOTICE} البند {n} من شروط الموقع.</p>" for n in range(9))
    links = "".join(f'<div><a href="/{n}">الرابط رقم {n} إلى صفحة من صفحات الموقع</a></div>' for n in range(20))
    inside = f'</div>{links}<div class="t">{terms}'
    assert read(page_of(70, inside=inside), learn(site(inside=inside))).body == "\n\n".join(text_of(70))


def test_an_excerpt_in_a_box_does_not_take_the_paragraph_from_its_article() -> None:
    box = f'<div class="side"><div class="box">{text_of(70)[0]}</div></div>'
    traits = learn(site(inside=box))
    assert traits.shared_lines
    assert read(page_of(70, inside=box), traits).body == "\n\n".join(text_of(70))


def test_a_headline_that_all_pages_name_stays_the_headline_of_its_article() -> None:
    ticker = f"<h3>{headline_of(70)}</h3>"
    traits = learn(site(heading=ticker + "<h1>{headline}</h1>"))
    assert traits.is_shared_label(headline_of(70))
    assert read(page_of(70, heading=ticker + "<h1>{headline}</h1>"), traits).headline == headline_of(70)


def test_too_few_pages_teach_nothing() -> None:
    assert learn(site(3, inside=f"<p>{NOTICE}</p>")) == SiteTraits()
    page = page_of(70, inside=f"<p>{NOTICE}</p>")
    assert read(page, SiteTraits()) == read(page)


HASHES = st.frozensets(st.integers(0, 2**64 - 1), max_size=20)
SKETCHES = st.lists(
    st.builds(
        PageSketch,
        url=st.sampled_from("abcdefghijklmnop"),
        titles=st.lists(st.builds(Candidate, st.text("نمس |-", max_size=9), st.sampled_from(("title", "og:title"))))
        .map(tuple),
        headings=st.lists(st.text("نم", max_size=4)).map(tuple),
        descriptions=st.lists(st.text("نم", max_size=4)).map(tuple),
        lines=st.dictionaries(st.integers(0, 12), st.sampled_from((0, 60, 300))),
        body_classes=st.frozensets(st.sampled_from(("home", "dark"))),
    ),
    max_size=16,
    unique_by=lambda sketch: sketch.url,
)  # fmt: skip


@given(SKETCHES, st.randoms())
def test_the_order_of_the_sample_does_not_matter(sketches: list[PageSketch], chance: random.Random) -> None:
    learned = learn_traits(sketches)
    chance.shuffle(sketches)
    assert learn_traits(sketches).to_json() == learned.to_json()


@given(
    st.builds(
        SiteTraits,
        pages=st.integers(0, 12),
        site_names=st.lists(st.text(max_size=9), max_size=3).map(tuple),
        frames=st.lists(st.builds(TitleFrame, *[st.text(max_size=9)] * 3), max_size=3).map(tuple),
        shared_headings=HASHES,
        shared_titles=HASHES,
        shared_descriptions=HASHES,
        shared_lines=HASHES,
        body_classes=st.frozensets(st.text(max_size=9), max_size=3),
    )
)
def test_traits_come_back_from_their_text(traits: SiteTraits) -> None:
    assert SiteTraits.from_json(traits.to_json()) == traits


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', '{"version": 1, "pages": null}'])
def test_text_that_is_no_traits_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        SiteTraits.from_json(text)


def test_traits_of_another_version_are_refused() -> None:
    told = json.loads(SiteTraits().to_json()) | {"version": 0}
    with pytest.raises(ValueError, match="version 0"):
        SiteTraits.from_json(json.dumps(told))


def test_traits_are_the_same_in_every_process() -> None:
    code = (
        "from arnews_crawler.extraction.page_sketch import sketch_page\n"
        "from arnews_crawler.extraction.document import parse_document\n"
        "print(sorted(sketch_page(parse_document('<html><body><p>خبر عاجل</p></body></html>'.encode(), '')).lines))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
