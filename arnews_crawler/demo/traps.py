"""The demo site's pages that are no articles: video, gallery, live blog, login, stubs, about, not found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from arnews_crawler.demo.context import PageContext
from arnews_crawler.demo.frame import frame, links

_MINUTES_BETWEEN_ENTRIES = 25
NOT_FOUND = "الصفحة غير موجودة"


@dataclass(frozen=True, slots=True)
class _Feature:
    """A page of a kind of its own: its headline and its texts."""

    headline: str
    texts: tuple[str, ...]


_VIDEOS = (
    _Feature("شاهد: جولة بين قوارب الصيادين قبل الفجر", ("جولة مصورة في دقيقتين مع الصيادين قبل الإبحار.",)),
    _Feature("بالفيديو: كيف يصنع الخزّاف جرّة في ربع ساعة", ("من الطين إلى الفرن، خطوة بعد خطوة.",)),
    _Feature("فيديو: نشرة المساء في خمس دقائق", ("أبرز ما جرى اليوم، في خمس دقائق.",)),
    _Feature("شاهد: افتتاح الجسر كما رأته طائرة صغيرة", ("لقطات من الجو للمدينة والنهر والجسر الجديد.",)),
)
_GALLERIES = (
    _Feature(
        "صور: سوق التوابل في صباح العيد",
        (
            "بائع يرتب أكياس الكمون أمام دكانه.",
            "طفلة تختار الحلوى مع جدها.",
            "مدخل السوق القديم قبل الزحام.",
            "ميزان نحاسي من زمن بعيد.",
        ),
    ),
    _Feature(
        "ألبوم: الثلج يزور القرى الجبلية",
        ("الطريق إلى القرية صباح السبت.", "أطفال يصنعون رجلا من الثلج.", "راع يعود بقطيعه إلى الحظيرة."),
    ),
)
_LIVE_BLOGS = (
    _Feature(
        "تغطية مباشرة: نهائي كأس المدن لحظة بلحظة",
        (
            "صفارة النهاية، والكأس تذهب إلى أصحاب الأرض بعد مباراة امتدت إلى الوقت الإضافي وانتهت بهدف وحيد.",
            "هدف! تسديدة من خارج المنطقة تسكن الزاوية اليمنى، والمدرجات كلها واقفة على أقدامها.",
            "تبديلان دفعة واحدة في صفوف الضيوف، والمدرب يطلب من لاعبيه الهدوء وتدوير الكرة في الوسط.",
            "نهاية الشوط الأول من دون أهداف، وفرصتان ضائعتان لكل فريق أمام حارسين في يومهما.",
            "انطلاق المباراة في موعدها أمام مدرجات ممتلئة، والحكم يوصي قائدي الفريقين باللعب النظيف.",
        ),
    ),
    _Feature(
        "مباشر: العاصفة المطرية ساعة بساعة",
        (
            "بلدية الميناء تعيد فتح الطريق الساحلي أمام السيارات الصغيرة وتبقيه مغلقا أمام الشاحنات.",
            "فرق الطوارئ تنتهي من سحب المياه من النفق الغربي، والحركة تعود إليه بالتدريج.",
            "هيئة الأرصاد تمدد الإنذار حتى منتصف الليل وتتوقع أن تخف الأمطار مع ساعات الفجر.",
            "مدارس الحي القديم تعلن تعليق الدروس غدا، وتطلب من الأهالي متابعة صفحاتها.",
        ),
    ),
)
_STUBS: dict[str, str] = {
    "/archives/99001/": "اجتماع طارئ للمجلس البلدي لبحث أسعار المياه",
    "/news/99004": "وصول أول قطار إلى المحطة الجديدة بعد تأخير",
    "/article.aspx?id=99007": "نتائج القرعة المبكرة لبطولة المدارس",
}
STUB_PATHS: tuple[str, ...] = tuple(_STUBS)
"""Addresses that look like articles' and hold a headline with one line below it."""

_ABOUT = (
    "موقع إخباري مستقل يعمل فيه فريق من المحررين والمراسلين في عدد من المدن، وينشر الأخبار والتقارير على "
    "مدار الساعة لقراء العربية حيث كانوا.",
    "بدأ الموقع نشرة بريدية صغيرة يحررها ثلاثة أصدقاء، ثم كبر مع قرائه حتى صار غرفة أخبار كاملة لها أقسامها "
    "وتقاليدها في التحقق والتصحيح.",
    "نعتمد في عملنا على دليل تحرير مكتوب، ونصحح أخطاءنا علنا، ونفصل بين الخبر والرأي وبين التحرير والإعلان.",
)
_CONTACT = (
    "يسعدنا أن نسمع منكم. يمكنكم مراسلة قسم التحرير للتصويبات والاقتراحات، وقسم الإعلان للشراكات التجارية.",
    "هاتف المقسم مفتوح من الأحد إلى الخميس بين التاسعة صباحا والخامسة مساء، ونرد على الرسائل خلال يومي عمل.",
)
_PRIVACY = (
    "نحترم خصوصية زوار هذا الموقع، ونشرح في هذه الصفحة البيانات التي نجمعها عند تصفحكم صفحاته، والأسباب التي "
    "تدعونا إلى جمعها، والمدة التي نحتفظ بها خلالها قبل حذفها.",
    "نجمع بيانات تقنية مثل نوع المتصفح ولغته والصفحات التي زرتموها، ونستخدمها لقياس عدد القراء وتحسين "
    "سرعة الموقع، ولا نبيعها لأي طرف ولا نربطها بأسمائكم.",
    "تحفظ بعض الخدمات ملفات صغيرة في أجهزتكم كي تتذكر إعداداتكم. يمكنكم منع هذه الملفات من إعدادات المتصفح، "
    "وقد يؤدي ذلك إلى تعطل تسجيل الدخول والنشرة البريدية.",
    "من حقكم أن تطلبوا نسخة من بياناتكم أو تصحيحها أو حذفها برسالة إلى صفحة الاتصال، وسنجيب خلال ثلاثين "
    "يوما. قد نعدل هذه السياسة من وقت إلى آخر ونعلن التعديل هنا.",
)
_STANDING: dict[str, _Feature] = {
    "/about/": _Feature("من نحن", _ABOUT),
    "/contact/": _Feature("اتصل بنا", _CONTACT),
    "/privacy/": _Feature("سياسة الخصوصية", _PRIVACY),
}
_FEATURES: dict[str, tuple[str, tuple[_Feature, ...]]] = {
    "video": ("فيديو", _VIDEOS),
    "gallery": ("ألبوم الصور", _GALLERIES),
    "live": ("تغطية مباشرة", _LIVE_BLOGS),
}


def trap_page(context: PageContext, target: str) -> str | None:
    """Return the page of its own kind at this path and query, the trailing slash in place; else None."""
    if target in _STUBS:
        return _stub_page(context, target)
    if target in _STANDING:
        page = _STANDING[target]
        return frame(context, page.headline, f"<h1>{page.headline}</h1>\n{_paragraphs(page.texts)}")
    if target == "/login/":
        return _login_page(context)
    return _feature_page(context, target)


def stub_headline(path: str) -> str:
    """Return the headline of a stub; raises KeyError for a path that is none."""
    return _STUBS[path]


def not_found_page(context: PageContext) -> str:
    """Return what the site answers for an unknown address."""
    content = (
        f"<h1>{NOT_FOUND}</h1>\n<p>عذرا، الصفحة التي تبحث عنها غير موجودة أو تم نقلها أو حذفها. "
        'يمكنك العودة إلى <a href="/">الصفحة الرئيسية</a> أو استخدام البحث.</p>'
    )
    return frame(context, NOT_FOUND, content)


def _stub_page(context: PageContext, path: str) -> str:
    headline = escape(_STUBS[path])
    head = (
        f'<link rel="canonical" href="{escape(context.url(path))}">\n'
        '<meta property="og:type" content="article">\n'
        f'<meta property="og:title" content="{headline}">\n'
    )
    content = f"<article><h1>{headline}</h1>\n<p>الصفحة قيد التحديث</p></article>"
    return frame(context, _STUBS[path], content, head=head)


def _login_page(context: PageContext) -> str:
    content = """<h1>تسجيل الدخول</h1>
<form method="post" action="/login/"><label>البريد الإلكتروني <input type="email" name="email"></label>
<label>كلمة المرور <input type="password" name="password"></label><button>دخول</button></form>
<p>ليس لديك حساب؟ سجل الآن مجانا لتحفظ المقالات وتتابع الكتّاب الذين تحبهم.</p>"""
    return frame(context, "تسجيل الدخول", content, head='<meta name="robots" content="noindex">\n')


def _feature_page(context: PageContext, target: str) -> str | None:
    kind, _, rest = target.strip("/").partition("/")
    if kind not in _FEATURES:
        return None
    name, features = _FEATURES[kind]
    if not rest:
        items = [(f"/{kind}/{at}/", feature.headline) for at, feature in enumerate(features, start=1)]
        return frame(context, name, f"<h1>{name}</h1>\n{links(items)}")
    if not (rest.isascii() and rest.isdigit() and 1 <= int(rest) <= len(features)):
        return None
    return {"video": _video_page, "gallery": _gallery_page, "live": _live_page}[kind](
        context, features[int(rest) - 1], f"/{kind}/{rest}/"
    )


def _video_page(context: PageContext, video: _Feature, path: str) -> str:
    data = {
        "@type": "VideoObject",
        "name": video.headline,
        "description": video.texts[0],
        "uploadDate": _iso(context.newsroom.now - timedelta(days=1)),
        "duration": "PT2M10S",
        "contentUrl": context.url(f"/media{path}film.mp4"),
    }
    content = f"""<h1>{video.headline}</h1>
<video controls src="/media{path}film.mp4" poster="/media{path}poster.jpg"></video>
{_paragraphs(video.texts)}"""
    return frame(context, video.headline, content, head=_head(context, path, "video.other", data))


def _gallery_page(context: PageContext, gallery: _Feature, path: str) -> str:
    pictures = "".join(
        f'<figure><img src="/media{path}{at}.jpg" alt=""><figcaption>{caption}</figcaption></figure>\n'
        for at, caption in enumerate(gallery.texts, start=1)
    )
    data = {
        "@type": "ImageGallery",
        "name": gallery.headline,
        "datePublished": _iso(context.newsroom.now - timedelta(days=2)),
    }
    content = f'<h1>{gallery.headline}</h1>\n<div class="gallery">\n{pictures}</div>'
    return frame(context, gallery.headline, content, head=_head(context, path, "website", data))


def _live_page(context: PageContext, blog: _Feature, path: str) -> str:
    step = timedelta(minutes=_MINUTES_BETWEEN_ENTRIES)
    times = [context.newsroom.now - step * at for at in range(1, len(blog.texts) + 1)]
    data = {
        "@type": "LiveBlogPosting",
        "headline": blog.headline,
        "datePublished": _iso(times[-1]),
        "dateModified": _iso(times[0]),
        "coverageStartTime": _iso(times[-1]),
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": text[:60], "articleBody": text, "datePublished": _iso(when)}
            for text, when in zip(blog.texts, times, strict=True)
        ],
    }
    entries = "".join(
        f'<section class="entry"><time datetime="{_iso(when)}">{when:%H:%M}</time><p>{text}</p></section>\n'
        for text, when in zip(blog.texts, times, strict=True)
    )
    content = f"<article><h1>{blog.headline}</h1>\n{entries}</article>"
    return frame(context, blog.headline, content, head=_head(context, path, "article", data))


def _head(context: PageContext, path: str, kind: str, data: Mapping[str, object]) -> str:
    encoded = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    return (
        f'<link rel="canonical" href="{context.url(path)}">\n<meta property="og:type" content="{kind}">\n'
        f'<script type="application/ld+json">{encoded}</script>\n'
    )


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts)


def _iso(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
