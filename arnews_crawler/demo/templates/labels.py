"""The words of the interface, once an edition: what a page prints around its article."""

from __future__ import annotations

from dataclasses import dataclass

from arnews_crawler.demo.model import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The interface of one edition; ``{site}`` stands for the site's name."""

    language: str
    locale: str
    direction: str
    slogan: str
    home: str
    latest: str
    video: str
    gallery: str
    live: str
    about: str
    contact: str
    privacy: str
    search: str
    feed: str
    login: str
    other_edition: str
    skip: str
    menu: str
    share: str
    print_page: str
    read_also: str
    related: str
    most_read: str
    by: str
    written_by: str
    source: str
    published: str
    tags: str
    comments: str
    write_comment: str
    reply: str
    newsletter: str
    newsletter_text: str
    subscribe: str
    cookies: str
    accept: str
    advertisement: str
    photo: str
    new_window: str
    follow: str
    about_author: str
    rights: str
    hours: str
    more: str
    next_page: str
    previous_page: str
    joined: str
    """Between two names of a byline."""


ARABIC = Labels(
    language="ar",
    locale="ar_AR",
    direction="rtl",
    slogan="{site}.. أخبار المنطقة والعالم لحظة بلحظة، وتقارير وتحليلات من قلب الحدث",
    home="الرئيسية",
    latest="آخر الأخبار",
    video="فيديو",
    gallery="ألبوم الصور",
    live="تغطية مباشرة",
    about="من نحن",
    contact="اتصل بنا",
    privacy="سياسة الخصوصية",
    search="بحث",
    feed="الخلاصة",
    login="تسجيل الدخول",
    other_edition="English",
    skip="انتقل إلى المحتوى",
    menu="القائمة الرئيسية",
    share="شارك الخبر",
    print_page="طباعة",
    read_also="اقرأ أيضا",
    related="موضوعات ذات صلة",
    most_read="الأكثر قراءة",
    by="بقلم",
    written_by="كتب",
    source="المصدر",
    published="تاريخ النشر",
    tags="الوسوم",
    comments="التعليقات",
    write_comment="أضف تعليقا. لن ينشر عنوان بريدك الإلكتروني، والحقول المطلوبة معلّمة بنجمة.",
    reply="رد",
    newsletter="النشرة البريدية",
    newsletter_text="اشترك في نشرتنا اليومية لتصلك أهم الأخبار كل صباح، ويمكنك إلغاء الاشتراك متى شئت.",
    subscribe="اشترك الآن",
    cookies=(
        "يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربتك وقياس عدد الزوار. باستمرارك في التصفح "
        "فإنك توافق على سياسة الخصوصية الخاصة بنا وعلى حفظ هذه الملفات في جهازك."
    ),
    accept="موافق",
    advertisement="إعلان",
    photo="تصوير",
    new_window="(يفتح في نافذة جديدة)",
    follow="تابع {site} على الشبكات الاجتماعية",
    about_author="صحفي في {site}، يكتب في الشأن العام منذ سنوات ويتابع أخبار المدن والناس.",
    rights="جميع الحقوق محفوظة لموقع {site}",
    hours="جميع الأوقات بتوقيت مكة المكرمة (غرينتش +3)",
    more="المزيد",
    next_page="التالي",
    previous_page="السابق",
    joined="، ",
)

ENGLISH = Labels(
    language="en",
    locale="en_US",
    direction="ltr",
    slogan="{site}: news from the region and the world, with reports and analysis from the scene",
    home="Home",
    latest="Latest news",
    video="Video",
    gallery="Pictures",
    live="Live",
    about="About us",
    contact="Contact",
    privacy="Privacy policy",
    search="Search",
    feed="Feed",
    login="Log in",
    other_edition="العربية",
    skip="Skip to content",
    menu="Main menu",
    share="Share this story",
    print_page="Print",
    read_also="Read also",
    related="Related stories",
    most_read="Most read",
    by="By",
    written_by="Written by",
    source="Source",
    published="Published",
    tags="Tags",
    comments="Comments",
    write_comment="Leave a comment. Your email address will not be published.",
    reply="Reply",
    newsletter="Newsletter",
    newsletter_text="Sign up to our daily newsletter and get the top stories every morning.",
    subscribe="Sign up",
    cookies="This website uses cookies to improve your experience. By browsing you accept our policy.",
    accept="Accept",
    advertisement="Advertisement",
    photo="Photo",
    new_window="(opens in a new window)",
    follow="Follow {site} on social media",
    about_author="A journalist at {site} who has covered public affairs and cities for years.",
    rights="All rights reserved, {site}",
    hours="All times are Mecca time (GMT+3)",
    more="More",
    next_page="Next",
    previous_page="Previous",
    joined=", ",
)


def labels_of(edition: Edition) -> Labels:
    """Return the interface's words for an edition."""
    return ARABIC if edition == "ar" else ENGLISH
