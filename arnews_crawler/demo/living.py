"""A newsroom that lives: it publishes, edits, takes down, changes its layout and sometimes fails, all from one seed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Final

from arnews_crawler.demo.addresses import article_path
from arnews_crawler.demo.living_edits import Spares, draw_life
from arnews_crawler.demo.living_model import Incident, Life
from arnews_crawler.demo.living_schedule import draw_archive, draw_moments, incident_at, plan_incidents
from arnews_crawler.demo.model import Block, DemoArticle, Newsroom, Source, Template
from arnews_crawler.demo.newsroom import TIME_ZONE, build_newsroom

ARCHIVE: Final = 200
"""Articles that are there when it begins."""
DAILY: Final = 40
"""Articles of an ordinary day."""
_REDESIGN: Final[Mapping[Template, Template]] = {
    "wp_classic": "wp_block",
    "div_soup": "app_state",
    "sample_order": "microdata_amp",
}
_SPARE_SHARE: Final = 6
_WAYS: Final[tuple[tuple[float, tuple[Source, ...]], ...]] = (
    (0.06, ("sitemap",)),
    (0.12, ("listing",)),
    (0.16, ("feed",)),
    (0.20, ("related",)),
    (0.40, ("sitemap", "feed", "listing")),
    (0.50, ("sitemap", "feed")),
    (0.60, ("feed", "listing")),
    (0.70, ("sitemap", "listing")),
    (1.00, ("sitemap", "feed", "listing", "related")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown(Newsroom):
    """What a newsroom shows at a moment: numbers are missing."""

    by_number: Mapping[int, DemoArticle]

    def article(self, number: int) -> DemoArticle:
        """Return the article of this number; raises IndexError for one that is not shown."""
        if number not in self.by_number:
            raise IndexError(number)
        return self.by_number[number]


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingNewsroom:
    """All that happens in a period, decided beforehand."""

    whole: Newsroom
    lives: tuple[Life, ...]
    """In the order of publication."""
    incidents: tuple[Incident, ...]
    redesigned_at: datetime
    """From then on some layouts are others; addresses stay."""
    changes: tuple[datetime, ...]
    """Every moment when something on the site changes, incidents apart."""
    start: datetime
    end: datetime

    def incident(self, moment: datetime) -> Incident | None:
        """Return what goes wrong at a moment."""
        return incident_at(self.incidents, moment)

    def last_change(self, moment: datetime) -> datetime:
        """Return when the site last changed before a moment, or at it; its start where it never did."""
        place = bisect_right(self.changes, moment)
        return self.changes[place - 1] if place else self.start

    def shown(self, moment: datetime) -> Newsroom:
        """Return what the site shows at a moment; its clock is that of its last change."""
        found = {article.number: article for life in self.lives if (article := life.at(moment))}
        is_redesigned = moment >= self.redesigned_at
        articles = tuple(_as_shown(article, found, is_redesigned=is_redesigned) for article in found.values())
        return _Shown(
            site_name=self.whole.site_name,
            site_name_en=self.whole.site_name_en,
            articles=articles,
            seed=self.whole.seed,
            sections=self.whole.sections,
            now=self.last_change(moment),
            by_number={article.number: article for article in articles},
        )

    def removed(self, moment: datetime) -> Iterator[Life]:
        """Yield the articles that were taken down by then."""
        return (life for life in self.lives if life.is_removed(moment))


def build_living_newsroom(
    start: datetime, days: int, seed: int, *, archive: int = ARCHIVE, daily: int = DAILY
) -> LivingNewsroom:
    """Return a newsroom that begins with an archive and lives so many days, the same for the same arguments.

    :param start: its first midnight.
    """
    start = start.astimezone(TIME_ZONE)
    end = start + timedelta(days=days)
    rng = Random(f"living newsroom {seed}")
    moments = [*draw_archive(start, archive, daily, rng), *draw_moments(start, days, daily, rng)]
    spare = len(moments) // _SPARE_SHARE + 20
    whole = build_newsroom(spare + len(moments), seed, now=end)
    spares = Spares(whole.articles[:spare], rng)
    published = _publish(whole.articles[spare:], moments, rng)
    lives = tuple(
        draw_life(article, moment, (start, end), rng, spares)
        for article, moment in zip(published, moments, strict=True)
    )
    redesigned_at = start + timedelta(days=max(days // 2, 1), hours=8)
    changes = {state.at for life in lives for state in life.states}
    changes |= {life.removed_at for life in lives if life.removed_at} | {redesigned_at}
    return LivingNewsroom(
        whole=whole,
        lives=lives,
        incidents=plan_incidents(start, days),
        redesigned_at=redesigned_at,
        changes=tuple(sorted(changes)),
        start=start,
        end=end,
    )


def carrier_of(numbered: Mapping[int, DemoArticle], article: DemoArticle) -> DemoArticle | None:
    """Return the next article after one that is to be found by a link alone, whose page has that link."""
    later = (numbered.get(article.number + step) for step in range(1, 40))
    return next((other for other in later if other and _can_carry(other)), None)


def _publish(articles: Sequence[DemoArticle], moments: Sequence[datetime], rng: Random) -> list[DemoArticle]:
    """Return the articles as they are published: dated, with the ways to them and with addresses that stay."""
    dated = [_dated(article, moment, rng) for article, moment in zip(articles, moments, strict=True)]
    numbered = {article.number: article for article in dated}
    carried: dict[int, int] = {}
    for article in dated:
        if article.found_by == ("related",):
            carrier = carrier_of(numbered, article)
            if carrier is None:
                numbered[article.number] = replace(article, found_by=("listing",))
            else:
                carried[article.number] = carrier.number
    return [_linked(article, carried) for article in numbered.values()]


def _dated(article: DemoArticle, moment: datetime, rng: Random) -> DemoArticle:
    is_relative = article.date_style.startswith("visible") and rng.random() < 0.15
    article = replace(
        article,
        published=moment if article.published is not None else None,
        modified=None,
        date_style="visible_relative" if is_relative else article.date_style,
        found_by=_ways(rng) if article.edition == "ar" else ("sitemap", "listing"),
    )
    return replace(article, path=article_path(article))


def _ways(rng: Random) -> tuple[Source, ...]:
    chance = rng.random()
    return next(ways for limit, ways in _WAYS if chance < limit)


def _can_carry(article: DemoArticle) -> bool:
    return article.edition == "ar" and article.found_by != ("related",)


def _linked(article: DemoArticle, carried: Mapping[int, int]) -> DemoArticle:
    """A page links to older articles, and to those that are found by its links alone."""
    own = tuple(number for number, carrier in carried.items() if carrier == article.number)
    older = tuple(number for number in article.related if number < article.number and number not in own)
    return replace(article, related=own + older)


def _as_shown(article: DemoArticle, found: Mapping[int, DemoArticle], *, is_redesigned: bool) -> DemoArticle:
    """Return an article in the layout of the day, without links to what is not there."""
    template = _REDESIGN.get(article.template, article.template) if is_redesigned else article.template
    return replace(
        article,
        template=template,
        related=tuple(number for number in article.related if number in found),
        blocks=tuple(_blocks(article, found)),
    )


def _blocks(article: DemoArticle, found: Mapping[int, DemoArticle]) -> Iterator[Block]:
    for block in article.blocks:
        if block.link_number is None:
            yield block
        elif block.link_number in found:
            yield replace(block, text=found[block.link_number].headline)
