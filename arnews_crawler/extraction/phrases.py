"""Lines that a site sets around and between its articles: "read also", share, follow us, tags, sources of pictures.

Patterns over folded text (`fold_text`), so that spelling variants need no pattern of their own. They are what the
language says, not what one site's markup says.
"""

from __future__ import annotations

import re
from functools import lru_cache

from arnews_crawler.text.fold import fold_text

LONGEST_BOILERPLATE = 260
"""Letters beyond which a line is text, however it begins."""


def any_of(phrases: str) -> str:
    """An alternation of folded phrases, the longest first; they are parted by ``|`` and may run over lines.

    >>> any_of("اقرأ أيضًا | للمزيد")
    'اقرا\\\\ ايضا|للمزيد'
    """
    folded = {fold_text(phrase) for phrase in phrases.split("|")} - {""}
    return "|".join(sorted(map(re.escape, folded), key=lambda phrase: (-len(phrase), phrase)))


_FIRST_WORDS: set[str] = set()
"""The folded words that patterns of this module begin with: hardly any line has one, and few patterns are tried."""


def _first(phrases: str) -> str:
    """`any_of` of phrases that a line begins with."""
    _FIRST_WORDS.update(words[0] for phrase in phrases.split("|") if (words := fold_text(phrase).split()))
    return any_of(phrases)


def _line(beginning: str, rest: str = r"(?:\s|$)") -> re.Pattern[str]:
    return re.compile(rf"^(?:{_first(beginning)}){rest}")


READ_ALSO = _line(
    """اقرأ أيضا | إقرأ المزيد | اقرأ المزيد | للمزيد | طالع أيضا | شاهد أيضا | شاهد المزيد | انظر أيضا | قد يهمك
    | قد يهمك أيضا | قد يعجبك | ربما يعجبك | لمزيد من التفاصيل | اقرؤوا أيضا | اقرأوا أيضا | تابع أيضا | ذات صلة
    | مواد ذات صلة | مواضيع ذات صلة | موضوعات ذات صلة | مقالات ذات صلة | أخبار ذات صلة | موضوعات متعلقة
    | الموضوعات المتعلقة | مواضيع متعلقة | أخبار متعلقة | اقرأ كذلك | يمكنك قراءة | وقد يهمك | اقرأ في | لا يفوتك
    | مواضيع قد تهمك | مواضيع ذات علاقة | أخبار قد تهمك | المزيد من الأخبار | المزيد حول | read also | also read
    | read more | related | see also | related articles | related stories | you may also like | recommended"""
)
"""Beginning of a line that leads to other articles."""

SECTION_END = _line(
    """التعليقات | تعليقات | اترك تعليقا | أضف تعليقا | اضف تعليق | إضافة تعليق | إضافة تعليق جديد | اكتب تعليقك
    | علق على الخبر | لا توجد تعليقات | الأكثر قراءة | الأكثر مشاهدة | الأكثر تداولا | الأكثر شيوعا | الأكثر مشاركة
    | أحدث الأخبار | آخر الأخبار | أخبار أخرى | المزيد من | مقالات مشابهة | مواضيع مشابهة | موضوعات مشابهة
    | أخبار مشابهة | مقالات أخرى
    | من نفس القسم | نرشح لك | اخترنا لك | مختارات | ترشيحاتنا | الكلمات الدالة | كلمات مفتاحية | الكلمات المفتاحية
    | الوسوم | وسوم | تاغات | عن الكاتب | نبذة عن الكاتب | مقالات الكاتب | مقالات مختارة | القائمة البريدية
    | النشرة البريدية | comments | leave a comment | leave a reply | most read | most popular | latest news
    | more from | more news | tags | about the author | newsletter | share this | related posts | related news
    | recent posts | popular posts | trending | previous | next"""
)
"""Beginning of a short line or heading behind which another part of the page stands."""

COMMENTS_HEADING = _line(
    """التعليقات | تعليقات | اترك تعليقا | أضف تعليقا | إضافة تعليق | آراء القراء | comments | leave a comment
    | leave a reply"""
)
"""Heading of the readers' comments, which may be longer than the article."""

SHARE = _line(
    """شارك | شارك الخبر | شارك المقال | شاركها | مشاركة | مشاركة الخبر | شارك على | شارك عبر | انشر | طباعة
    | نسخ الرابط | انسخ الرابط | أرسل | فيسبوك | تويتر | واتساب | تلغرام | تيليجرام | تليغرام | تيليغرام | لينكد إن
    | لينكدإن | إكس | حفظ | استمع
    | share | tweet | print | copy link | email | facebook | twitter | whatsapp | telegram | save"""
)

_CALLS = """تابع | تابعوا | تابعنا | تابعونا | لمتابعة | للاشتراك | اشترك | اشتركوا | اشترك في | انضم | انضموا
    | حمل تطبيق | حملوا | follow us | subscribe | sign up | join us | follow | download our app"""
_NETWORKS = """الشبكات الاجتماعية | مواقع التواصل | وسائل التواصل | التواصل الاجتماعي | فيسبوك | تويتر | تلغرام
    | تليغرام | تيليجرام | تيلجرام | واتساب | واتس | يوتيوب | انستغرام | إنستجرام | غوغل نيوز | جوجل نيوز
    | أخبار جوجل | google news | قناتنا | صفحتنا | حسابنا | نشرتنا | النشرة | النشرة البريدية | newsletter
    | telegram | whatsapp | facebook | twitter | youtube | instagram"""
FOLLOW_US = _line(_CALLS, rf"\s.*(?:{any_of(_NETWORKS)})")
"""A line that asks to follow or subscribe, and names where."""

NOTICE = _line(
    """جميع الحقوق محفوظة | كل الحقوق محفوظة | حقوق النشر | حقوق النسخ | يستخدم هذا الموقع ملفات
    | نستخدم ملفات تعريف الارتباط | ملفات الارتباط | هذا الموقع يستخدم | all rights reserved | copyright
    | we use cookies | this site uses cookies | this website uses cookies | advertisement | إعلان | إعلانات
    | مساحة إعلانية | لن يتم نشر عنوان بريدك | لن ينشر عنوان بريدك | أضف تعليقا | اترك تعليقا | أضف تعليقك
    | your email address will not | leave a reply"""
)
_CREDITS = """صورة | الصورة | تصوير | مصدر الصورة | صدر الصورة | التعليق على الصورة | المصور | عدسة | صورة أرشيفية
    | أرشيفية | photo | image | credit | photograph | getty images"""
CREDIT = _line(_CREDITS, r"(?:\s*\S+){0,5}$")
_CREDIT_BEGINNINGS = tuple({fold_text(phrase).split()[0] for phrase in _CREDITS.split("|")})
"""These may be the beginning of a word too: photography."""
BYLINE = _line(
    """بقلم | كتب | كتبت | كتبه | إعداد | تحرير | ترجمة | المصدر | الكاتب | by | written by | author | posted by
    | source""",
    r"\s",
)
META_LINE = _line(
    """نشر في | نشر بتاريخ | نشر يوم | تاريخ النشر | تم النشر | نشرت في | آخر تحديث | تحديث | تم التحديث | حدث في
    | عدد المشاهدات | مشاهدات | وقت القراءة | مدة القراءة | دقائق قراءة | القسم | التصنيف | حجم الخط | published
    | updated | last updated | reading time | min read | posted on | views"""
)


COUNT = re.compile(
    rf"^\d+ (?:(?:{any_of('دقيقة | دقائق')}) (?:\S+ )?(?:{any_of('قراءة | للقراءة')})"
    rf"|{any_of('مشاهدة | مشاهدات | قراءة | تعليق | تعليقات | مشاركة | min read | views | comments | shares')})$"
)
"""A whole line that counts readers, comments or minutes of reading."""

OTHER_PAGE = re.compile(
    rf"^(?:{_first('المقال | المقالة | الخبر | التدوينة | المنشور | الموضوع | الصفحة')})?\s*"
    rf"(?:{_first('السابق | السابقة | التالي | التالية | الأقدم | الأحدث')})$"
    rf"|^(?:{_first('older | newer | previous | next')})(?:\s(?:{any_of('post | article | story | page | entry')}))?$"
)
"""A whole line that names the page before or behind this one."""


def may_match(text: str) -> bool:
    """Whether a pattern of this module may match the folded text: its first word tells, and folds with less work.

    >>> may_match("اقرأ أيضًا: موسم الزيتون"), may_match("موسم الزيتون")
    (True, False)
    """
    first = _fold_word(text.partition(" ")[0])
    return not first or _may_begin(first)


def _may_begin(key: str) -> bool:
    return key.partition(" ")[0] in _FIRST_WORDS or key[:1].isdigit() or key.startswith(_CREDIT_BEGINNINGS)


_fold_word = lru_cache(maxsize=8192)(fold_text)


def is_boilerplate_line(key: str, size: int) -> str | None:
    """The kind of boilerplate that a line is, by its folded text and length in letters; None for text."""
    if size > LONGEST_BOILERPLATE or not _may_begin(key):
        return None
    if READ_ALSO.match(key):
        return "read_also"
    if FOLLOW_US.match(key):
        return "follow_us"
    if NOTICE.match(key):
        return "notice"
    if size <= 30 and OTHER_PAGE.match(key):
        return "other_page"
    if size <= 30 and COUNT.match(key):
        return "count"
    if size <= 60 and SHARE.match(key):
        return "share"
    if size <= 60 and SECTION_END.match(key):
        return "section_end"
    return None
