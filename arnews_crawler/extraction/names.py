"""Names of a byline: parted, freed of labels, roles and addresses; who is a person, and who a desk or a login."""

from __future__ import annotations

import re

from arnews_crawler.text.clean import clean_text
from arnews_crawler.text.fold import fold_key, fold_text

from .agencies import is_agency
from .phrases import any_of

LEADS = (
    r"(?:كتب بواسطة|كتبت بواسطة|نشر بواسطة|نشرت بواسطة|أرسلت بواسطة|أضيف بواسطة|بواسطة|بقلم|كتبتها|كتبته|كتبت"
    r"|كتبه|كتبها|كتب|نشره|نشرها|أعده|أعدها|أعدته|أعدتها|حاوره|حاورها|حاورته|حاورتها|أجرى الحوار|أجرت الحوار"
    r"|Written by|Posted by|Published by|Story by|Words by|View all posts by|By|Par)"
)
COLON_LEADS = (
    r"(?:إعداد وتحرير|إعداد|اعداد|تحرير|حوار|تقرير|تحقيق|متابعة|مقال|حاور|الكاتب|الكاتبة|المؤلف|مؤلف المقال"
    r"|كاتب المقال|المحرر|المحررة|نشر|Author|Authors|Writer|Auteur)"
)
_LEAD = re.compile(rf"^(?:{LEADS}(?:\s*[:：\-–/|]\s*|\s+|$)|{COLON_LEADS}\s*[:：/|]\s*)+", re.IGNORECASE)
LEAD_ALONE = re.compile(rf"(?:{LEADS}\s*[:：\-–/|]?|{COLON_LEADS}\s*[:：])", re.IGNORECASE)
"""A line that is the label of a byline, and no name."""
_MAIL = re.compile(r"\(?\s*\S+@\S+\.\w+\s*\)?")
_SPLIT = re.compile(r"\s*(?:[،,;/|&+•·●]|\s(?:و|and|et)\s(?=\S))\s*", re.IGNORECASE)
_PLACE = re.compile(r"\s+[-–—]\s+")
"""What stands behind a dash in a byline is a place or an agency (سمير قدورة - القاهرة)."""
_ARABIC_ROLE = r"(?:ال)?(?:كاتب|صحفي|صحافي|إعلامي|اعلامي|مراسل|زميل|باحث|محلل|مدون|مصور|محرر)(?:ة|نا|تنا)?"
_ROLE_BEFORE = re.compile(
    rf"^(?:(?:(?:نائب )?(?:رئيسة?|مديرة?) التحرير|محررة? الشؤون \S+|{_ARABIC_ROLE})(?:\s*[:：-]\s*|\s+))+(?=\S+\s+\S)"
)
_ROLES_ALONE = re.compile(rf"(?:{_ARABIC_ROLE}\s*)+")
_JOINED = re.compile(
    r"(?<=\S)\s+و(?!(?:ليد|ائل|سيم|فاء|داد|جد|حيد|سام|رد|هيب|هب|ديع|رود|ضاح|عد|صال|لاء|اصف|الي|افي|نيس|هد|فيق|صفي|ثاب"
    r"|ازن|اثق|طفة|كيل|لد|نوس|اد|اجد|اكيم|جيه|سن|هر|شاح|زير|قاص|اعر))(?=[^\W\d_]{2,}\s+\S)"
)
"""و written to the next name; names that begin with it themselves (وائل, وليد) join nothing."""
_ROLE = re.compile(
    rf"^(?:{_ARABIC_ROLE}|(?:ال)?(?:رئيس|مدير|أستاذ|خبير|موفد|نائب|عضو|سكرتير)ة?)(?:\s|$)"
    r"|(?<![a-z])(?:editors?|writer|reporter|correspondent|contribut(?:or|ing)|columnist|journalist|officer|(?:co-?)?founder"
    r"|director|manager|president|professor|analyst|expert|specialist|consultant|dietitian|nutritionist|strategist|producer"
    r"|engineer|ceo|coo|cto|cfo|cmo|phd|ph\.d\.?|m\.?d\.?|r\.?d\.?n?|mba|cfp|cpa|esq|cepf)®?(?![a-z])",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"https?:|www\.|\.(?:com|net|org)\b|[@*]|\d|^(?:view|see|read|more|all)\s"
    r"|^(?:admin\w*|editors?|author|user|root|webmaster|newsroom|staff|guest"
    r"|administrator|undefined|null|none|unknown|anonymous|n/?a|by|on|the|home|share|about.*)$"
    r"|(?<![a-z])(?:team|staff|editors|editorial|newsroom|news ?desk|desk|contributors)$",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"^(?:"
    + any_of(
        """المحرر | التحرير | هيئة التحرير | هيئة | فريق | أسرة التحرير | أسرة | رئاسة التحرير | سكرتارية التحرير
        | غرفة الأخبار | قسم الأخبار | قسم | وحدة | محرر | محررو | موقع | صحيفة | جريدة | مجلة | شبكة | وكالة | قناة
        | كل مقالات | كل المقالات | جميع مقالات | جميع المقالات | عرض كل | عرض جميع | المزيد
        | إذاعة | إدارة | الإدارة | مدير الموقع | مدير | المدير | المشرف | مشرف | أدمن | الأدمن | خاص | متابعات
        | مواقع | زائر | ضيف | مجهول | المصدر | عن الكاتب | نبذة | newsroom | editorial team | staff | news desk"""
    )
    + r")(?:\s|$)"
)
_AND = re.compile(r"^(?:and|et|و)\s+", re.IGNORECASE)
_LOWER_BEGINNING = re.compile(r"^[a-z]")
_PARTICLE = re.compile(r"^(?:al|el|bin|ibn|abu|de|van|von|da|di|la|le|ben)[\s-]")


def split_names(value: str) -> list[str]:
    """A byline's names apart.

    >>> split_names("سمير قدورة ومها الراسي"), split_names("وائل وردة")
    (['سمير قدورة', 'مها الراسي'], ['وائل وردة'])
    >>> split_names("بقلم: الكاتب سمير قدورة، مها الراسي - رويترز")
    ['سمير قدورة', 'مها الراسي', 'رويترز']
    """
    text = _LEAD.sub("", _MAIL.sub(" ", clean_text(value))).strip()
    if "://" in text or text.startswith("@"):
        return []
    names: list[str] = []
    for piece in _SPLIT.split(_part_joined(text)):
        person, *behind = _PLACE.split(piece)
        # One word behind a dash is a place; two and more are another person.
        names += [person, *(part for part in behind if is_agency(part) or len(part.split()) > 1)]
    cleaned = (clean_text(piece).strip(" .:؛،-–—_/|()[]→«»") for piece in names)
    found = [_AND.sub("", name) for name in cleaned if name]
    # What a role says is of the person before it (Samir, Chief Editor); alone it is kept, to be refused by name.
    people = found[:1] + [name for name in found[1:] if not _ROLE.search(name)]
    return [_ROLE_BEFORE.sub("", name) for name in people]


def _part_joined(text: str) -> str:
    """Two names that a written-on و joins, at least two words each: سمير قدورة ومها الراسي."""
    return _JOINED.sub("، ", text) if len(text.split()) > 3 and len(text.split(" و")[0].split()) > 1 else text


def is_person(name: str, site_keys: set[str]) -> bool:
    """Whether a name may be a person's: not the site's, no desk, no address, no login such as ``admin``."""
    return not _no_person(name, site_keys)


def begins_as_words(names: list[str]) -> bool:
    """Whether a list begins as a sentence and no name does: By subscribing you agree to our terms, cookies."""
    return bool(names) and len(names[0].split()) > 1 and bool(_LOWER_BEGINNING.match(names[0]))


def no_author(value: str, site_keys: set[str]) -> str:
    """What speaks against the names in a value, in plain words; empty where all may be people."""
    names = split_names(value)
    if not names:
        return "an address or an account"
    against = [(name, why) for name in names if (why := _no_person(name, site_keys))]
    return "; ".join(why if len(names) == 1 else f"{name}: {why}" for name, why in against)


def _no_person(name: str, site_keys: set[str]) -> str:
    key = fold_key(name)
    if not key or len(name) > 60 or len(name.split()) > 7:
        return "too long for a name" if key else "no letters"
    if key in site_keys:
        return "the site's own name"
    if _NO_PERSON.search(name):
        return "an address, a number or a login"
    if _DESK.match(fold_text(name)):
        return "a desk is no person"
    if _ROLES_ALONE.fullmatch(name):
        return "a role, and no name"
    if len(name.split()) > 1 and _LOWER_BEGINNING.match(name) and not _PARTICLE.match(name):
        return "words, and no name"
    return "agency is no author" if is_agency(name) else ""
