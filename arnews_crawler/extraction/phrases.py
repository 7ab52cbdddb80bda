"""Lines that a site sets around and between its articles: "read also", share, follow us, tags, sources of pictures.

Whole-line patterns over folded text (`fold_text`), so that spelling variants need no pattern of their own. They are what
the language says, not what one site's markup says; a line that continues as a sentence of its own is no match.
"""

from __future__ import annotations

import re

from arnews_crawler.text.fold import fold_text


def _folded(*phrases: str) -> str:
    return "|".join(sorted({re.escape(fold_text(phrase)) for phrase in phrases}, key=len, reverse=True))


READ_ALSO = re.compile(
    rf"^(?:{_folded('اقرأ أيضا', 'اقرأ أيضاً', 'إقرأ أيضا', 'اقرا ايضا', 'اقرأ أيضًا', 'إقرأ المزيد', 'اقرأ المزيد', 'للمزيد', 'طالع أيضا', 'شاهد أيضا', 'شاهد المزيد', 'انظر أيضا', 'قد يهمك', 'قد يهمك أيضا', 'قد يعجبك', 'ربما يعجبك', 'لمزيد من التفاصيل', 'اقرؤوا أيضا', 'اقرأوا أيضا', 'تابع أيضا', 'مواد ذات صلة', 'مواضيع ذات صلة', 'موضوعات ذات صلة', 'مقالات ذات صلة', 'أخبار ذات صلة', 'موضوعات متعلقة', 'الموضوعات المتعلقة', 'مواضيع متعلقة', 'أخبار متعلقة', 'ذات صلة', 'اقرأ كذلك', 'يمكنك قراءة', 'وقد يهمك', 'اقرأ في', 'لا يفوتك', 'مواضيع قد تهمك', 'مواضيع ذات علاقة', 'أخبار قد تهمك', 'المزيد من الأخبار', 'المزيد حول', 'read also', 'also read', 'read more', 'related', 'see also', 'related articles', 'related stories', 'you may also like', 'recommended')})\b"
)
"""Beginning of a line that leads to other articles."""

SECTION_END = re.compile(
    rf"^(?:{_folded('التعليقات', 'تعليقات', 'اترك تعليقا', 'اترك تعليقاً', 'أضف تعليقا', 'اضف تعليق', 'إضافة تعليق', 'إضافة تعليق جديد', 'اكتب تعليقك', 'علق على الخبر', 'لا توجد تعليقات', 'الأكثر قراءة', 'الأكثر مشاهدة', 'الأكثر تداولا', 'الأكثر شيوعا', 'الأكثر مشاركة', 'أحدث الأخبار', 'آخر الأخبار', 'أخبار أخرى', 'المزيد من', 'مقالات مشابهة', 'أخبار مشابهة', 'مقالات أخرى', 'من نفس القسم', 'نرشح لك', 'اخترنا لك', 'مختارات', 'ترشيحاتنا', 'الكلمات الدالة', 'كلمات مفتاحية', 'الكلمات المفتاحية', 'الوسوم', 'وسوم', 'تاغات', 'عن الكاتب', 'نبذة عن الكاتب', 'مقالات الكاتب', 'مقالات مختارة', 'القائمة البريدية', 'النشرة البريدية', 'comments', 'leave a comment', 'leave a reply', 'most read', 'most popular', 'latest news', 'more from', 'more news', 'tags', 'about the author', 'newsletter', 'share this', 'related posts', 'related news', 'recent posts', 'popular posts', 'trending', 'previous', 'next')})(?:\s|$)"
)
"""Beginning of a short line or heading behind which another part of the page stands."""

SHARE = re.compile(
    rf"^(?:{_folded('شارك', 'شارك الخبر', 'شارك المقال', 'شاركها', 'مشاركة', 'مشاركة الخبر', 'مشاركه الخبر', 'شارك على', 'شارك عبر', 'انشر', 'طباعة', 'نسخ الرابط', 'انسخ الرابط', 'أرسل', 'فيسبوك', 'تويتر', 'واتساب', 'تلغرام', 'تيليجرام', 'لينكد إن', 'حفظ', 'استمع', 'share', 'tweet', 'print', 'copy link', 'email', 'facebook', 'twitter', 'whatsapp', 'telegram', 'save')})(?:\s|$)"
)
FOLLOW_US = re.compile(
    rf"^(?:{_folded('تابع', 'تابعوا', 'تابعنا', 'تابعونا', 'لمتابعة', 'للاشتراك', 'اشترك', 'اشتركوا', 'اشترك في', 'انضم', 'انضموا', 'حمل تطبيق', 'حملوا', 'follow us', 'subscribe', 'sign up', 'join us', 'follow', 'download our app')})\s.*(?:{_folded('الشبكات الاجتماعية', 'مواقع التواصل', 'وسائل التواصل', 'التواصل الاجتماعي', 'فيسبوك', 'تويتر', 'تلغرام', 'تليغرام', 'تيليجرام', 'تيلجرام', 'واتساب', 'واتس', 'يوتيوب', 'انستغرام', 'إنستجرام', 'غوغل نيوز', 'جوجل نيوز', 'أخبار جوجل', 'google news', 'قناتنا', 'صفحتنا', 'حسابنا', 'نشرتنا', 'النشرة', 'النشرة البريدية', 'newsletter', 'telegram', 'whatsapp', 'facebook', 'twitter', 'youtube', 'instagram', 'x')})"
)
NOTICE = re.compile(
    rf"^(?:{_folded('جميع الحقوق محفوظة', 'كل الحقوق محفوظة', 'حقوق النشر', 'حقوق النسخ', 'يستخدم هذا الموقع ملفات', 'نستخدم ملفات تعريف الارتباط', 'ملفات الارتباط', 'هذا الموقع يستخدم', 'all rights reserved', 'copyright', 'we use cookies', 'this site uses cookies', 'this website uses cookies', 'advertisement', 'إعلان', 'اعلان', 'إعلانات', 'مساحة إعلانية', 'لن يتم نشر عنوان بريدك', 'your email address will not')})\b"
)
CREDIT = re.compile(
    rf"^(?:{_folded('صورة', 'الصورة', 'تصوير', 'مصدر الصورة', 'صدر الصورة', 'التعليق على الصورة', 'المصور', 'عدسة', 'صورة أرشيفية', 'صورة ارشيفية', 'أرشيفية', 'photo', 'image', 'credit', 'photograph', 'getty images')})(?:\s*\S+){{0,5}}$"
)
BYLINE = re.compile(
    rf"^(?:{_folded('بقلم', 'كتب', 'كتبت', 'كتبه', 'إعداد', 'تحرير', 'ترجمة', 'المصدر', 'الكاتب', 'by', 'written by', 'author', 'posted by', 'source')})\s"
)
META_LINE = re.compile(
    rf"^(?:{_folded('نشر في', 'نشر', 'تاريخ النشر', 'تم النشر', 'نشرت في', 'آخر تحديث', 'تحديث', 'تم التحديث', 'حدث في', 'عدد المشاهدات', 'مشاهدات', 'وقت القراءة', 'مدة القراءة', 'دقائق قراءة', 'القسم', 'التصنيف', 'حجم الخط', 'published', 'updated', 'last updated', 'reading time', 'min read', 'posted on', 'views')})(?:\s|$)"
)


LONGEST_BOILERPLATE = 260
"""Letters beyond which a line is text, however it begins."""


def is_boilerplate_line(key: str, size: int) -> str | None:
    """The kind of boilerplate that a line is, by its folded text and length in letters; None for text."""
    if size > LONGEST_BOILERPLATE:
        return None
    if READ_ALSO.match(key):
        return "read_also"
    if FOLLOW_US.match(key):
        return "follow_us"
    if NOTICE.match(key):
        return "notice"
    if size <= 60 and SHARE.match(key):
        return "share"
    if size <= 60 and SECTION_END.match(key):
        return "section_end"
    return None
