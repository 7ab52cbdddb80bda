"""Ours against trafilatura on one synthetic page of 60 KB, in turns, in one process."""

from __future__ import annotations

import random
import time
from statistics import median

from benchmarks.engines import OURS, load_engine

RIVAL = "trafilatura"
PAGE_BYTES = 60_000
ROUNDS = 30
_TEXT = """
أعلن وزير النقل صباح اليوم افتتاح الجسر الجديد فوق النهر بعد عامين من العمل وقال إن المشروع
يخدم سكان القرى المجاورة ويخفف الازدحام عن وسط المدينة وأضاف مهندس البلدية أن الأشغال تستمر حتى
نهاية العام بكلفة أقل مما كان متوقعا في حين طالب تجار السوق القديم بتعويضات عن الأشهر التي
أغلقت فيها الطرق أمام الزبائن
"""
_WORDS = tuple(_TEXT.split())


def make_page(number: int, size: int = PAGE_BYTES) -> bytes:
    """Make a news page of about `size` bytes: menu, article, sidebar, footer. Each `number` gives other text.

    >>> abs(len(make_page(1)) - PAGE_BYTES) < 1500
    True
    """
    rng = random.Random(number)
    head = _make_head(rng, number)
    foot = _make_sidebar(rng)
    paragraphs: list[str] = []
    left = size - len((head + foot).encode())
    while left > 0:
        paragraph = f"<p>{_make_words(rng, 60)}.</p>\n"
        paragraphs.append(paragraph)
        left -= len(paragraph.encode())
    return f"{head}{''.join(paragraphs)}{foot}".encode()


def compare_speed(rounds: int = ROUNDS) -> dict[str, str]:
    """Time both engines on the same pages in turns. Raises EngineUnavailableError where one is missing."""
    engines = {name: load_engine(name) for name in (OURS, RIVAL)}
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    for number in range(rounds + 1):
        page, url = make_page(number), f"http://news.example.org/{number}"
        for name, engine in engines.items():
            started = time.process_time()
            answer = engine(page, url, "ar")
            spent = time.process_time() - started
            if not answer.is_accepted:
                raise RuntimeError(f"{name} finds no article in the page of the speed comparison")
            if number:  # The first round loads what is loaded late.
                seconds[name].append(spent)
    rates = {name: 1 / median(values) for name, values in seconds.items()}
    figures = {f"{name}, pages of 60 KB a second": f"{rate:.1f}" for name, rate in rates.items()}
    return figures | {f"{OURS} / {RIVAL}": f"{rates[OURS] / rates[RIVAL]:.2f}"}


def _make_words(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(_WORDS) for _ in range(count))


def _make_head(rng: random.Random, number: int) -> str:
    headline = _make_words(rng, 8)
    menu = "".join(f'<li><a href="/section/{item}">{_make_words(rng, 2)}</a></li>' for item in range(40))
    return (
        '<!DOCTYPE html>\n<html lang="ar" dir="rtl"><head><meta charset="utf-8">'
        f'<title>{headline} | صحيفة القياس</title><meta property="og:title" content="{headline}">'
        f'<meta property="article:published_time" content="2024-03-{number % 28 + 1:02}T09:30:00+03:00">'
        f"</head><body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{headline}</h1>\n"
    )


def _make_sidebar(rng: random.Random) -> str:
    cards = "".join(
        f'<div class="card"><a href="/story/{card}"><img src="/i/{card}.jpg" alt="">'
        f"<h3>{_make_words(rng, 8)}</h3></a><p>{_make_words(rng, 15)}</p></div>\n"
        for card in range(30)
    )
    return (
        f"</article><aside><h2>الأكثر قراءة</h2>{cards}</aside></main>"
        "<footer><p>جميع الحقوق محفوظة لصحيفة القياس</p></footer></body></html>"
    )
