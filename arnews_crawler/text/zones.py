"""Time zones as Arabic news pages name them: "بتوقيت غرينتش", "بتوقيت مكة المكرمة", "GMT", "ت غ"."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from arnews_crawler.text.fold import fold_text

LOCAL: Final = "local"

_PLACES: Final[dict[str, tuple[str, ...]]] = {
    LOCAL: ("المحلي", "محلي", "المحلية"),
    "UTC": (
        *("غرينتش", "جرينتش", "غرينيتش", "جرينيتش", "غرينتش العالمي", "جرينتش العالمي", "كرينتش", "قرينتش"),
        *("غرينتش الدولي", "جرينتش الدولي", "العالمي", "العالمي المنسق", "greenwich"),
    ),
    "Asia/Riyadh": ("مكة المكرمة", "مكة", "السعودية", "المملكة", "الرياض", "المدينة المنورة", "جدة", "mecca"),
    "Asia/Aden": ("صنعاء", "عدن", "اليمن"),
    "Asia/Kuwait": ("الكويت",),
    "Asia/Qatar": ("الدوحة", "قطر"),
    "Asia/Bahrain": ("المنامة", "البحرين"),
    "Asia/Dubai": ("الإمارات", "أبوظبي", "أبو ظبي", "دبي", "دولة الإمارات"),
    "Asia/Muscat": ("مسقط", "سلطنة عمان"),  # عمان alone is Oman or Amman
    "Asia/Baghdad": ("بغداد", "العراق"),
    "Asia/Amman": ("الأردن", "المملكة الأردنية"),
    "Asia/Damascus": ("دمشق", "سوريا", "سورية"),
    "Asia/Beirut": ("بيروت", "لبنان"),
    "Asia/Jerusalem": ("القدس المحتلة", "إسرائيل", "تل أبيب"),
    "Asia/Hebron": ("القدس", "فلسطين", "رام الله"),
    "Asia/Gaza": ("غزة", "قطاع غزة"),
    "Africa/Cairo": ("القاهرة", "مصر", "cairo"),
    "Africa/Khartoum": ("الخرطوم", "السودان"),
    "Africa/Tripoli": ("طرابلس", "ليبيا"),
    "Africa/Tunis": ("تونس",),
    "Africa/Algiers": ("الجزائر",),
    "Africa/Casablanca": ("المغرب", "الرباط", "الدار البيضاء"),
    "Africa/Nouakchott": ("نواكشوط", "موريتانيا"),
    "Africa/Mogadishu": ("مقديشو", "الصومال"),
    "Africa/Djibouti": ("جيبوتي",),
    "Europe/Istanbul": ("إسطنبول", "اسطنبول", "أنقرة", "تركيا"),
    "Asia/Tehran": ("طهران", "إيران"),
    "Europe/London": ("لندن", "بريطانيا", "london"),
    "Europe/Paris": ("باريس", "فرنسا", "paris"),
    "Europe/Berlin": ("برلين", "ألمانيا"),
    "Europe/Brussels": ("بروكسل", "وسط أوروبا"),
    "Europe/Moscow": ("موسكو", "روسيا"),
    "Europe/Kyiv": ("كييف", "أوكرانيا"),
    "America/New_York": ("نيويورك", "واشنطن", "شرق الولايات المتحدة", "شرق أمريكا", "الساحل الشرقي"),
    "Asia/Tokyo": ("طوكيو", "اليابان"),
    "Asia/Shanghai": ("بكين", "الصين"),
}
# RFC 2822 section 4.3, and letters usual in Europe, Asia and the Arab world.
_LETTERS: Final[dict[str, float]] = {
    **dict.fromkeys(("z", "utc", "gmt", "ut", "wet", "تغ", "ت غ"), 0),
    **dict.fromkeys(("cet", "bst", "west"), 1),
    **dict.fromkeys(("cest", "eet", "sast"), 2),
    **dict.fromkeys(("eest", "msk", "ksa", "trt"), 3),
    **dict.fromkeys(("gst",), 4),
    **dict.fromkeys(("pkt",), 5),
    **dict.fromkeys(("hkt", "sgt"), 8),
    **dict.fromkeys(("jst", "kst"), 9),
    "aest": 10,
    "aedt": 11,
    "edt": -4,
    **dict.fromkeys(("est", "cdt"), -5),
    **dict.fromkeys(("cst", "mdt"), -6),
    **dict.fromkeys(("mst", "pdt"), -7),
    "pst": -8,
}
_AMERICAN: Final = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
"""Letters that name summer and winter time alike."""
_SEVERAL: Final[dict[str, tuple[float, ...]]] = {"ast": (3, -4), "ist": (5.5, 2)}
"""Letters of several zones: Arabia and the Atlantic, India and Israel. The site's own clock tells which."""
_ANY_WINTER: Final = datetime(2026, 1, 1, tzinfo=UTC)

PLACE_ZONES: Final = {fold_text(name): zone for zone, names in _PLACES.items() for name in names}
"""Folded name, as printed behind ``بتوقيت`` -> IANA zone, or ``local``."""
LETTER_ZONES: Final = frozenset({*_LETTERS, *_AMERICAN, *_SEVERAL}) - {"et"}
"""Folded zone letters that stand by themselves; ET is a French word besides."""
NAMED_ALONE: Final = frozenset({fold_text(name) for name in _PLACES["UTC"][:4]})
"""Places that mean a zone even without ``بتوقيت``."""


@lru_cache(maxsize=256)
def find_zone(name: str, local: tzinfo) -> tzinfo | None:
    """Return the zone of a folded name; None for a name that is not known or not certain.

    >>> find_zone("غرينتش", timezone(timedelta(hours=3)))
    datetime.timezone.utc
    >>> find_zone("المريخ", UTC) is None
    True
    """
    if name in _SEVERAL:
        offset = _ANY_WINTER.astimezone(local).utcoffset()
        meant = {timedelta(hours=hours) for hours in _SEVERAL[name]}
        return fixed_zone(offset) if offset is not None and offset in meant else None
    hours = _LETTERS.get(name)
    if hours is not None:
        return fixed_zone(timedelta(hours=hours))
    place = _AMERICAN.get(name) or PLACE_ZONES.get(name)
    if place == LOCAL:
        return local
    if place is None:
        return None
    if place == "UTC":
        return UTC
    try:
        return ZoneInfo(place)
    except ZoneInfoNotFoundError:  # a machine without the time zone database
        return None


def fixed_zone(offset: timedelta) -> tzinfo:
    """Return the zone of an offset; UTC for none.

    >>> str(fixed_zone(timedelta(hours=3)))
    'UTC+03:00'
    """
    return timezone(offset) if offset else UTC
