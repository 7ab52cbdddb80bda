"""The readers' comments: text below the articles that is no part of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from arnews_crawler.demo.model import DemoArticle


@dataclass(frozen=True, slots=True)
class Comment:
    """What one reader wrote below an article."""

    name: str
    text: str
    age: str
    """When, as the page prints it."""


_ARABIC_NAMES = ("أبو خالد", "قارئة من طنجة", "م. سليم", "نورة", "متابع قديم", "Samir77", "ابن البلد", "هناء")
_ARABIC_TEXTS = (
    "شكرا على هذا التقرير، لكن أين رأي سكان الأحياء القديمة الذين ينتظرون منذ سنوات ولا يسألهم أحد؟",
    "كلام جميل، والعبرة بالتنفيذ. سمعنا وعودا كثيرة من قبل ولم نر منها شيئا على الأرض حتى اليوم.",
    "أتمنى أن تتابعوا هذا الموضوع كل شهر وأن تنشروا الأرقام كاملة، فنحن ندفع الضرائب ونريد أن نعرف أين تذهب.",
    "موفقين.",
    "كنت هناك يوم الافتتاح، والصورة مختلفة تماما عما قرأته هنا. الطريق ما زال مغلقا والناس تمشي على الأقدام.",
    "الخبر ناقص، هناك تفاصيل أخرى ذكرتها الإذاعة صباح اليوم عن الكلفة الحقيقية وعن الجهة التي ستتحمل الفرق.",
    "خطوة في الاتجاه الصحيح إن شاء الله، ونرجو ألا تتوقف عند هذا الحد.",
    "لماذا لا تضعون خريطة مع الخبر؟ نصف القراء لا يعرفون هذه الأماكن.",
)
_ARABIC_AGES = ("قبل ساعتين", "منذ 4 ساعات", "أمس", "قبل يومين", "منذ أسبوع")
_ENGLISH_NAMES = ("Reader in Sousse", "Tom H.", "layla", "An old subscriber")
_ENGLISH_TEXTS = (
    "Thank you for this report, but nobody seems to have asked the people who live next to the site.",
    "We have heard such promises before. Show us the accounts and then we can talk about the next phase.",
    "I was there on the day and the picture was quite different from what you describe here.",
)
_ENGLISH_AGES = ("2 hours ago", "yesterday", "3 days ago")


def comments_below(article: DemoArticle) -> tuple[Comment, ...]:
    """Return the comments below an article, always the same ones; two articles in three have some."""
    rng = Random(f"comments {article.number} {article.headline}")
    if article.edition == "en":
        return _draw(rng, _ENGLISH_NAMES, _ENGLISH_TEXTS, _ENGLISH_AGES)
    return _draw(rng, _ARABIC_NAMES, _ARABIC_TEXTS, _ARABIC_AGES)


def _draw(rng: Random, names: Sequence[str], texts: Sequence[str], ages: Sequence[str]) -> tuple[Comment, ...]:
    count = rng.choice((0, 1, 3))
    chosen = zip(rng.sample(names, count), rng.sample(texts, count), strict=True)
    return tuple(Comment(name, text, rng.choice(ages)) for name, text in chosen)
