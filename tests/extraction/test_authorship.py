"""People, agency, section, tags: who wrote an article, where it came from, where it stands."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from arnews_crawler.extraction.agencies import is_agency
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.names import is_person, split_names
from arnews_crawler.loaders import extract, load_article

MakePage = Callable[..., bytes]


def linked(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


@pytest.mark.parametrize(
    "line",
    [
        "<p>بقلم: سمير قدورة</p>",
        "<p>بقلم سمير قدورة</p>",
        "<div>كتب سمير قدورة</div>",
        "<div>كتب: سمير قدورة</div>",
        "<span>إعداد: سمير قدورة</span>",
        '<div class="byline">تقرير | سمير قدورة</div>',
        '<span class="author-name">سمير قدورة</span>',
        '<div class="author"><a href="/author/samir/">سمير قدورة</a></div>',
        '<a href="/writers/12/samir">سمير قدورة</a>',
        "<p>By Samir</p>".replace("Samir", "سمير قدورة"),
    ],
)
def test_a_byline_names_the_writer(make_page: MakePage, paragraphs: tuple[str, ...], line: str) -> None:
    article = extract(make_page(between=line))
    assert article.authors == ["سمير قدورة"]
    assert article.body == "\n\n".join(paragraphs)
    assert "authors" in article.evidence


@pytest.mark.parametrize(
    "head",
    [
        linked(author={"@type": "Person", "name": "سمير قدورة"}),
        linked(author="سمير قدورة"),
        linked(author=[{"@type": "Person", "name": "سمير قدورة"}]),
        linked(creator=["سمير قدورة"]),
        '<meta name="author" content="سمير قدورة">',
        '<meta property="article:author" content="سمير قدورة">',
        '<meta name="dc.creator" content="سمير قدورة">',
    ],
)
def test_metadata_name_the_writer(make_page: MakePage, head: str) -> None:
    assert extract(make_page(head=head)).authors == ["سمير قدورة"]


def test_microdata_name_the_writer(make_page: MakePage) -> None:
    box = (
        '<div itemprop="author" itemscope itemtype="https://schema.org/Person"><span '
        'itemprop="name">سمير قدورة</span></div>'
    )
    assert extract(make_page(between=box)).authors == ["سمير قدورة"]


def test_the_byline_names_the_writer_where_metadata_name_the_newsroom(make_page: MakePage) -> None:
    head = linked(author={"@type": "Organization", "name": "منارة الوادي"}, publisher={"name": "منارة الوادي"})
    assert extract(make_page(head=head, between="<p>بقلم: مها الراسي</p>")).authors == ["مها الراسي"]
    assert extract(make_page(head=head)).authors == []


@pytest.mark.parametrize(
    "name",
    [
        "admin",
        "Editor",
        "webmaster",
        "المحرر",
        "هيئة التحرير",
        "صحيفة الوادي",
        "غرفة الأخبار",
        "user12345",
        "a@example.org",
        "https://example.org/u/1",
    ],
)
def test_a_login_or_a_desk_is_no_person(make_page: MakePage, name: str) -> None:
    assert not is_person(name, set())
    assert extract(make_page(head=f'<meta name="author" content="{name}">')).authors == []


@pytest.mark.parametrize(
    "agency",
    [
        "رويترز",
        "أ ف ب",
        "أ.ف.ب",
        "فرانس برس",
        "الأناضول",
        "وام",
        "واس",
        "بترا",
        "وكالات",
        "شينخوا",
        "AFP",
        "Reuters",
        "وكالة الأنباء الألمانية",
    ],
)
def test_an_agency_is_no_author(make_page: MakePage, agency: str) -> None:
    assert is_agency(agency)
    article = extract(make_page(head=f'<meta name="author" content="{agency}">'))
    assert (article.authors, article.agency) == ([], agency)


def test_people_and_agency_of_one_byline(make_page: MakePage) -> None:
    article = extract(make_page(between="<p>بقلم: سمير قدورة، مها الراسي - رويترز</p>"))
    assert (article.authors, article.agency) == (["سمير قدورة", "مها الراسي"], "رويترز")
    assert "agency" in article.evidence


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("بقلم: سمير قدورة", ["سمير قدورة"]),
        ("كتب – مها الراسي:", ["مها الراسي"]),
        ("سمير قدورة، مها الراسي", ["سمير قدورة", "مها الراسي"]),
        ("سمير قدورة و مها الراسي", ["سمير قدورة", "مها الراسي"]),
        ("سمير قدورة / مها الراسي", ["سمير قدورة", "مها الراسي"]),
        ("Samir Kaddoura and Maha Rassi", ["Samir Kaddoura", "Maha Rassi"]),
        ("سمير قدورة - القاهرة", ["سمير قدورة"]),
        ("سمير قدورة - أ ف ب", ["سمير قدورة", "أ ف ب"]),
        ("وائل وردة", ["وائل وردة"]),
        ("https://example.org/author/1", []),
        ("@samir", []),
        ("", []),
    ],
)
def test_names_of_a_byline_are_parted(line: str, names: list[str]) -> None:
    assert split_names(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("سمير قدورة ومها الراسي", ["سمير قدورة", "مها الراسي"]),
        ("سمير قدورة وائل وردة", ["سمير قدورة وائل وردة"]),
        ("سمير قدورة وليد حسن", ["سمير قدورة وليد حسن"]),
        ("مها الراسي وسمير قدورة ولينا فرح", ["مها الراسي", "سمير قدورة", "لينا فرح"]),
        ("كتبها: سمير قدورة", ["سمير قدورة"]),
        ("حاوره: سمير قدورة", ["سمير قدورة"]),
        ("نشره سمير قدورة", ["سمير قدورة"]),
        ("إعداد وتحرير: سمير قدورة", ["سمير قدورة"]),
        ("الكاتب الصحفي سمير قدورة", ["سمير قدورة"]),
        ("مراسلنا: سمير قدورة", ["سمير قدورة"]),
        ("محرر الشؤون الاقتصادية سمير قدورة", ["سمير قدورة"]),
        ("رئيس التحرير سمير قدورة", ["سمير قدورة"]),
        ("سمير قدورة، كاتب صحفي", ["سمير قدورة"]),
        ("سمير قدورة | محرر الشؤون الدولية", ["سمير قدورة"]),
        ("سمير قدورة samir@example.org", ["سمير قدورة"]),
        ("Posted by Samir Kaddoura", ["Samir Kaddoura"]),
        ("By Samir Kaddoura, Maha Rassi, and Lina Farah", ["Samir Kaddoura", "Maha Rassi", "Lina Farah"]),
        ("Samir Kaddoura, Chief Economics Editor", ["Samir Kaddoura"]),
        ("View all posts by Samir Kaddoura →", ["Samir Kaddoura"]),
        ("By", []),
    ],
)
def test_labels_and_roles_are_no_part_of_a_name(line: str, names: list[str]) -> None:
    assert split_names(line) == names


@pytest.mark.parametrize(
    "name",
    [
        "مدير الموقع",
        "هيئة التحرير",
        "فريق منارة الوادي",
        "أسرة التحرير",
        "الأدمن",
        "خاص",
        "كاتب صحفي",
        "محرر الشؤون الدولية",
        "عن الكاتب",
        "undefined",
        "null",
        "News Desk",
        "The Valley Team",
        "facebook.com/valley",
        "subscribing to this newsletter",
    ],
)
def test_desks_roles_and_empty_words_are_no_person(name: str) -> None:
    assert not is_person(name, set())


@pytest.mark.parametrize(
    "name", ["سمير قدورة", "كاتب ياسين", "د. مها الراسي", "al-Samir Kaddoura", "محمد عبد الله", "Samir", "samir_k"]
)
def test_people_are_people(name: str) -> None:
    assert is_person(name, set())


@pytest.mark.parametrize(
    "line",
    [
        "<div>كتبت مها الراسي</div>",
        "<div>كتبها: مها الراسي</div>",
        "<div>حاورته: مها الراسي</div>",
        "<p>Posted by مها الراسي</p>",
        "<p>بقلم: مها الراسي | 12 مايو 2026</p>",
        "<p>By مها الراسي on Dec 5, 2025</p>",
        "<p>كتب: مها الراسي - القاهرة</p>",
        '<div class="info"><a href="/section/1">سياسة</a> <a rel="author" href="/u/7">مها الراسي</a> 12 مايو</div>',
        '<span class="p-author h-card">مها الراسي</span>',
        '<span class="author vcard"><a class="url fn n" href="/author/maha/">مها الراسي</a></span>',
        '<div class="author-name">بقلم: <b>مها الراسي</b></div>',
    ],
)
def test_bylines_of_many_forms(make_page: MakePage, line: str) -> None:
    head = linked(author={"@type": "Organization", "name": "منارة الوادي"}, publisher={"name": "منارة الوادي"})
    assert extract(make_page(head=head, between=line)).authors == ["مها الراسي"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Photos by مها الراسي</p>",
        "<p>Reviewed by Maha Rassi</p>",
        "<p>كتب إلي 75 قارئا عن دور غرفة التجارة</p>",
        "<p>By subscribing you agree to our terms, privacy policy and cookies</p>",
    ],
)
def test_other_work_than_writing_is_no_byline(make_page: MakePage, line: str) -> None:
    assert extract(make_page(between=line)).authors == []


@pytest.mark.parametrize("agency", ["رويترز", "وام", "وفا", "أ ف ب"])
def test_an_agency_in_an_element_of_its_own_is_not_glued_to_the_name(make_page: MakePage, agency: str) -> None:
    line = f"<div><span>بقلم: </span><span>سمير قدورة</span><span>{agency}</span></div>"
    article = extract(make_page(between=line))
    assert (article.authors, article.agency) == (["سمير قدورة"], agency)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("<p>رويترز، أ ف ب</p>", "رويترز"),
        ("<p>(وام)</p>", "وام"),
        ("<p>دبي - وام</p>", "وام"),
        ("<p>وكالات</p>", "وكالات"),
        ("<p>المصدر: وكالة رويترز</p>", "وكالة رويترز"),
    ],
)
def test_an_agency_is_read_from_its_line(make_page: MakePage, line: str, agency: str) -> None:
    article = extract(make_page(between=line))
    assert (article.authors, article.agency) == ([], agency)


def test_an_address_and_a_login_are_no_authors(make_page: MakePage) -> None:
    for value in ("https://www.facebook.com/valley", "admin", "@valley", "editor"):
        head = f'<meta property="article:author" content="{value}">'
        assert extract(make_page(head=head)).authors == []
        assert extract(make_page(head=head, between="<p>بقلم: مها الراسي</p>")).authors == ["مها الراسي"]


def test_commenters_and_other_writers_are_no_authors(make_page: MakePage) -> None:
    below = (
        '<aside><div class="writer"><a href="/writers/3">كاتب الزاوية اليومية</a></div></aside>'
        '<div class="comments"><span class="comment-author">قارئ غاضب</span><p>كتب قارئ '
        "آخر: أحسنتم.</p></div>"
    )
    assert extract(make_page(below=below)).authors == []


def test_names_come_once_and_in_order(make_page: MakePage) -> None:
    head = linked(author=[{"name": "مها الراسي"}, {"name": "سمير قدورة"}, {"name": "مها الراسي"}])
    assert extract(make_page(head=head)).authors == ["مها الراسي", "سمير قدورة"]


def test_the_feed_names_the_writer_where_the_page_does_not(make_page: MakePage) -> None:
    hints = PageHints(authors=["سمير قدورة"])
    assert load_article(parse_document(make_page()), hints).authors == ["سمير قدورة"]
    page = make_page(between="<p>بقلم: مها الراسي</p>")
    assert load_article(parse_document(page), hints).authors == ["مها الراسي"]


# --- section and tags ---

TRAIL = (
    '<nav aria-label="breadcrumb"><ol class="breadcrumb"><li><a href="/">الرئيسية</a>'
    '</li><li><a href="/agri">زراعة</a></li></ol></nav>'
)


def breadcrumb_list(*names: str) -> str:
    items = [{"@type": "ListItem", "position": n, "name": name} for n, name in enumerate(names, 1)]
    node = {"@type": "BreadcrumbList", "itemListElement": items}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_the_section_is_found_where_the_page_says_it(make_page: MakePage, headline: str) -> None:
    parts: dict[str, dict[str, str]] = {
        "json_ld": {"head": linked(articleSection="زراعة")},
        "json_ld_list": {"head": linked(articleSection=["زراعة", "محليات"])},
        "meta": {"head": '<meta property="article:section" content="زراعة">'},
        "microdata": {"between": '<meta itemprop="articleSection" content="زراعة">'},
        "breadcrumb_list": {"head": breadcrumb_list("الرئيسية", "زراعة", headline)},
        "breadcrumb_items": {
            "head": (
                '<script type="application/ld+json">'
                '{"@type":"BreadcrumbList","itemListElement":[{"item":{"name":"زراعة"}}]}</script>'
            )
        },
        "visible": {"above": TRAIL},
    }
    for name, part in parts.items():
        article = extract(make_page(**part))
        assert article.section == "زراعة", name
        assert "section" in article.evidence


def test_home_site_and_headline_are_no_section(make_page: MakePage, headline: str) -> None:
    head = (
        '<meta property="og:site_name" content="منارة الوادي"><meta property="article:section" content="منارة الوادي">'
    )
    html = make_page(head=head + breadcrumb_list("الرئيسية", "منارة الوادي", headline))
    assert extract(html).section is None


def test_hints_know_the_section(make_page: MakePage) -> None:
    assert load_article(parse_document(make_page()), PageHints(section="زراعة")).section == "زراعة"


def test_tags_are_found_in_order_each_once(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    wanted = ["زيتون", "موسم القطاف", "معاصر"]
    parts: dict[str, dict[str, str]] = {
        "keywords": {"head": '<meta name="keywords" content="زيتون, موسم القطاف،معاصر, زيتون">'},
        "json_ld": {"head": linked(keywords=[*wanted, "زيتون"])},
        "article_tag": {"head": "".join(f'<meta property="article:tag" content="{tag}">' for tag in wanted)},
        "article_tags_in_one": {"head": f'<meta property="article:tag" content="{"، ".join(wanted)}">'},
        "visible": {
            "below": '<ul class="tags">' + "".join(f'<li><a href="/t">#{tag}</a></li>' for tag in wanted) + "</ul>"
        },
        "inside": {
            "inside": '<div class="post-tags"><span>الوسوم:</span>'
            + "".join(f'<a href="/t">{tag}</a>' for tag in wanted)
            + "</div>"
        },
    }
    for name, part in parts.items():
        article = extract(make_page(**part))
        assert article.tags == wanted, name
        assert article.body == "\n\n".join(paragraphs), name


@pytest.mark.parametrize(
    "told",
    [
        ["طرابلس، لبنان"],
        ["زيتون", "طرابلس، ميناء، لبنان"],
        ["قال وهو يغلق باب المعصرة القديمة, إنه لن يعود, ثم عاد"],
    ],
    ids=["two parts", "one of several", "a sentence"],
)
def test_a_tag_with_a_comma_is_one_tag(make_page: MakePage, told: list[str]) -> None:
    head = "".join(f'<meta property="article:tag" content="{tag}">' for tag in told)
    assert extract(make_page(head=head)).tags == told


def test_hints_know_tags_where_the_page_has_none(make_page: MakePage) -> None:
    hints = PageHints(tags=["زيتون"])
    assert load_article(parse_document(make_page()), hints).tags == ["زيتون"]
    page = make_page(head='<meta name="keywords" content="معاصر">')
    assert load_article(parse_document(page), hints).tags == ["معاصر"]


# --- image and language ---


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:image" content="/img/1.jpg">',
        '<meta name="twitter:image" content="https://example.org/img/1.jpg">',
        linked(image="/img/1.jpg"),
        linked(image={"@type": "ImageObject", "url": "/img/1.jpg"}),
        linked(image=[{"url": "//example.org/img/1.jpg"}, "/img/2.jpg"]),
    ],
)
def test_the_image_is_an_absolute_address(make_page: MakePage, head: str) -> None:
    assert extract(make_page(head=head), "https://example.org/n/1").image_url == "https://example.org/img/1.jpg"


def test_the_language_is_that_of_the_text_not_of_the_label(make_page: MakePage) -> None:
    assert extract(make_page()).language == "ar"
    english = [
        ("The farmers of the western valley have finished their olive harvest a week before the usual date this year."),
        "The head of the cooperative said that the yield is about a fifth above that of the last season.",
    ]
    assert extract(make_page(headline="Olive harvest ends before the rain", paragraphs=english)).language == "en"
