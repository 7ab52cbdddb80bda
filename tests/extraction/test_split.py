"""Lines apart: site name, headline, teaser and body; a page that is only text; what an element says of itself."""

from __future__ import annotations

import lxml.html
import pytest

from arnews_crawler.extraction import regions as r
from arnews_crawler.extraction.errors import NotAnArticle
from arnews_crawler.extraction.flat_text import read_flat_text
from arnews_crawler.extraction.page_signs import address_kind
from arnews_crawler.extraction.phrases import is_boilerplate_line
from arnews_crawler.extraction.split import split_lines, without_leading_headline
from arnews_crawler.text.fold import fold_key, fold_text

H = "اتفاق جديد بين القرى على مياه النبع"
A = "اتفقت ثلاث قرى في الوادي على تقاسم مياه النبع بعد خلاف دام عشرين عاما، ووقع المخاتير وثيقة بذلك."
B = "وتنص الوثيقة على أن يسقي كل فريق يومين، وأن يكون السابع للمارة والطيور."


def test_lines_are_taken_apart() -> None:
    cut = f"{A[:40]}..."
    split = split_lines(["نوادر", H, cut, H, A, B, "تابعوا نوادر على فيسبوك"], headline=H, site_names=["نوادر"])
    assert (split.headline, split.teaser, split.body) == (H, cut, [A, B])
    assert split.teaser_is_excerpt
    assert [reason for _, reason in split.dropped] == [
        "site_name",
        "repeated_headline",
        "repeated_headline",
        "teaser_is_excerpt",
        "boilerplate",
    ]


def test_a_teaser_of_its_own_stays_and_is_no_excerpt() -> None:
    split = split_lines([A, B], headline=H, teaser="ثلاثة مخاتير ووثيقة من صفحة واحدة")
    assert (split.teaser, split.teaser_is_excerpt, split.body) == ("ثلاثة مخاتير ووثيقة من صفحة واحدة", False, [A, B])


def test_the_first_cut_beginning_is_the_teaser_and_all_are_dropped() -> None:
    split = split_lines([f"{A[:30]}…", f"{A[:60]}...", A, B], headline=H)
    assert (split.teaser, split.body) == (f"{A[:30]}…", [A, B])


def test_a_body_of_one_cut_line_stays() -> None:
    split = split_lines([f"{A[:60]}..."], headline=H)
    assert (split.teaser, split.body) == (None, [f"{A[:60]}..."])


def test_the_headline_is_dropped_wherever_it_stands_in_whatever_spelling() -> None:
    lines = [f"«{H}»", A, f"نوادر | {H}", B, H.replace("أ", "ا")]
    assert split_lines(lines, headline=H, site_names=["نوادر"]).body == [A, B]
    assert split_lines(
        ["مياه النبع بالتساوي", A], headline=H, headline_keys={fold_key("مياه النبع بالتساوي")}
    ).body == [A]


def test_the_sites_name_inside_the_text_stays() -> None:
    assert split_lines([A, "نوادر", B], headline=H, site_names=["نوادر"]).body == [A, "نوادر", B]


def test_a_follow_us_line_at_the_end_is_dropped() -> None:
    assert split_lines([A, "تابعوا نوادر على فيسبوك"], headline=H).body == [A]


def test_the_last_line_is_never_dropped() -> None:
    assert split_lines(["اقرأ أيضا: خبر آخر"], headline=H).body == ["اقرأ أيضا: خبر آخر"]


def test_nothing_gives_nothing() -> None:
    split = split_lines([], headline=H)
    assert (split.headline, split.teaser, split.body, split.dropped) == (H, None, [], [])


@pytest.mark.parametrize("mark", [": ", " - ", ". ", " | ", "… ", "؛ "])
def test_a_headline_in_front_of_the_first_paragraph_is_taken_off(mark: str) -> None:
    assert without_leading_headline(f"{H}{mark}{A}", H) == A
    assert split_lines([f"«{H}»{mark}{A}", B], headline=H).body == [A, B]


@pytest.mark.parametrize("line", [f"{H} وقع أمس في الساحة.", A, H[:10], "", f"{H}: لا."])
def test_a_paragraph_that_only_begins_like_it_is_left_alone(line: str) -> None:
    assert without_leading_headline(line, H) == line


def test_no_headline_takes_nothing_off() -> None:
    assert without_leading_headline(A, "") == A
    assert without_leading_headline(A, "...") == A


# --- flat text ---


def test_a_flat_page_without_a_second_headline_is_read() -> None:
    flat = read_flat_text(f"نوادر\n\n{H}\n\n{A}\n{B}\nتابعوا نوادر على تلغرام\n")
    assert (flat.site_name, flat.split.headline, flat.split.teaser, flat.split.body) == ("نوادر", H, None, [A, B])


def test_a_flat_page_without_the_sites_name_is_read() -> None:
    flat = read_flat_text(f"{H}\n{A}\n{B}")
    assert (flat.site_name, flat.split.headline, flat.split.body) == (None, H, [A, B])
    assert flat.rules["headline"] == "first line"


def test_a_teaser_of_its_own_between_the_headlines_is_found() -> None:
    own = "وثيقة من صفحة واحدة تنهي خلافا طويلا على الماء"
    flat = read_flat_text(f"نوادر\n{H}\n{own}\n{H}\n{A}\n{B}")
    assert (flat.split.teaser, flat.split.body) == (own, [A, B])
    assert flat.rules["teaser"] == "between the headline and its repetition"
    assert not flat.split.teaser_is_excerpt


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no_body"),
        (" \n\u200f\n", "no_body"),
        (H, "no_headline"),
        (f"{H}\n{H}", "no_body"),
        ("كلمة " * 100, "no_headline"),
    ],
)
def test_a_flat_page_without_article_is_refused(text: str, code: str) -> None:
    with pytest.raises(NotAnArticle) as caught:
        read_flat_text(text)
    assert caught.value.code == code


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_every_line_break_parts_lines(separator: str) -> None:
    assert read_flat_text(separator.join([H, A, B])).split.body == [A, B]


# --- what an element says of itself ---


@pytest.mark.parametrize(
    ("markup", "region"),
    [
        ("<nav></nav>", r.NAVIGATION),
        ("<aside></aside>", r.COMPLEMENTARY),
        ("<footer></footer>", r.FOOTER),
        ('<div class="site-footer"></div>', r.FOOTER),
        ('<div id="comments"></div>', r.COMMENTS),
        ('<div class="commentList"></div>', r.COMMENTS),
        ('<div class="relatedPosts"></div>', r.RELATED),
        ('<div class="read_also"></div>', r.RELATED),
        ('<div class="share-buttons"></div>', r.SHARING),
        ('<div class="post-tags"></div>', r.TAGS),
        ('<div class="author-box"></div>', r.AUTHOR),
        ('<p class="wp-caption-text"></p>', r.CAPTION),
        ('<div class="newsletter-form"></div>', r.NEWSLETTER),
        ('<div class="ad-slot"></div>', r.ADVERT),
        ('<div class="cookie-bar"></div>', r.NOTICE),
        ('<span class="sr-only"></span>', r.HIDDEN),
        ("<div hidden></div>", r.HIDDEN),
        ('<div style="display:none"></div>', r.HIDDEN),
        ('<div style="VISIBILITY : Hidden"></div>', r.HIDDEN),
        ('<div class="entry-meta"></div>', r.META),
        ("<time></time>", r.META),
        ('<p class="excerpt"></p>', r.TEASER),
        ('<div class="entry-content"></div>', r.CONTENT),
        ('<div class="entry-content"></div>', r.BODY),
        ('<div itemprop="articleBody"></div>', r.BODY),
        ('<div role="navigation"></div>', r.NAVIGATION),
        ('<div role="complementary"></div>', r.COMPLEMENTARY),
        ('<blockquote class="twitter-tweet"></blockquote>', r.EMBED),
        ("<main></main>", r.CONTENT),
        ("<article></article>", r.ARTICLE),
        ("<script></script>", r.DISCARD),
        ("<template></template>", r.DISCARD),
    ],
)
def test_an_element_names_its_region(markup: str, region: int) -> None:
    assert r.region_of(lxml.html.fragment_fromstring(markup)) & region


@pytest.mark.parametrize(
    "markup",
    [
        "<div></div>",
        '<div class="shadow heading"></div>',
        '<div class="headline"></div>',
        '<div class="loading"></div>',
        '<div class="has-sidebar no-comments with-ads"></div>',
        '<div class="layout-sidebar-left"></div>',
        '<div class="stage vantage"></div>',
        '<div hidden="until-found"></div>',
        '<div style="display:block"></div>',
    ],
)
def test_an_element_that_names_no_region_is_in_none(markup: str) -> None:
    assert not r.region_of(lxml.html.fragment_fromstring(markup)) & (r.NOT_BODY | r.DISCARD)


# --- lines and addresses ---


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("اقرأ أيضا: خبر آخر", "read_also"),
        ("إقرأ أيضاً", "read_also"),
        ("Read more", "read_also"),
        ("تابعونا على فيسبوك", "follow_us"),
        ("اشترك في قناتنا على يوتيوب", "follow_us"),
        ("جميع الحقوق محفوظة 2026", "notice"),
        ("إعلان", "notice"),
        ("شارك الخبر", "share"),
        ("التعليقات", "section_end"),
        ("الأكثر قراءة", "section_end"),
        ("تابع الجمهور المباراة حتى نهايتها", None),
        ("أعلنت البلدية أمس", None),
        ("", None),
    ],
)
def test_lines_of_boilerplate_are_known(line: str, kind: str | None) -> None:
    assert is_boilerplate_line(fold_text(line), len(line)) == kind


def test_a_paragraph_is_no_boilerplate_line() -> None:
    assert is_boilerplate_line(fold_text(f"اقرأ أيضا {A * 4}"), 400) is None


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("", None),
        ("https://example.org", "home"),
        ("https://example.org/", "home"),
        ("https://example.org/index.php", "home"),
        ("https://example.org/ar", "home"),
        ("https://example.org/?p=12", None),
        ("https://example.org/index.php?id=12", None),
        ("https://example.org/?s=ماء", "search"),
        ("https://example.org/search?q=ماء", "search"),
        ("https://example.org/بحث/ماء", "search"),
        ("https://example.org/tag/ماء", "tag"),
        ("https://example.org/%D8%A7%D9%84%D9%88%D8%B3%D9%88%D9%85/ماء", "tag"),
        ("https://example.org/author/samir", "author"),
        ("https://example.org/wp-login", "login"),
        ("https://example.org/category/x", "listing"),
        ("https://example.org/x/page/3/", "listing"),
        ("https://example.org/video/3", "video"),
        ("https://example.org/albums/3", "gallery"),
        ("https://example.org/2026/05/12/searching-for-water", None),
        ("https://example.org/news/tagging", None),
    ],
)
def test_an_address_says_what_it_leads_to(url: str, kind: str | None) -> None:
    assert address_kind(url) == kind
