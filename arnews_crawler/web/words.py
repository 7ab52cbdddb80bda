"""The words of the interface, in Arabic and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "name": ("قارئ الأخبار", "News reader"),
    "skip": ("إلى المحتوى", "Skip to the content"),
    "menu": ("الأقسام الرئيسية", "Main"),
    "other_language": ("English", "العربية"),
    "start": ("البداية", "Start"),
    "search": ("بحث", "Search"),
    "sections": ("أبواب", "Sections"),
    "sites": ("مواقع", "Sites"),
    "trends": ("اتجاهات", "Trends"),
    "operator": ("المشغّل", "Operator"),
    "runs": ("جولات الجمع", "Runs"),
    "rejects": ("ما لم يُحفظ", "Not stored"),
    "data": ("الجداول", "Tables"),
    "articles": ("مقالات", "Articles"),
    "article": ("مقال", "Article"),
    "newest": ("أحدث المقالات", "Newest articles"),
    "numbers": ("أرقام", "Numbers"),
    "health": ("حال الجمع", "Health"),
    "published": ("نُشر", "Published"),
    "period": ("الفترة", "Period"),
    "revised": ("تغيّرت بعد النشر", "Changed after publication"),
    "gone": ("حذفتها مواقعها", "Gone from their sites"),
    "query": ("كلمات البحث", "Words to find"),
    "query_hint": (
        "أي إملاء يصلح. «بين علامتين» عبارة، و-كلمة لا ترد، وكلمة* بداية.",
        'Any spelling will do. "In quotes" is a phrase, -word is not in it, word* begins so.',
    ),
    "site": ("الموقع", "Site"),
    "section": ("الباب", "Section"),
    "from": ("من تاريخ", "From"),
    "to": ("إلى تاريخ", "To"),
    "any": ("الكل", "Any"),
    "narrow": ("تضييق البحث والترتيب", "Narrow and order"),
    "sort": ("الترتيب", "Order"),
    "relevance": ("الأقرب أولًا", "Best first"),
    "date": ("الأحدث أولًا", "Newest first"),
    "results": ("النتائج", "Results"),
    "nothing": ("لم يُعثر على شيء.", "Nothing was found."),
    "did_you_mean": ("هل تقصد", "Did you mean"),
    "ranked_newest": (
        "الكلمة شائعة، فرُتّبت أحدث المقالات وحدها، وعددها",
        "These words are common: only the newest were ranked, as many as",
    ),
    "not_all": ("فيه بعض الكلمات لا كلها", "Has some of the words, not all"),
    "next": ("التالي", "Next"),
    "previous": ("السابق", "Previous"),
    "page": ("صفحة", "Page"),
    "pages": ("الصفحات", "Pages"),
    "source": ("المصدر في موقعه", "At its source"),
    "about": ("عن المقال", "About this article"),
    "authors": ("الكتّاب", "Authors"),
    "tags": ("الوسوم", "Tags"),
    "agency": ("الوكالة", "Agency"),
    "language": ("اللغة", "Language"),
    "modified": ("عُدّل", "Modified"),
    "first_seen": ("شوهد أول مرة", "First seen"),
    "last_seen": ("شوهد آخر مرة", "Last seen"),
    "gone_at": ("حذفه موقعه", "Taken away by its site"),
    "versions": ("النسخ", "Versions"),
    "version": ("نسخة", "Version"),
    "changes": ("ما تغيّر", "What changed"),
    "compare": ("قارن", "Compare"),
    "from_version": ("من النسخة", "From version"),
    "to_version": ("إلى النسخة", "To version"),
    "no_change": ("لا فرق بين النسختين.", "The two versions are the same."),
    "one_version": ("للمقال نسخة واحدة.", "There is one version only."),
    "inserted": ("أُضيف", "Added"),
    "deleted": ("حُذف", "Removed"),
    "reprocessed": ("قراءة أدق للصفحة نفسها", "A better reading of the same page"),
    "evidence": ("من أين جاءت الحقول", "Which rule gave which field"),
    "warnings": ("تنبيهات", "Warnings"),
    "captures": ("الصفحة الخام في الأرشيف", "The raw page in the archive"),
    "capture_file": ("الملف", "File"),
    "capture_offset": ("الموضع", "Offset"),
    "capture_length": ("الطول", "Length"),
    "status": ("الجواب", "Status"),
    "fetched": ("جُلبت", "Fetched"),
    "addresses": ("عناوين أخرى", "Other addresses"),
    "similar": ("نصوص تكاد تكون هذا النص", "Nearly the same text"),
    "identifier": ("الرقم", "Id"),
    "no_section": ("بلا باب", "No section"),
    "number": ("العدد", "Number"),
    "reason": ("السبب", "Reason"),
    "detail": ("التفصيل", "Detail"),
    "address": ("العنوان", "Address"),
    "seen": ("الوقت", "When"),
    "run": ("جولة", "Run"),
    "spider": ("الزاحف", "Spider"),
    "started": ("بدأت", "Started"),
    "finished": ("انتهت", "Finished"),
    "exit": ("رمز الخروج", "Exit code"),
    "stored": ("حُفظ", "Stored"),
    "healthy": ("سليم", "Healthy"),
    "failed": ("فيه خلل", "Failed"),
    "unfinished": ("يعمل أو قُطع", "At work, or killed"),
    "word": ("كلمة", "Words"),
    "by": ("لكل", "By"),
    "day": ("يوم", "Day"),
    "month": ("شهر", "Month"),
    "year": ("سنة", "Year"),
    "show": ("اعرض", "Show"),
    "trends_hint": (
        "قارن كلمات: في كم مقال وردت كل منها مع الزمن.",
        "Compare words: how many articles have each of them, over time.",
    ),
    "as_table": ("الأرقام في جدول", "The numbers as a table"),
    "all": ("الكل", "All"),
    "not_found": ("لا صفحة هنا", "Nothing is here"),
    "not_found_text": (
        "لا مقال ولا صفحة بهذا العنوان، أو سُحب المقال.",
        "There is no article or page of this address, or it was withdrawn.",
    ),
    "unavailable": ("لا يُقرأ الملف الآن", "The file cannot be read now"),
    "bad_date": (
        "اكتب التاريخ هكذا: 2026-03-09 أو 2026-03 أو 2026.",
        "Write a date as 2026-03-09, 2026-03 or 2026.",
    ),
    "chart_articles_by_site": ("مقالات كل يوم بحسب الموقع", "Articles a day, by site"),
    "chart_articles_by_section": ("مقالات كل يوم بحسب الباب", "Articles a day, by section"),
    "chart_articles": ("مقالات كل يوم", "Articles a day"),
    "chart_filled": ("حقول امتلأت (٪)", "Fields filled (%)"),
    "chart_lengths": ("طول المتن بالكلمات", "Length of bodies, in words"),
    "chart_updates": ("تحديثات بعد النشر", "Updates after publication"),
    "chart_rejects": ("ما لم يُحفظ بحسب السبب", "Not stored, by reason"),
    "chart_runs": ("جولات الجمع كل يوم", "Runs a day"),
    "chart_trends": ("مقالات وردت فيها الكلمات", "Articles with the words"),
    "others": ("غيرها", "Others"),
    "report": ("تقرير المدوّنة", "Report on the corpus"),
    "made_at": ("أُعدّ في", "Made at"),
    "within_hour": ("خلال ساعة", "Within an hour"),
    "within_day": ("خلال يوم", "Within a day"),
    "within_week": ("خلال أسبوع", "Within a week"),
    "later": ("بعد ذلك", "Later"),
    "field_headline": ("العنوان", "Headline"),
    "field_teaser": ("المقدمة", "Teaser"),
    "field_body": ("المتن", "Body"),
    "field_section": ("الباب", "Section"),
    "field_authors": ("الكتّاب", "Authors"),
    "field_tags": ("الوسوم", "Tags"),
    "field_agency": ("الوكالة", "Agency"),
    "field_language": ("اللغة", "Language"),
    "field_published_at": ("تاريخ النشر", "Published"),
    "field_modified_at": ("تاريخ التعديل", "Modified"),
    "field_image_url": ("الصورة", "Image"),
    "field_site_name": ("اسم الموقع", "Site name"),
    "no_numbers": ("لا أرقام بعد.", "There are no numbers yet."),
}
_MONTHS: Final = (
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "January February March April May June July August September October November December".split(),
)


@dataclass(frozen=True)
class Language:
    """A language of the interface."""

    code: str
    direction: str
    index: int

    def __call__(self, word: str) -> str:
        """Return what is printed for a word of ours; KeyError where there is none.

        >>> ENGLISH("search")
        'Search'
        """
        return _WORDS[word][self.index]

    def moment(self, text: str | None) -> str:
        """Return a moment in ISO 8601 as it is read: as precise as it was given, in the zone it was given in.

        >>> ENGLISH.moment("2026-03-09T10:05:00+03:00"), ENGLISH.moment("2026-03"), ENGLISH.moment(None)
        ('9 March 2026, 10:05', 'March 2026', '')
        """
        if not text:
            return ""
        year, _, rest = text[:10].partition("-")
        month, _, day = rest.partition("-")
        if not month.isdigit() or not 1 <= int(month) <= len(_MONTHS[0]):
            return text
        date = " ".join(part for part in (day.lstrip("0"), _MONTHS[self.index][int(month) - 1], year) if part)
        clock = text[11:16]
        return f"{date}{'،' if self.code == 'ar' else ','} {clock}" if clock else date


ARABIC: Final = Language("ar", "rtl", 0)
ENGLISH: Final = Language("en", "ltr", 1)
LANGUAGES: Final = {language.code: language for language in (ARABIC, ENGLISH)}
