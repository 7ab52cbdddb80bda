"""The editor's work on a finished text: headline, teaser, and the other spellings that a site prints."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from arnews_crawler.demo.body import Ledger
from arnews_crawler.demo.compiler import compile_lines
from arnews_crawler.demo.grammar import Entity, Scene, Template
from arnews_crawler.demo.model import HeadlineSpelling
from arnews_crawler.demo.orthography import QUOTES, HouseStyle, bare_key, requote, vocalise

LEAST_HEADLINE = 5
MOST_HEADLINE = 14
"""Words of a headline."""

_PLACEHOLDER = "{headline}"
_ELLIPSES = ("...", "...", "…", " ...", " …")
_LONGER: tuple[Template, ...] = compile_lines(
    """
<خاص|تقرير|بالتفاصيل|بالصور|متابعة>: {headline}
{headline} | <تفاصيل|أرقام|شهادات> من {city}
{headline} - <القصة الكاملة|ما وراء الخبر> من {city}
{headline} (<تفاصيل|تقرير|بالأرقام>)
"""
)


def draw_headline(scene: Scene, ledger: Ledger, spelling: HeadlineSpelling) -> str:
    """Draw a headline of the scene, new to the site and 5 to 14 words long, that can be spelled that way."""
    pool = scene.lexicon.pools["headline"]

    def make() -> str:
        scene.new_paragraph()
        return scene.style.spell(scene.say(pool))

    def is_good(text: str) -> bool:
        if not LEAST_HEADLINE <= text.count(" ") + 1 <= MOST_HEADLINE:
            return False
        if spelling == "quotes":
            return scene.style.quotes[0] in text
        return spelling != "tashkeel" or vocalise(text) != text

    return ledger.draw(make, is_good)


def draw_deck(scene: Scene, ledger: Ledger, body: str) -> str:
    """Draw a teaser of its own: new to the site and no part of the body."""
    pool = scene.lexicon.pools["deck"]
    body_key = bare_key(body)

    def make() -> str:
        scene.new_paragraph()
        return scene.style.spell(scene.say(pool))

    return ledger.draw(make, lambda text: bare_key(text) not in body_key)


def cut_excerpt(opening: str, rng: Random) -> str:
    """Return the opening cut as content management systems do, at a word's end or within a word.

    At least a third and at most four fifths of the opening remain, 90 to 260 characters if it is long
    enough; what is cut off never begins at a mark, so that the ellipsis stands after a letter or digit.
    """
    least = min(90, len(opening) // 3)
    most = max(least + 1, min(260, len(opening) * 4 // 5))
    end = rng.randint(least, most)
    if rng.random() < 0.6:
        end = opening.rfind(" ", 0, end)
    while end > 1 and not (opening[end - 1].isalnum() and opening[end] != "."):
        end -= 1
    return opening[:end] + rng.choice(_ELLIPSES)


def draw_og_headline(scene: Scene, headline: str, ledger: Ledger) -> str | None:
    """Return another wording of the same news for ``og:title``; None where the story has no other."""
    makers: list[Callable[[], str]] = [
        lambda: _longer(scene, headline),
        lambda: _other(scene),
        lambda: _shorter(headline),
    ]
    scene.rng.shuffle(makers)
    for make in makers:
        text = make()
        if text and ledger.claim(text):
            return text
    return None


def _longer(scene: Scene, headline: str) -> str:
    scene.new_paragraph()
    scene.local["headline"] = Entity(_PLACEHOLDER)
    return scene.style.spell(scene.say(_LONGER)).replace(_PLACEHOLDER, headline)


def _other(scene: Scene) -> str:
    scene.new_paragraph()
    return scene.style.spell(scene.say(scene.lexicon.pools["headline"]))


def _shorter(headline: str) -> str:
    for mark in (".. ", ": "):
        head, found, tail = headline.partition(mark)
        longest = max(head, tail, key=len)
        if found and longest.count(" ") >= 3:
            return longest
    head, found, tail = headline.rpartition(" في ")
    if not found or head.count(" ") < 3 or tail.count(" ") > 1:
        return ""
    return head + "؟" if headline.endswith("؟") else head


def spell_headline(
    headline: str, spelling: HeadlineSpelling, *, style: HouseStyle, site_name: str, separator: str
) -> str:
    """Return the headline as repeats, ``<title>`` and ``og:title`` print it."""
    if spelling == "same":
        return headline
    if spelling == "quotes":
        other = QUOTES[(QUOTES.index(style.quotes) + 1) % len(QUOTES)]
        return _swap_quotes(headline, style.quotes, other)
    if spelling == "tashkeel":
        return vocalise(headline)
    return join_site_name(headline, site_name, separator, in_front=spelling == "site_prefix")


def _swap_quotes(text: str, old: tuple[str, str], new: tuple[str, str]) -> str:
    if old[0] != old[1]:
        text = text.replace(old[0], "«").replace(old[1], "»")
    else:
        parts = text.split(old[0])
        text = "".join(part + "«»"[number % 2] for number, part in enumerate(parts[:-1])) + parts[-1]
    return requote(text, new)


def join_site_name(headline: str, site_name: str, separator: str, *, in_front: bool) -> str:
    """Return headline and site name as ``<title>`` joins them; a colon stands close to the first of them.

    >>> join_site_name("خبر", "موقع", "|", in_front=False), join_site_name("خبر", "موقع", ":", in_front=True)
    ('خبر | موقع', 'موقع: خبر')
    """
    first, second = (site_name, headline) if in_front else (headline, site_name)
    return f"{first}: {second}" if separator == ":" else f"{first} {separator} {second}"
