"""Is it an article? What the page is, decided by the page: its types, its text, its links, its address last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from arnews_crawler.text.fold import fold_text

from . import regions as r
from .content import Content, ContentFinder
from .errors import NotAnArticle
from .json_ld import ARTICLE_TYPES
from .keys import key_of
from .metadata import Metadata

_LISTING_TYPES = {
    "CollectionPage",
    "SearchResultsPage",
    "ItemList",
    "ProfilePage",
    "ImageGallery",
    "Blog",
    "OfferCatalog",
}
_KIND_OF_TYPE = {
    "SearchResultsPage": "search", "ProfilePage": "author", "ImageGallery": "gallery", "MediaGallery": "gallery",
    "VideoGallery": "video", "CollectionPage": "listing", "ContactPage": "contact", "AboutPage": "about",
}  # fmt: skip
_BODY_CLASS = re.compile(
    r"(?<!\S)(home|archive|category|tag|author|search|search-results|error404|blog|tax-[\w-]+)(?!\S)"
)
_PATH_KIND = (
    ("search", re.compile(r"/(?:search|بحث)(?:/|\.|$)")), ("tag", re.compile(r"/(?:tags?|topics?|keywords?|الوسوم|وسم|وسوم)(?:/|$)")),
    ("author", re.compile(r"/(?:authors?|writers?|profile|users?|كاتب|كتاب)(?:/|$)")),
    ("login", re.compile(r"/(?:login|signin|sign-in|register|signup|account|wp-login|wp-admin|تسجيل-الدخول)(?:/|\.|$)")),
    ("listing", re.compile(r"/(?:category|categories|sections?|archives?|التصنيف|تصنيف|قسم|الأقسام)(?:/|$)|/page/\d+/?$")),
    ("video", re.compile(r"/(?:videos?|فيديو|watch)(?:/|$)")), ("gallery", re.compile(r"/(?:gallery|galleries|photos?|albums?|صور|ألبوم)(?:/|$)")),
)  # fmt: skip
_SOFT_404 = re.compile(
    r"^(?:.{0,40}\s)?(?:404|"
    + "|".join(
        fold_text(x)
        for x in (
            "الصفحة غير موجودة",
            "الصفحة المطلوبة غير موجودة",
            "لم يتم العثور",
            "لم نعثر على",
            "هذه الصفحة غير",
            "عذرا الصفحة",
            "الصفحة التي تبحث عنها",
            "المحتوى غير متاح",
            "الخبر غير موجود",
            "المقال غير موجود",
            "خطأ 404",
            "page not found",
            "not found",
            "nothing found",
            "page doesn t exist",
            "page does not exist",
            "page you requested",
        )
    )
    + r")(?:\s|$)"
)
_CAPTCHA = re.compile(
    "captcha|are you (?:a )?human|checking your browser|just a moment|verify you are|attention required|access denied|ddos|"
    + "|".join(fold_text(x) for x in ("تحقق من أنك", "لست روبوت", "أنك إنسان", "جار التحقق"))
)
_PAYWALL = re.compile(
    "|".join(
        fold_text(x)
        for x in (
            "هذا المحتوى للمشتركين",
            "للمشتركين فقط",
            "اشترك لقراءة",
            "اشترك لمتابعة القراءة",
            "لقراءة المقال كاملا",
            "سجل الدخول لقراءة",
            "محتوى مدفوع",
            "this content is for subscribers",
            "subscribe to continue",
            "subscribers only",
            "subscribe to read",
            "to continue reading",
            "post is for paying",
            "this post is for subscribers",
        )
    )
)
_STUB = re.compile(
    "|".join(
        fold_text(x)
        for x in (
            "قيد التحديث",
            "قيد الإنشاء",
            "قريبا",
            "تحت الإنشاء",
            "قيد الصيانة",
            "تحت الصيانة",
            "under construction",
            "coming soon",
        )
    )
)
_DECISIVE = frozenset({"search", "author", "tag", "home", "soft_404"})
MIN_BODY = 40
"""Letters without which a page has no article's text."""


@dataclass
class PageSigns:
    """What speaks for and against an article, for the decision and for ``--explain``."""

    says_article: bool
    says_other: str | None
    address_kind: str | None
    prose: int
    card_links: int
    stories: int = 0
    """List items that are a short line and a text: a page of several stories."""


def read_signs(
    finder: ContentFinder, content: Content, metadata: Metadata, url: str, body_class: str
) -> PageSigns:
    """Counts a page's signs."""
    og_type = metadata.first("type")
    says_article = bool(
        metadata.types & ARTICLE_TYPES
        or any(kind.endswith("NewsArticle") for kind in metadata.types)
        or (og_type is not None and og_type.value.strip().lower() in ("article", "news", "newsarticle"))
        or any(found.rule.startswith(("article:", "og:article")) for found in metadata.all("published"))
    )
    if "single" in body_class.split() or "single-post" in body_class.split():
        says_article = True
    says_other = next((_KIND_OF_TYPE[kind] for kind in sorted(metadata.types & set(_KIND_OF_TYPE))), None)
    if match := _BODY_CLASS.search(body_class):
        says_other = says_other or {
            "home": "home",
            "error404": "soft_404",
            "search": "search",
            "search-results": "search",
            "tag": "tag",
            "author": "author",
        }.get(match[1], "listing")
    if "LiveBlogPosting" in metadata.types:
        says_other = "live_blog"
    if "VideoObject" in metadata.types and not metadata.types & ARTICLE_TYPES:
        says_other = says_other or "video"
    if og_type is not None and og_type.value.lower().startswith("video"):
        says_other = says_other or "video"
    if og_type is not None and og_type.value.lower() == "profile":
        says_other = says_other or "author"
    prose = sum(block.size - block.link_size for block in content.kept)
    card_links = sum(
        1
        for i in finder.cards
        if finder.page.blocks[i].link_share > 0.8
        and finder.page.blocks[i].size >= 15
        and not finder.region[i] & (r.NOT_BODY)
    )
    stories = sum(1 for block in content.kept if block.tag == "li" and _is_story(block.text))
    if 2 * stories < len(content.kept):
        stories = 0
    return PageSigns(says_article, says_other, address_kind(url), prose, card_links, stories)


def _is_story(text: str) -> bool:
    first, _, rest = text.partition("\n")
    return len(first) < 120 and len(rest) > 120


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "؟", "?", "…", "»", "”", '"'))


def address_kind(url: str) -> str | None:
    """What an address says by itself: ``home``, ``tag``, ``author``, ``search``, ``login``, ``listing`` …, or None."""
    if not url:
        return None
    parts = urlsplit(url)
    path = unquote(parts.path).lower()
    query = dict(parse_qsl(parts.query))
    if path.rstrip("/") in ("", "/index.html", "/index.php", "/ar", "/en", "/home") and not set(query) & {
        "p",
        "id",
        "aid",
        "newsid",
        "article",
        "page_id",
    }:
        return "search" if query.keys() & {"s", "q", "query"} else "home"
    if query.keys() & {"s"} and len(query) == 1:
        return "search"
    for kind, pattern in _PATH_KIND:
        if pattern.search(path):
            return kind
    return None


def refuse_other_pages(signs: PageSigns, content: Content, headline: str, title: str) -> None:
    """Raises NotAnArticle, with the code of what the page is instead of an article."""
    head = fold_text(f"{headline} {title}")
    body = " ".join(key_of(block) for block in content.kept) if signs.prose < 900 else ""
    short = signs.prose < 600
    if short and (
        _SOFT_404.match(fold_text(headline)) or _SOFT_404.match(fold_text(title)) or _SOFT_404.match(body)
    ):
        raise NotAnArticle("soft_404", f"the page says that it is not there: {headline or title}")
    if short and (_CAPTCHA.search(head) or _CAPTCHA.search(body)):
        raise NotAnArticle("captcha", "the page asks for a proof of being human")
    if signs.prose < 900 and _PAYWALL.search(body):
        raise NotAnArticle("paywall", "the text ends in a call to subscribe")
    if signs.prose < 200 and _STUB.search(body):
        raise NotAnArticle("stub", "the page announces a text, it has none yet")
    if signs.says_other == "live_blog" or (signs.says_other in _DECISIVE and not signs.says_article):
        raise NotAnArticle(signs.says_other, "the page says so of itself")
    if signs.address_kind in ("home", "search", "login", "tag", "author") and not (
        signs.says_article and signs.prose > 400 and signs.address_kind != "home"
    ):
        raise NotAnArticle(signs.address_kind, "the address and the page say so")
    if signs.prose < MIN_BODY:
        code = signs.says_other or signs.address_kind or ("listing" if signs.card_links >= 5 else "no_body")
        raise NotAnArticle(code, f"{signs.prose} letters of text, {signs.card_links} links to other pages")
    if signs.stories >= 5 and not signs.says_article:
        raise NotAnArticle("listing", f"{signs.stories} short stories in a list")
    if (
        signs.prose < 120
        and content.kept
        and not any(block.size >= 60 or _is_sentence(block.text) for block in content.kept)
    ):
        raise NotAnArticle("stub", f"{signs.prose} letters of text and no sentence")
    other = signs.says_other or (signs.address_kind if not signs.says_article else None)
    if other and (signs.prose < 400 or other == "listing" and not signs.says_article):
        raise NotAnArticle(other, f"{signs.prose} letters of text of its own")
    if (
        not signs.says_article
        and signs.card_links >= 5
        and signs.prose < 80 * signs.card_links
        and signs.prose < 1500
    ):
        raise NotAnArticle(
            "listing", f"{signs.card_links} links to other pages, {signs.prose} letters of text"
        )
