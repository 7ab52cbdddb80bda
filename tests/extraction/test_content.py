"""The body: what a page's own text is and what only stands beside it, whatever the markup."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.loaders import extract, load_article

MakePage = Callable[..., bytes]

LONG = (
    "كنت أسكن في هذا الحي قبل أن يشق الشارع الكبير، وكنا نعرف مواعيد المعصرة من رائحة "
    "الزيت في الأزقة، ثم هدمت الأسوار "
    "وصار لكل بيت باب من حديد، ولم يعد أحد يسأل عن أحد. أتذكر أن جدي كان يحمل تنكة "
    "الزيت على كتفه من الوادي إلى السوق "
    "ماشيا، ويعود قبل الظهر ليصلي في المسجد الصغير، ثم ينام تحت التينة حتى العصر ولا "
    "يوقظه إلا صوت بائع الكعك."
)
INSIDE = {
    "read also paragraph": '<p>اقرأ أيضا: <a href="/2">أسعار الزيت تستقر في الأسواق</a></p>',
    "read also in bold": '<p><strong>اقرأ أيضًا| <a href="/2">أسعار الزيت تستقر</a></strong></p>',
    "read also as box": (
        '<div class="read-also"><h4>اقرأ أيضا</h4><ul><li><a href="/2">أسعار الزيت تستقر في الأسواق</a></li></ul></div>'
    ),
    "linked line alone": '<p><a href="/2">أسعار الزيت تستقر في الأسواق المحلية</a></p>',
    "figure": '<figure><img src="1.jpg"><figcaption>مزارعون في الوادي الغربي (رويترز)</figcaption></figure>',
    "wp caption": (
        '<div class="wp-caption"><img src="1.jpg"><p class="wp-caption-text">مزارعون في الوادي الغربي</p></div>'
    ),
    "credit": "<p>تصوير: مها الراسي</p>",
    "advert": '<div class="adsbygoogle"><span>إعلان</span></div>',
    "newsletter": (
        '<div class="newsletter-box"><p>اشترك في نشرتنا البريدية لتصلك أخبار الوادي كل صباح '
        "في بريدك قبل الجميع.</p></div>"
    ),
    "share": '<div class="share-buttons"><span>شارك</span><a href="#">فيسبوك</a><a href="#">واتساب</a></div>',
    "follow us": '<p>تابعونا على <a href="#">فيسبوك</a> و<a href="#">تلغرام</a></p>',
    "screen reader": '<span class="screen-reader-text">يفتح في نافذة جديدة</span>',
    "hidden": '<p style="display: none">نص لا يراه أحد من قراء هذه الصفحة أبدا ولو كان طويلا كهذا.</p>',
    "hidden attribute": "<p hidden>نص لا يراه أحد من قراء هذه الصفحة أبدا ولو كان طويلا كهذا.</p>",
    "script": (
        "<script>document.write('نص من برنامج');</script><style>p{color:red}</style><noscript>فعل جافاسكربت</noscript>"
    ),
    "embedded post": (
        '<blockquote class="twitter-tweet"><p>مطر خفيف الآن في الوادي</p>&mdash; سمير <a '
        'href="#">12 مايو</a></blockquote>'
    ),
    "video": '<div class="video"><iframe src="x"></iframe></div><video>متصفحك لا يدعم الفيديو</video>',
    "form": ("<form><input><select><option>الوادي</option></select><button>أرسل</button></form>"),
    "bare address": "<p>https://example.org/very/long/address/1</p>",
    "empty paragraphs": "<p>&nbsp;</p><p></p><p> <br> </p>",
    "comment": "<!-- تعليق المحرر: احذف هذه الفقرة -->",
    "inline related": (
        '<div class="related-posts-inline"><a href="/2"><img src="2.jpg"><span>أسعار الزيت '
        "تستقر في الأسواق</span></a></div>"
    ),
}


@pytest.mark.parametrize("name", INSIDE)
@pytest.mark.parametrize("place", ["middle", "end"])
def test_what_stands_inside_the_body_and_is_no_text_is_left_out(
    make_page: MakePage, paragraphs: tuple[str, ...], name: str, place: str
) -> None:
    if place == "end":
        html = make_page(inside=INSIDE[name])
    else:
        html = make_page(paragraphs=[paragraphs[0], f"</p>{INSIDE[name]}<p>{paragraphs[1]}", *paragraphs[2:]])
    assert extract(html).body == "\n\n".join(paragraphs)


AROUND = {
    "comments longer than the article": '<div id="comments"><h3>التعليقات</h3><ol class="commentlist"><li><p>'
    + LONG
    + "</p></li><li><p>"
    + LONG[:300]
    + ".</p></li></ol></div>",
    "facebook comments": f'<section class="fb-comments"><div>{LONG}</div></section>',
    "sidebar of excerpts": '<aside class="sidebar">'
    + "".join(
        f'<div class="item"><h4><a href="/{n}">خبر آخر من الوادي رقم {n}</a></h4><p>{LONG[:200]}</p></div>'
        for n in range(4)
    )
    + "</aside>",
    "column of excerpts": '<div class="col-4">'
    + "".join(
        f'<div class="item"><h4><a href="/{n}">خبر آخر من الوادي رقم {n}</a></h4><p>{LONG[:200]}</p></div>'
        for n in range(4)
    )
    + "</div>",
    "author box": f'<div class="author-box"><h4>عن الكاتب</h4><p>{LONG[:220]}</p></div>',
    "about the author": f'<div class="about-author"><p>{LONG[:220]}</p></div>',
    "cookie notice": (
        '<div class="cookie-notice" role="dialog"><p>نستخدم ملفات تعريف الارتباط لتحسين '
        "تجربتك على موقعنا، وباستمرارك فإنك توافق على ذلك.</p></div>"
    ),
    "newsletter": (
        '<div class="newsletter"><h3>النشرة البريدية</h3><p>اشترك لتصلك أهم أخبار الوادي كل '
        "صباح، ولن نرسل إليك شيئا لا تريده أبدا.</p></div>"
    ),
    "related with excerpts": (
        '<section class="related"><h3>مواضيع ذات صلة</h3><article><h4><a href="/9">'
        f"خبر آخر من الوادي</a></h4><p>{LONG[:180]}</p></article></section>"
    ),
    "most read": "<div><h3>الأكثر قراءة</h3><ol>"
    + "".join(f'<li><a href="/{n}">خبر من أخبار الوادي رقم {n}</a></li>' for n in range(8))
    + "</ol></div>",
    "previous and next": (
        '<nav class="post-navigation"><a rel="prev" href="/1">السابق: أسعار الزيت '
        'تستقر</a><a rel="next" href="/3">التالي: طريق جديد إلى المعصرة</a></nav>'
    ),
    "licence box": (
        '<div class="license"><p>مزارعو الوادي ينهون موسم الزيتون قبل المطر</p><p>الكاتب: '
        "سمير قدورة</p><p>https://example.org/n/1</p><p>جميع الحقوق محفوظة ما لم يذكر غير "
        "ذلك.</p></div>"
    ),
    "footer": f"<footer><p>{LONG[:200]}</p><p>جميع الحقوق محفوظة © 2026</p></footer>",
    "modal": f'<div class="modal" role="dialog"><p>{LONG[:200]}</p></div>',
}


@pytest.mark.parametrize("name", AROUND)
@pytest.mark.parametrize("place", ["below", "above"])
def test_what_stands_around_the_article_is_left_out(
    make_page: MakePage, paragraphs: tuple[str, ...], headline: str, name: str, place: str
) -> None:
    article = extract(make_page(**{place: AROUND[name]}))
    assert article.headline == headline
    assert article.body == "\n\n".join(paragraphs)


@pytest.mark.parametrize("name", [name for name in AROUND if name not in ("footer", "cookie notice")])
def test_what_stands_in_the_articles_own_element_below_the_text_is_left_out(
    make_page: MakePage, paragraphs: tuple[str, ...], name: str
) -> None:
    html = make_page().replace(b"</div></article>", b"</div>" + AROUND[name].encode() + b"</article>")
    assert extract(html).body == "\n\n".join(paragraphs)


# --- what is text ---


def whole(body: str, *, title: str) -> bytes:
    return (f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>').encode()


BODIES: dict[str, Callable[[tuple[str, ...]], str]] = {
    "paragraphs": lambda texts: "".join(f"<p>{text}</p>" for text in texts),
    "divs": lambda texts: "".join(f"<div>{text}</div>" for text in texts),
    "breaks": lambda texts: "<div>" + "<br><br>".join(texts) + "</div>",
    "single breaks": lambda texts: "<div>" + "<br/>".join(texts) + "</div>",
    "bare first": lambda texts: (
        f"<div>{texts[0]}<br><br>{texts[1]}" + "".join(f"<p>{text}</p>" for text in texts[2:]) + "</div>"
    ),
    "bare in between": lambda texts: (
        f"<div><p>{texts[0]}</p>{texts[1]}" + "".join(f"<p>{text}</p>" for text in texts[2:]) + "</div>"
    ),
    "spans": lambda texts: "".join(f'<p><span style="font-size:18px"><span>{text}</span></span></p>' for text in texts),
    "table": lambda texts: "<table><tr><td>" + "".join(f"<p>{text}</p>" for text in texts) + "</td></tr></table>",
    "rows": lambda texts: "<table>" + "".join(f"<tr><td>{text}</td></tr>" for text in texts) + "</table>",
    "fonts": lambda texts: "<font size=3>" + "<br><br>".join(f"<font>{text}</font>" for text in texts) + "</font>",
    "sections": lambda texts: "".join(f"<section><div><p>{text}</p></div></section>" for text in texts),
    "each in a component": lambda texts: "".join(
        f'<div class="c-{n}a9"><div class="inner"><p>{text}</p></div></div>' for n, text in enumerate(texts)
    ),
    "half in another element": lambda texts: (
        "<div>"
        + "".join(f"<p>{text}</p>" for text in texts[:2])
        + "</div><div>"
        + "".join(f"<p>{text}</p>" for text in texts[2:])
        + "</div>"
    ),
    "links in the text": lambda texts: "".join(
        f"<p>{text.replace('الزيتون', '<a href=/t/1>الزيتون</a>')}</p>" for text in texts
    ),
    "unclosed": lambda texts: "".join(f"<p>{text}" for text in texts),
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize(
    "frame",
    ["{}", "<div class='a1'>{}</div>", "<article>{}</article>", ('<div class="has-sidebar layout-sidebar">{}</div>')],
)
def test_text_is_found_in_any_markup(headline: str, paragraphs: tuple[str, ...], name: str, frame: str) -> None:
    inner = f"<h1>{headline}</h1>{BODIES[name](paragraphs)}"
    assert extract(whole(frame.format(inner), title=headline)).body == "\n\n".join(paragraphs)


def test_subheadings_lists_and_quotes_are_paragraphs(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    first, second, third, fourth = paragraphs
    middle = (
        f"</p><h2>ماذا يقول المزارعون؟</h2><p>{second}</p><ul><li>أجور النقل</li><li>الطريق الترابي</li></ul>"
        f"<blockquote><p>{third}</p></blockquote><h3>أجور العاملات</h3><p>{fourth}"
    )
    body = extract(make_page(paragraphs=[first + middle])).body
    wanted = [first, "ماذا يقول المزارعون؟", second, "أجور النقل", "الطريق الترابي", third, "أجور العاملات", fourth]
    assert body == "\n\n".join(wanted)


@pytest.mark.parametrize(
    "texts",
    [
        ["افتتح المتحف الوطني أبوابه للزوار أمس مجانا لمدة أسبوع."],
        ["أعلن النادي تعاقده مع اللاعب سالم الهاجري حتى نهاية الموسم المقبل، من دون أن يكشف قيمة العقد."],
        ["توفي اليوم الأديب فارس المنذر عن 91 عاما.", "ويشيع غدا من مسجد البلدة."],
    ],
)
def test_short_articles_are_kept_whole(make_page: MakePage, texts: list[str]) -> None:
    assert extract(make_page(paragraphs=texts)).body == "\n\n".join(texts)


def test_sixty_paragraphs_are_kept_whole(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    texts = [f"{paragraphs[n % 4]} (الحلقة {n})" for n in range(60)]
    assert extract(make_page(paragraphs=texts)).body == "\n\n".join(texts)


def test_short_paragraphs_between_long_ones_are_kept(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    texts = [paragraphs[0], "ثم صمت.", paragraphs[1], "لماذا؟", paragraphs[2], "لا أحد يعرف.", paragraphs[3]]
    assert extract(make_page(paragraphs=texts)).body == "\n\n".join(texts)


def test_a_paragraph_that_stands_twice_in_the_text_is_kept_once_at_least(
    make_page: MakePage, paragraphs: tuple[str, ...]
) -> None:
    assert set(extract(make_page(paragraphs=[*paragraphs, paragraphs[0]])).body.split("\n\n")) == set(paragraphs)


def test_words_that_boilerplate_begins_with_may_begin_a_sentence(
    make_page: MakePage, paragraphs: tuple[str, ...]
) -> None:
    texts = [
        "تابع الجمهور العرض من فوق الأسطح بعدما امتلأت الساحة عن آخرها، ولم يغادر أحد قبل منتصف الليل.",
        "شارك في الموسم هذا العام أكثر من ألف متطوع من طلاب الجامعات، وفق أرقام التعاونية الزراعية.",
        "نشرت الوزارة أسماء المعاصر المرخصة على موقعها، ودعت المزارعين إلى التعامل معها وحدها.",
        "صورة الوادي تغيرت كثيرا خلال عشرين عاما، كما يقول مختار القرية وهو يشير إلى التلال.",
        "المزيد من الحافلات ستعمل على الخط الغربي ابتداء من الأحد، بحسب مديرية النقل في المحافظة.",
        "المصدر الذي تحدث إلينا طلب عدم ذكر اسمه لأنه غير مخول بالحديث إلى الصحافة عن الموسم.",
    ]
    assert extract(make_page(paragraphs=[*texts, *paragraphs])).body == "\n\n".join([*texts, *paragraphs])


@pytest.mark.parametrize(
    "classes",
    [
        "post-tags-wrapper",
        "social-content",
        "widget",
        "meta-content",
        "has-ads",
        "promo-article",
        "sidebar-left main",
        "comments-open post",
    ],
)
def test_a_wrapper_named_by_chance_is_read(headline: str, paragraphs: tuple[str, ...], classes: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in paragraphs)
    html = whole(f'<div class="{classes}"><h1>{headline}</h1>{text}</div>', title=headline)
    assert extract(html).body == "\n\n".join(paragraphs)


# --- text that is elsewhere in the page ---


def test_the_fuller_text_of_json_ld_is_taken(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    whole_text = "\n\n".join([*paragraphs, *(f"{text} هكذا تنتهي الحكاية." for text in paragraphs)])
    node = json.dumps({"@type": "NewsArticle", "articleBody": whole_text})
    head = f'<script type="application/ld+json">{node}</script>'
    article = extract(make_page(head=head, paragraphs=paragraphs[:2]))
    assert article.body == whole_text
    assert article.evidence["body"] == "json_ld:articleBody"


def test_a_shorter_text_of_json_ld_is_not(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    node = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(paragraphs)})
    head = f'<script type="application/ld+json">{node}</script>'
    assert extract(make_page(head=head)).body == "\n\n".join(paragraphs)


STATES = {
    "next": '<script id="__NEXT_DATA__" type="application/json">{}</script>',
    "json": '<script type="application/json">{}</script>',
    "nuxt": "<script>window.__NUXT__ = {};</script>",
    "initial": "<script>window.__INITIAL_STATE__={}</script>",
}


@pytest.mark.parametrize("form", ["html", "plain", "list"])
@pytest.mark.parametrize("place", STATES)
def test_the_fuller_text_of_the_apps_state_is_taken(
    make_page: MakePage, paragraphs: tuple[str, ...], place: str, form: str
) -> None:
    texts = [*paragraphs, *(f"{text} هكذا تنتهي الحكاية." for text in paragraphs)]
    content: object = texts
    if form == "html":
        content = "".join(f"<p>{text}</p>" for text in texts)
    elif form == "plain":
        content = "\n".join(texts)
    state = json.dumps({"page": {"story": {"id": 3, "content": content}, "menu": ["أ", "ب"]}})
    html = make_page(paragraphs=paragraphs[:1], below=STATES[place].replace("{}", state))
    article = extract(html)
    assert article.body == "\n\n".join(texts)
    assert article.evidence["body"] == "app_state"


def test_another_articles_text_in_the_apps_state_is_not_taken(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    state = json.dumps({"related": {"content": LONG * 3}})
    html = make_page(below=f'<script id="__NEXT_DATA__" type="application/json">{state}</script>')
    assert extract(html).body == "\n\n".join(paragraphs)


# --- what the site adds to every article ---


def test_lines_that_the_site_declares_are_left_out(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    added = "هذا الخبر من أرشيف منارة الوادي الرقمي، وقد نشر أول مرة في نسختها الورقية القديمة."
    html = make_page(paragraphs=[*paragraphs[:2], added, *paragraphs[2:]])
    hints = PageHints(boilerplate=[r"هذا الخبر من أرشيف .*"])
    assert load_article(parse_document(html), hints).body == "\n\n".join(paragraphs)
    partly = PageHints(boilerplate=[r"هذا الخبر من أرشيف"])
    assert added in load_article(parse_document(html), partly).body


def test_all_of_it_at_once_is_left_out(make_page: MakePage, paragraphs: tuple[str, ...], headline: str) -> None:
    inside = list(INSIDE.values())
    third = len(inside) // 3
    texts = [
        paragraphs[0],
        f"</p>{''.join(inside[:third])}<p>{paragraphs[1]}",
        f"</p>{''.join(inside[third : 2 * third])}<p>{paragraphs[2]}",
        paragraphs[3],
    ]
    above = AROUND["cookie notice"] + AROUND["column of excerpts"]
    below = "".join(part for name, part in AROUND.items() if name != "column of excerpts")
    html = make_page(paragraphs=texts, inside="".join(inside[2 * third :]), above=above, below=below)
    article = extract(html)
    assert article.headline == headline
    assert article.body == "\n\n".join(paragraphs)


def test_a_box_of_table_rows_beside_a_short_article_is_left_out(headline: str) -> None:
    text = (
        "وقّع مكتب الصرف مع مجلس الأعيان صباح الثلاثاء عقدًا لتسريع برنامج تحديث شبكات الكهرباء في المدينة، بهدف رفع "
        "الإيرادات 37% مطلع أيار المقبل. ولم يصدر توضيح رسمي عن المجلس حول ملاحظات السكان."
    )
    excerpt = f"{LONG} {LONG[:180]} […]"
    rows = "".join(
        f'<tr><td><font><b><a href="/{n}">أسعار الزيت تستقر في أسواق المدينة {n}</a></b><br>{more}</font></td></tr>'
        for n, more in enumerate(("موسم وفير في الجبل", excerpt, "معاصر جديدة في الساحل"))
    )
    article = f"<table><tr><td><font><font><b>{headline}</b></font><br><br>{text}</font></td></tr></table>"
    box = f"<table>{rows}</table>"
    page = f"<html><title>{headline}</title><body><table><tr><td>{article}</td><td>{box}</td></tr></table>"
    assert extract(page.encode(), "https://example.org/1").body == text
