"""The names of months and weekdays on Arabic news pages, in every system that they print.

Names are given as printed and compared by `fold_key`, so one spelling with hamza serves for all.
"""

from __future__ import annotations

from typing import Final

MONTH_NAMES: Final[tuple[tuple[str, ...], ...]] = (
    (
        *("يناير", "ينايير", "كانون الثاني", "كانون ثاني", "جانفي", "january", "jan", "janvier", "janv"),
        *("januar", "enero", "gennaio", "janeiro", "ocak", "ژانویه", "جنوری"),
    ),
    (
        *("فبراير", "فبرائر", "شباط", "فيفري", "فيفرى", "february", "feb", "février", "févr", "fév"),
        *("februar", "febrero", "febbraio", "fevereiro", "şubat", "فوریه", "فروری"),
    ),
    ("مارس", "مارث", "آذار", "march", "mar", "mars", "märz", "marzo", "março", "mart", "مارچ"),
    ("أبريل", "نيسان", "أفريل", "april", "apr", "avril", "avr", "abril", "aprile", "nisan", "آوریل", "اپریل"),
    ("مايو", "أيار", "مايس", "ماي", "may", "mai", "mayo", "maggio", "maio", "mayıs", "مئی"),
    (
        *("يونيو", "يونية", "حزيران", "جوان", "june", "jun", "juin"),
        *("juni", "junio", "giugno", "junho", "haziran", "ژوئن", "جون"),
    ),
    (
        *("يوليو", "يولية", "تموز", "يوليوز", "جويلية", "july", "jul", "juillet", "juil"),
        *("juli", "julio", "luglio", "julho", "temmuz", "ژوئیه", "جولائی"),
    ),
    ("أغسطس", "آب", "غشت", "أوت", "august", "aug", "août", "agosto", "ağustos", "اوت", "آگست", "اگست"),
    (
        *("سبتمبر", "سيبتمبر", "أيلول", "شتنبر", "شتمبر", "september", "sep", "sept", "septembre"),
        *("septiembre", "settembre", "setembro", "eylül", "سپتامبر", "ستمبر"),
    ),
    (
        *("أكتوبر", "أوكتوبر", "تشرين الأول", "تشرين أول", "october", "oct", "octobre"),
        *("oktober", "octubre", "ottobre", "outubro", "ekim", "اکتبر", "اکتوبر"),
    ),
    (
        *("نوفمبر", "نونبر", "نوفنبر", "تشرين الثاني", "تشرين ثاني", "november", "nov", "novembre"),
        *("noviembre", "novembro", "kasım", "نوامبر", "نومبر"),
    ),
    (
        *("ديسمبر", "دجنبر", "دسمبر", "كانون الأول", "كانون أول", "december", "dec", "décembre", "déc"),
        *("dezember", "diciembre", "dicembre", "dezembro", "aralık", "دسامبر"),
    ),
)
"""Gregorian months from January: Egypt and the Gulf, the Levant and Iraq, the Maghreb, English, French; German,
Spanish, Italian, Portuguese, Turkish, Persian, Urdu."""

HIJRI_MONTH_NAMES: Final[tuple[tuple[str, ...], ...]] = (
    ("محرم", "المحرم", "محرم الحرام"),
    ("صفر", "صفر الخير", "صفر المظفر"),
    ("ربيع الأول", "ربيع أول"),
    ("ربيع الآخر", "ربيع الثاني", "ربيع ثاني", "ربيع ثان"),
    ("جمادى الأولى", "جمادى الأول", "جمادي أول", "جماد الأول", "جماد أول", "جمادى أولى"),
    (
        *("جمادى الآخرة", "جمادى الثانية", "جمادى الآخر", "جمادى الثاني", "جمادى الأخرى", "جماد الآخر"),
        *("جماد الثاني", "جماد ثاني", "جمادى ثاني", "جمادى الاخيرة"),
    ),
    ("رجب",),
    ("شعبان",),
    ("رمضان", "رمضان المبارك"),
    ("شوال",),
    ("ذو القعدة", "ذي القعدة", "ذوالقعدة", "ذيالقعدة", "ذا القعدة"),
    ("ذو الحجة", "ذي الحجة", "ذوالحجة", "ذيالحجة", "ذا الحجة"),
)
"""Months of the Islamic calendar, from Muharram."""

WEEKDAY_NAMES: Final[tuple[tuple[str, ...], ...]] = (
    ("الاثنين", "الإثنين", "اثنين", "الأثنين", "monday", "mon", "lundi"),
    ("الثلاثاء", "ثلاثاء", "الثلثاء", "tuesday", "tue", "tues", "mardi"),
    ("الأربعاء", "أربعاء", "الاربعا", "wednesday", "wed", "mercredi"),
    ("الخميس", "خميس", "thursday", "thu", "thur", "thurs", "jeudi"),
    ("الجمعة", "جمعة", "friday", "fri", "vendredi"),
    ("السبت", "سبت", "saturday", "sat", "samedi"),
    ("الأحد", "أحد", "sunday", "sun", "dimanche"),
)
"""Weekdays from Monday, as `datetime.date.weekday` counts."""
