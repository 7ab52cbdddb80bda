"""Pages that are no article, refused with the code of what they are; articles that look like them, kept."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from arnews_crawler.extraction.errors import NotAnArticle
from arnews_crawler.loaders import extract

SITE = "https://nadi-alqura.example"
HEADLINES = (
    "افتتاح سوق الحرفيين في الساحة القديمة",
    "أسعار التمور تستقر مع بداية الموسم",
    "منتخب الناشئين يفوز وديا بثلاثية",
    "مهرجان الطائرات الورقية يعود بعد انقطاع",
    "خطة لإنارة الطرق الريفية بالطاقة الشمسية",
    "مكتبة متنقلة تجوب مدارس البادية",
    "تأجيل انتخابات غرفة التجارة إلى الخريف",
    "باحثون يرصدون طيورا نادرة في السبخة",
)
EXCERPTS = (
    "افتتح السوق بحضور ثمانين حرفيا من القرى المجاورة، وتستمر العروض أسبوعا.",
    "قال تجار إن الكميات كافية، وإن الطلب الخارجي أقل من العام الماضي.",
    "سجل الأهداف ثلاثة لاعبين لم يبلغوا السابعة عشرة، أمام جمهور كبير.",
    "أكثر من مئة طائرة ملونة في سماء الشاطئ، وجوائز لأصغر المشاركين.",
)
TEXT = (
    ("أقيمت في ساحة القرية أمس أمسية للحكايات الشعبية شارك فيها خمسة رواة، وحضرها الأطفال مع أجدادهم حتى ساعة متأخرة."),
    "وروى أكبرهم سنا حكاية البئر المسحورة كما سمعها من جدته، وقال إنه لا يغير فيها حرفا منذ ستين عاما.",
    "ودعت الجمعية المنظمة إلى تسجيل الحكايات وأرشفتها قبل أن يرحل من يحفظها، وطلبت متطوعين لذلك.",
)


def page(body: str, *, title: str, head: str = "", body_class: str = "") -> bytes:
    menu = "".join(
        f'<li><a href="/s/{n}">{name}</a></li>' for n, name in enumerate(("محليات", "اقتصاد", "رياضة", "فنون"))
    )
    return (
        '<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>'
        f"{title}</title>{head}</head>"
        f'<body class="{body_class}"><header><a href="/">نادي القرى</a><nav><ul>{menu}</ul>'
        f"</nav></header>{body}"
        "<footer><p>جميع الحقوق محفوظة © نادي القرى 2026</p></footer></body></html>"
    ).encode()


def cards(headlines: Iterable[str] = HEADLINES, *, excerpts: bool = True, tag: str = "article") -> str:
    made = []
    for number, headline in enumerate(headlines):
        excerpt = f"<p>{EXCERPTS[number % 4]}</p>" if excerpts else ""
        made.append(
            f'<{tag} class="item"><h3><a href="/news/{number}">{headline}</a></h3>{excerpt}<time>'
            f"{number + 1} مايو 2026</time></{tag}>"
        )
    return f'<div class="grid">{"".join(made)}</div>'


def paragraphs(texts: Iterable[str] = TEXT) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def json_ld(kind: str) -> str:
    return f'<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "{kind}"}}</script>'


# what it is -> code, address, page
PAGES: dict[str, tuple[str, str, bytes]] = {
    "home": ("home", f"{SITE}/", page(f"<main>{cards()}</main>", title="نادي القرى")),
    "home with a welcome": (
        "home",
        f"{SITE}/index.php",
        page((f"<main><h1>أهلا بكم في نادي القرى</h1>{paragraphs()}{cards()}</main>"), title="نادي القرى"),
    ),
    "home that says so": (
        "home",
        f"{SITE}/ar/welcome",
        page(f"<main>{cards()}</main>", title="نادي القرى", body_class="home blog rtl"),
    ),
    "section": (
        "listing",
        f"{SITE}/economy",
        page(f"<main><h1>اقتصاد</h1>{cards()}</main>", title="اقتصاد | نادي القرى"),
    ),
    "section without excerpts": (
        "listing",
        f"{SITE}/economy",
        page(f"<main><h1>اقتصاد</h1>{cards(excerpts=False, tag='li')}</main>", title="اقتصاد | نادي القرى"),
    ),
    "section with an introduction": (
        "listing",
        f"{SITE}/economy",
        page(
            (
                "<main><h1>اقتصاد</h1><p>أخبار الأسواق والأسعار والشركات في قرى الوادي ومدنه، "
                f"يحررها فريق من المراسلين.</p>{cards()}</main>"
            ),
            title="اقتصاد",
        ),
    ),
    "second page of a section": (
        "listing",
        f"{SITE}/economy/page/2/",
        page(
            (f"<main><h1>اقتصاد</h1>{cards()}<nav><a href='/economy/page/3/'>التالي</a></nav></main>"),
            title="اقتصاد - صفحة 2",
        ),
    ),
    "category that says so": (
        "listing",
        f"{SITE}/x",
        page(
            f"<main><h1>اقتصاد</h1>{cards()}</main>",
            title="اقتصاد",
            body_class="archive category category-economy",
        ),
    ),
    "collection by JSON-LD": (
        "listing",
        f"{SITE}/x",
        page(f"<main><h1>ملف الزيتون</h1>{cards()}</main>", title="ملف الزيتون", head=json_ld("CollectionPage")),
    ),
    "tag": ("tag", f"{SITE}/tag/تمور/", page(f"<main><h1>تمور</h1>{cards()}</main>", title="تمور")),
    "tag that says so": (
        "tag",
        f"{SITE}/x/تمور",
        page(f"<main><h1>الوسم: تمور</h1>{cards()}</main>", title="تمور", body_class="archive tag tag-7"),
    ),
    "author": (
        "author",
        f"{SITE}/author/salma/",
        page(
            (
                "<main><h1>سلمى الحديدي</h1><p>صحافية من قرى الوادي تكتب عن الزراعة والتعليم منذ "
                f"خمسة عشر عاما، ولها كتاب في الحكاية الشعبية.</p>{cards()}</main>"
            ),
            title="سلمى الحديدي",
        ),
    ),
    "author by JSON-LD": (
        "author",
        f"{SITE}/x/salma",
        page(f"<main><h1>سلمى الحديدي</h1>{cards()}</main>", title="سلمى الحديدي", head=json_ld("ProfilePage")),
    ),
    "search": (
        "search",
        f"{SITE}/?s=تمور",
        page(f"<main><h1>نتائج البحث عن: تمور</h1>{cards()}</main>", title="نتائج البحث"),
    ),
    "search that found nothing": (
        "search",
        f"{SITE}/search?q=xyz",
        page(
            ("<main><h1>نتائج البحث</h1><p>لا توجد نتائج تطابق ما كتبته، جرب كلمات أخرى.</p></main>"),
            title="نتائج البحث",
        ),
    ),
    "search by JSON-LD": (
        "search",
        f"{SITE}/find/تمور",
        page(f"<main><h1>تمور</h1>{cards()}</main>", title="تمور", head=json_ld("SearchResultsPage")),
    ),
    "video without text": (
        "video",
        f"{SITE}/videos/331",
        page(
            (
                '<main><h1>شاهد.. لحظة وصول القافلة إلى القرية</h1><div class="player"><video '
                'src="x.mp4"></video></div></main>'
            ),
            title="شاهد.. لحظة وصول القافلة",
        ),
    ),
    "video with a line": (
        "video",
        f"{SITE}/v/331",
        page(
            (
                '<main><h1>شاهد.. لحظة وصول القافلة إلى القرية</h1><iframe src="x"></iframe><p>وصلت '
                "القافلة بعد رحلة دامت تسعة أيام.</p></main>"
            ),
            title="شاهد.. لحظة وصول القافلة",
            head='<meta property="og:type" content="video.other">' + json_ld("VideoObject"),
        ),
    ),
    "gallery": (
        "gallery",
        f"{SITE}/gallery/12",
        page(
            "<main><h1>بالصور: ألوان سوق التوابل</h1>"
            + "".join(
                (f'<figure><img src="{n}.jpg"><figcaption>دكان العطار رقم {n}</figcaption></figure>') for n in range(9)
            )
            + "</main>",
            title="بالصور",
        ),
    ),
    "gallery by JSON-LD": (
        "gallery",
        f"{SITE}/x/12",
        page(
            ('<main><h1>بالصور: ألوان سوق التوابل</h1><div><img src="1.jpg"><img src="2.jpg"></div></main>'),
            title="بالصور",
            head=json_ld("ImageGallery"),
        ),
    ),
    "live blog": (
        "live_blog",
        f"{SITE}/live/91",
        page(
            "<main><h1>مباشر: انتخابات المجالس القروية لحظة بلحظة</h1>"
            + "".join((f"<div class=post><time>1{n}:00</time>{paragraphs(TEXT[:2])}</div>") for n in range(8))
            + "</main>",
            title="مباشر: انتخابات المجالس",
            head=json_ld("LiveBlogPosting"),
        ),
    ),
    "soft 404": (
        "soft_404",
        f"{SITE}/news/999",
        page(
            ("<main><h1>الصفحة غير موجودة</h1><p>عذرا، يبدو أن الرابط الذي اتبعته قديم أو غير صحيح.</p></main>"),
            title="الصفحة غير موجودة | نادي القرى",
        ),
    ),
    "soft 404 with latest news": (
        "soft_404",
        f"{SITE}/news/999",
        page(
            (f"<main><h1>خطأ 404</h1><p>لم نعثر على الصفحة التي تبحث عنها.</p><h2>قد يهمك</h2>{cards()}</main>"),
            title="خطأ",
        ),
    ),
    "soft 404 that says so": (
        "soft_404",
        f"{SITE}/news/999",
        page(
            (
                "<main><h1>أووبس!</h1><p>ذهبت الصفحة في نزهة ولم تعد، ويمكنك "
                "العودة إلى الصفحة الرئيسية في أي وقت.</p></main>"
            ),
            title="نادي القرى",
            body_class="error404",
        ),
    ),
    "paywall": (
        "paywall",
        f"{SITE}/news/41",
        page(
            (
                f'<main><article><h1>كواليس صفقة مصنع الزيت</h1><p>{TEXT[0]}</p><div class="wall"><p>'
                "هذا المحتوى للمشتركين فقط، اشترك الآن لقراءة المقال كاملا.</p></div></article>"
                "</main>"
            ),
            title="كواليس صفقة مصنع الزيت",
        ),
    ),
    "captcha": (
        "captcha",
        f"{SITE}/news/42",
        page(
            ("<main><h1>تحقق من أنك إنسان</h1><p>نرجو إكمال الاختبار أدناه قبل متابعة التصفح على الموقع.</p></main>"),
            title="تحقق أمني",
        ),
    ),
    "captcha in English": (
        "captcha",
        f"{SITE}/news/42",
        (
            b"<html><head><title>Just a moment...</title></head><body><h1>"
            b"nadi-alqura.example</h1><p>Checking your browser before accessing the site. Enable "
            b"JavaScript and cookies to continue.</p></body></html>"
        ),
    ),
    "login": (
        "login",
        f"{SITE}/login",
        page(
            (
                '<main><h1>تسجيل الدخول</h1><form><input name="u"><input '
                'name="p" type="password"></form><p>نسيت كلمة المرور؟ راسل '
                "إدارة الموقع لاستعادتها خلال يوم.</p></main>"
            ),
            title="تسجيل الدخول",
        ),
    ),
    "stub": (
        "stub",
        f"{SITE}/news/50",
        page(
            (
                "<main><article><h1>تفاصيل اجتماع المجلس القروي</h1><p>الخبر "
                "قيد التحديث، تابعونا لمعرفة المزيد.</p></article></main>"
            ),
            title="تفاصيل اجتماع المجلس القروي",
        ),
    ),
    "only a headline": (
        "no_body",
        f"{SITE}/news/51",
        page(
            ("<main><article><h1>تفاصيل اجتماع المجلس القروي وأسماء الحاضرين</h1></article></main>"),
            title=("تفاصيل اجتماع المجلس القروي وأسماء الحاضرين"),
        ),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_refused_with_the_code_of_what_it_is(name: str) -> None:
    code, url, html = PAGES[name]
    with pytest.raises(NotAnArticle) as caught:
        extract(html, url)
    assert caught.value.code == code
    assert caught.value.detail


# Where the address says nothing, the page alone must do; another code than with the address is fine.
@pytest.mark.parametrize(
    "name", [name for name in PAGES if name not in ("home", "home with a welcome", "login", "author")]
)
def test_page_is_refused_whatever_its_address(name: str) -> None:
    _, _, html = PAGES[name]
    for url in ("", f"{SITE}/2026/05/12/4411.html"):
        with pytest.raises(NotAnArticle):
            extract(html, url)


def test_codes_are_those_of_the_documentation() -> None:
    documented = NotAnArticle.__doc__ or ""
    assert all(f"``{code}``" in documented for code, _, _ in PAGES.values())


def story(headline: str, texts: Iterable[str], *, head: str = "", body_class: str = "", below: str = "") -> bytes:
    return page(
        f"<main><article><h1>{headline}</h1>{paragraphs(texts)}</article>{below}</main>",
        title=headline,
        head=head,
        body_class=body_class,
    )


LOOKALIKES: dict[str, tuple[str, str, tuple[str, ...], bytes]] = {}


def lookalike(name: str, url: str, headline: str, texts: Iterable[str], **parts: str) -> None:
    texts = tuple(texts)
    LOOKALIKES[name] = (url, headline, texts, story(headline, texts, **parts))


lookalike(
    "about captchas",
    "/news/1",
    "لماذا تطلب المواقع إثبات أنك إنسان؟",
    (
        ("تسأل المواقع زوارها أن يثبتوا أنهم بشر، وتسمى هذه الاختبارات CAPTCHA، وهي أقدم مما يظن كثيرون."),
        *TEXT,
    ),
)
lookalike(
    "about a missing page",
    "/news/2",
    "404 مدرسة جديدة في القرى خلال خمسة أعوام",
    (("تبني الوزارة 404 مدارس جديدة في القرى خلال خمسة أعوام، بحسب خطة أعلنت أمس في مؤتمر صحفي."), *TEXT),
)
lookalike(
    "nothing was found",
    "/news/3",
    "لم يتم العثور على الصياد المفقود رغم ثلاثة أيام من البحث",
    (
        "لم يتم العثور على الصياد المفقود منذ الأحد رغم مشاركة أربعين قاربا في البحث، وفق خفر السواحل.",
        ("وقال شقيقه إن العائلة لم تفقد الأمل، وإن البحر هادئ منذ أمس، ومن المقرر استئناف البحث فجرا."),
        *TEXT,
    ),
)
lookalike(
    "coming soon",
    "/news/4",
    "قطار الوادي يعود قريبا إلى سكته القديمة",
    (
        ("يعود قطار الوادي قريبا إلى سكته القديمة، وقد صارت المحطة قيد الصيانة منذ أسبوع كما قال مديرها لنا."),
        *TEXT,
    ),
)
lookalike(
    "about subscriptions",
    "/news/5",
    "الصحف المحلية تجرب الاشتراك المدفوع",
    (
        ("بدأت صحف محلية تجربة الاشتراك المدفوع، وتضع عبارة مثل: للمشتركين فقط، فوق بعض مقالاتها الطويلة."),
        *TEXT,
        *(f"{text} وهكذا." for text in TEXT),
        *(f"{text} كما قيل." for text in TEXT),
    ),
)
lookalike(
    "long text at a video's address",
    "/videos/77",
    "بالفيديو: حكاية آخر صانع فخار في الوادي",
    (*TEXT, *(f"{text} كما قيل." for text in TEXT)),
)
lookalike("in a section called gallery", "/gallery-district/8", "سكان حي المعارض يطالبون بموقف للحافلات", TEXT)
lookalike(
    "one sentence",
    "/news/6",
    "هزة خفيفة في الشمال",
    ("سجل المرصد هزة أرضية خفيفة شمال البلاد فجر اليوم، ولم ترد أنباء عن أضرار.",),
)
lookalike(
    "with many related links",
    "/news/7",
    "أمسية للحكايات الشعبية في ساحة القرية",
    TEXT,
    below=f'<section class="related"><h2>اقرأ أيضا</h2>{cards()}</section>',
)
lookalike("with cards that nothing names", "/news/8", "أمسية للحكايات الشعبية في ساحة القرية", TEXT, below=cards())
lookalike(
    "a single post says so",
    "/?p=9",
    "أمسية للحكايات الشعبية في ساحة القرية",
    TEXT,
    body_class="single single-post postid-9",
)
lookalike(
    "in a folder named after a tag",
    "/topics/9/story",
    "أمسية للحكايات الشعبية في ساحة القرية",
    (*TEXT, *(f"{t} كما قيل." for t in TEXT)),
    head=json_ld("NewsArticle"),
)


@pytest.mark.parametrize("name", LOOKALIKES)
def test_article_that_looks_like_another_page_is_kept(name: str) -> None:
    path, headline, texts, html = LOOKALIKES[name]
    article = extract(html, SITE + path)
    assert article.headline == headline
    assert article.body == "\n\n".join(texts)
