"""The desk of a living newsroom: what it changes after publication, what it takes down, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Final

from arnews_crawler.demo.editing import join_site_name
from arnews_crawler.demo.living_model import Life, RemovalKind, State
from arnews_crawler.demo.model import Block, DemoArticle

WATCHED: Final = timedelta(hours=24)
"""How long after publication things happen that no sitemap tells: a crawler can only look again."""
_HOUR: Final = 3600
_REMOVALS: Final[tuple[RemovalKind, ...]] = ("gone", "missing", "soft", "home")
_LEAST_PARAGRAPH: Final = 80
_ARABIC_DIGITS: Final = frozenset("٠١٢٣٤٥٦٧٨٩")


class Spares:
    """Texts that no article has yet, each given once: a paragraph that two articles share is no news."""

    def __init__(self, articles: Iterable[DemoArticle], rng: Random) -> None:
        arabic = [article for article in articles if article.edition == "ar"]
        texts = [block.text for article in arabic for block in article.blocks if block.kind == "paragraph"]
        self._paragraphs = [text for text in texts if len(text) >= _LEAST_PARAGRAPH and _prints_anywhere(text)]
        self._headlines = [article.headline for article in arabic if _prints_anywhere(article.headline)]
        teasers = [article.teaser for article in arabic if article.teaser_kind == "own"]
        self._teasers = [text for text in teasers if text and _prints_anywhere(text)]
        for texts in (self._paragraphs, self._headlines, self._teasers):
            rng.shuffle(texts)

    def edit(self, article: DemoArticle, rng: Random) -> DemoArticle:
        """Return the article with another headline, teaser or body; IndexError where no text is left."""
        kinds = ["longer", "longer", "rewritten", "headline", "both"]
        if article.teaser_kind == "own":
            kinds.append("teaser")
        kind = rng.choice(kinds)
        if kind in ("headline", "both"):
            article = _with_headline(article, self._headlines.pop())
        if kind == "teaser":
            article = replace(article, teaser=self._teasers.pop())
        if kind in ("longer", "rewritten", "both"):
            article = replace(article, blocks=_with_text(article, self._paragraphs.pop(), is_longer=kind == "longer"))
        return article


def draw_life(
    article: DemoArticle, published: datetime, period: tuple[datetime, datetime], rng: Random, spares: Spares
) -> Life:
    """Return what becomes of an article.

    :param period: what happens outside of it is not told: nobody looks.
    """
    states = [State(published, article, "sitemap" in article.found_by)]
    start, end = period
    is_old = published < start
    chance = rng.random() * (4 if is_old else 1)
    if article.edition == "en" or chance >= 0.19:
        return Life(states=tuple(states))
    if chance < 0.04:
        age = rng.uniform(0.5, 20) if rng.random() < 0.75 else rng.uniform(72, 240)
        removed = _moment(rng.uniform(0, 1), start, end) if is_old else published + timedelta(hours=age)
        return Life(states=tuple(states), removed_at=removed, removed_how=rng.choice(_REMOVALS))
    can_tell = article.published is not None and "sitemap" in article.found_by
    if chance < 0.07:
        moments = _ages(published, period, rng, is_silent=False)[:1] if can_tell else []
        touched = [State(at, replace(article, modified=at), is_announced=True) for at in moments]
        return Life(states=(*states, *touched))
    is_silent = not can_tell or (rng.random() < 0.25 and not is_old)
    for at in _ages(published, period, rng, is_silent=is_silent):
        article = spares.edit(article, rng)
        if not is_silent:
            article = replace(article, modified=at)
        states.append(State(at, article, is_announced=not is_silent))
    return Life(states=tuple(states))


def _ages(published: datetime, period: tuple[datetime, datetime], rng: Random, *, is_silent: bool) -> list[datetime]:
    """When an article changes: soon most often; what is told only by looking, once and within a day."""
    start, end = period
    if published < start:
        return [] if is_silent else [_moment(rng.uniform(0.02, 1), start, end)]
    if is_silent:
        ages = [rng.uniform(0.2 * _HOUR, WATCHED.total_seconds())]
    else:
        number = rng.choices((1, 2, 3), (6, 3, 1))[0]
        spans = rng.choices(((0.1, 6), (6, 24), (24, 240)), (6, 3, 1), k=number)
        ages = sorted(rng.uniform(*span) * _HOUR for span in spans)
    moments = [(published + timedelta(seconds=age)).replace(microsecond=0) for age in ages]
    return [moment for moment in moments if moment < end]


def _moment(share: float, start: datetime, end: datetime) -> datetime:
    return (start + share * (end - start)).replace(microsecond=0)


def _with_headline(article: DemoArticle, headline: str) -> DemoArticle:
    """Repeats, ``<title>`` and ``og:title`` follow; with marks or other quotes they would be another text."""
    spelling = article.headline_spelling
    variant = headline
    if spelling in ("site_prefix", "site_suffix"):
        name = article.headline_variant.replace(article.headline, "").strip(f" {article.separator}")
        variant = join_site_name(headline, name, article.separator, in_front=spelling == "site_prefix")
    else:
        spelling = "same"
    return replace(article, headline=headline, headline_variant=variant, headline_spelling=spelling, og_headline=None)


def _with_text(article: DemoArticle, text: str, *, is_longer: bool) -> tuple[Block, ...]:
    """A new last paragraph, or another one in its place; the first stays: excerpts are cut from it."""
    paragraphs = [at for at, block in enumerate(article.blocks) if block.kind == "paragraph"]
    if is_longer or len(paragraphs) < 2:
        return (*article.blocks, Block("paragraph", text))
    last = paragraphs[-1]
    return (*article.blocks[:last], Block("paragraph", text), *article.blocks[last + 1 :])


def _prints_anywhere(text: str) -> bool:
    """Windows-1256 pages cannot print Arabic-Indic digits."""
    return _ARABIC_DIGITS.isdisjoint(text)
