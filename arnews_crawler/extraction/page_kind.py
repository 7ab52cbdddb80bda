"""Is it an article? Rules over a page's signs, in order; the first that applies refuses the page with its code."""

from __future__ import annotations

import re
from typing import NamedTuple

from arnews_crawler.text.fold import fold_text

from .content import Content
from .errors import NotAnArticle
from .keys import key_of
from .lines import is_sentence
from .page_signs import PageSigns
from .phrases import any_of

_SOFT_404 = re.compile(
    r"^(?:.{0,40}\s)?(?:404|"
    + any_of(
        """الصفحة غير موجودة | الصفحة المطلوبة غير موجودة | لم يتم العثور | لم نعثر على | هذه الصفحة غير
        | عذرا الصفحة | الصفحة التي تبحث عنها | المحتوى غير متاح | الخبر غير موجود | المقال غير موجود | خطأ 404
        | page not found | not found | nothing found | page doesn t exist | page does not exist
        | page you requested"""
    )
    + r")(?:\s|$)"
)
_CAPTCHA = re.compile(
    any_of(
        """captcha | are you a human | are you human | checking your browser | just a moment | verify you are
        | attention required | access denied | ddos | تحقق من أنك | لست روبوت | أنك إنسان | جار التحقق"""
    )
)
_PAYWALL = re.compile(
    any_of(
        """هذا المحتوى للمشتركين | للمشتركين فقط | اشترك لقراءة | اشترك لمتابعة القراءة | لقراءة المقال كاملا
        | سجل الدخول لقراءة | محتوى مدفوع | this content is for subscribers | subscribe to continue
        | subscribers only | subscribe to read | to continue reading | post is for paying
        | this post is for subscribers"""
    )
)
_STUB = re.compile(
    any_of(
        """قيد التحديث | قيد الإنشاء | تحت الإنشاء | قيد الصيانة | تحت الصيانة | under construction
        | coming soon"""
    )
)
_SERVICE_LABELS = """اتصل بنا | تواصل معنا | من نحن | عن الموقع | سياسة الخصوصية | شروط الاستخدام | الشروط والأحكام
    | أعلن معنا | حقوق النشر | خريطة الموقع | contact | contact us | about | about us | privacy policy | terms of use
    | sitemap"""
_SERVICE_PAGES = frozenset(map(fold_text, _SERVICE_LABELS.split("|")))
_DECISIVE = frozenset({"search", "author", "tag", "home", "soft_404"})
_BY_ADDRESS = frozenset({"home", "search", "login", "tag", "author"})
MIN_BODY = 40
"""Letters without which a page has no article's text."""


class _Reading(NamedTuple):
    """A page as the rules see it: its signs, and its folded headline, title and (where it is short) body."""

    signs: PageSigns
    content: Content
    headline: str
    title: str
    body: str
    paragraphs: int
    """Paragraphs of an article's kind: sentences of some length."""


def refuse_other_pages(signs: PageSigns, content: Content, headline: str, title: str) -> None:
    """Raises NotAnArticle, with the code of what the page is instead of an article."""
    body = " ".join(key_of(block) for block in content.kept) if signs.prose < 900 else ""
    if signs.prose < MIN_BODY:
        body = " ".join([body, *(key_of(block) for block, _ in content.dropped if block.size < 200)])
    elif signs.prose < 400:
        body = " ".join([*(key_of(block) for block in content.head if block.size < 100), body])
    full = sum(block.size >= 60 and is_sentence(block.text) for block in content.kept)
    reading = _Reading(signs, content, fold_text(headline), fold_text(title), body, full)
    for rule in (
        _missing,
        _guarded,
        _says_otherwise,
        _service_page,
        _too_little,
        _several_stories,
        _other_kind,
        _links,
    ):
        if found := rule(reading):
            raise NotAnArticle(*found)


def _missing(page: _Reading) -> tuple[str, str] | None:
    labels = [label for label in (page.headline, page.title) if len(label.split()) <= 7]
    if page.paragraphs <= 1 and any(map(_SOFT_404.match, [*labels, page.body])):
        return "soft_404", f"the page says that it is not there: {page.headline or page.title}"
    return None


def _guarded(page: _Reading) -> tuple[str, str] | None:
    prose = page.signs.prose
    asks = _CAPTCHA.search(f"{page.headline} {page.title}") and page.paragraphs <= 1
    if asks or (prose < 200 and not page.signs.says_article and _CAPTCHA.search(page.body)):
        return "captcha", "the page asks for a proof of being human"
    if page.signs.asks_password:
        return "paywall", "the text stands behind a password"
    last = key_of(page.content.kept[-1]) if page.content.kept else ""
    if prose < 900 and _PAYWALL.search(last if page.paragraphs > 2 else page.body):
        return "paywall", "the text ends in a call to subscribe"
    return None


def _says_otherwise(page: _Reading) -> tuple[str, str] | None:
    signs = page.signs
    if signs.says_other == "live_blog" or (signs.says_other in _DECISIVE and not signs.says_article):
        return str(signs.says_other), "the page says so of itself"
    by_address = signs.address_kind in _BY_ADDRESS
    is_long_article = signs.says_article and signs.prose > 400 and signs.address_kind != "home"
    if by_address and not is_long_article:
        return str(signs.address_kind), "the address and the page say so"
    return None


def _service_page(page: _Reading) -> tuple[str, str] | None:
    # Systems that call every page of theirs an article call this one so too.
    if page.headline in _SERVICE_PAGES and (not page.signs.says_article or page.signs.prose < 600):
        return "service_page", f"a page about the site itself: {page.headline}"
    return None


def _too_little(page: _Reading) -> tuple[str, str] | None:
    signs = page.signs
    if signs.prose < 400 and page.paragraphs <= 1 and _STUB.search(page.body):
        return "stub", "the page announces a text, it has none yet"
    if signs.prose < MIN_BODY:
        code = signs.says_other or signs.address_kind or ("listing" if signs.card_links >= 5 else "no_body")
        return code, f"{signs.prose} letters of text, {signs.card_links} links to other pages"
    kept = page.content.kept
    if signs.prose < 120 and kept and not any(b.size >= 60 or is_sentence(b.text) for b in kept):
        return "stub", f"{signs.prose} letters of text and no sentence"
    return None


def _several_stories(page: _Reading) -> tuple[str, str] | None:
    if page.signs.stories >= 5 and not page.signs.says_article:
        return "listing", f"{page.signs.stories} short stories in a list"
    return None


def _other_kind(page: _Reading) -> tuple[str, str] | None:
    signs = page.signs
    said = None if signs.says_other == "home" and signs.says_article else signs.says_other
    other = said or (None if signs.says_article else signs.address_kind)
    if other and (signs.prose < 400 or (other == "listing" and not signs.says_article)):
        return other, f"{signs.prose} letters of text of its own"
    return None


def _links(page: _Reading) -> tuple[str, str] | None:
    signs = page.signs
    if signs.says_article:
        return None
    if signs.headline_leads_away > 1 or (signs.headline_leads_away and signs.card_links >= 3):
        return "listing", "the headline is a link to another page"
    is_label = len(page.headline.split()) <= 4
    # An article of ten products or places links from its subheadings too; it has a headline of its own.
    has_headline = page.content.headline_block is not None and not (is_label or signs.headline_leads_away)
    if signs.linked_headings >= 3 and not has_headline:
        return "listing", f"{signs.linked_headings} headings that each link to another page"
    among = signs.links_among_text
    if among >= 6 and len(page.content.kept) <= 1.3 * among and signs.prose < 180 * among:
        return "listing", f"{among} links, each with a few words"
    if signs.is_below_link and len(page.headline.split()) <= 3 and signs.prose < 600:
        return "listing", "one card, that leads to another page"
    if (among >= 3 and signs.prose < min(1500, 80 * among)) or (
        len(page.headline.split()) <= 3 and signs.card_links >= 5 and signs.prose < 600
    ):
        return "listing", f"{signs.card_links} links to other pages, {signs.prose} letters of text"
    return None
