"""News agencies by the names that bylines and source lines print."""

from __future__ import annotations

from .keys import line_key

_AGENCIES = """رويترز | أ ف ب | أ.ف.ب | فرانس برس | وكالة فرانس برس | أسوشيتد برس | اسوشيتد برس | أ ب | د ب أ |
    د.ب.أ | وكالات | الوكالات | وكالة الأنباء الألمانية | الأناضول | وكالة الأناضول | وام | واس |
    كونا | بترا | قنا | بنا | سانا | وفا | واج | وات | وال | سبأ | سبوتنيك | تاس | شينخوا | أ ش أ |
    أ.ش.أ | الوكالة الوطنية للإعلام | الوكالة الوطنية | وكالة أنباء الشرق الأوسط | نوفوستي | إفي |
    كيودو | بلومبيرغ | بلومبرغ | غيتي | إي بي إيه | Reuters | AFP | AP | Associated Press | DPA |
    Bloomberg | UPI | Xinhua | TASS | Anadolu | Getty | EPA | WAM | SPA | KUNA | Petra | QNA | SANA
    | WAFA | MENA | الفرنسية | وكالة الصحافة الفرنسية | أسوشييتد برس | أسوشيتدبرس | وكالة أنباء الإمارات
    | وكالة الأنباء السعودية | وكالة الأنباء القطرية | وكالة الأنباء الكويتية | وكالة الأنباء الأردنية
    | وكالة الأنباء الفلسطينية | وكالة الأنباء العراقية | وكالة الأنباء الجزائرية | وكالة الأنباء المركزية
    | وكالات الأنباء | أنسا | ايفي | إنترفاكس | ريا نوفوستي | Agence France-Presse | Agencies
    | AP News | ANSA | EFE | Kyodo | Interfax | Sputnik | IANS"""
_AGENCY_WORD = line_key("وكالة")
_AGENCY_KEYS = {line_key(name) for name in _AGENCIES.split("|")}


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's.

    >>> is_agency("أ.ف.ب"), is_agency("وكالة رويترز"), is_agency("سمير قدورة")
    (True, True, False)
    """
    key = line_key(name)
    return key in _AGENCY_KEYS or key.removeprefix(_AGENCY_WORD) in _AGENCY_KEYS
