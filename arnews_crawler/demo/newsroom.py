"""The newsroom itself: plans its articles, writes them and links them to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from random import Random

from arnews_crawler.demo.body import Ledger
from arnews_crawler.demo.english import draw_english_name
from arnews_crawler.demo.model import Block, DemoArticle, Newsroom, Section
from arnews_crawler.demo.planning import plan_newsroom
from arnews_crawler.demo.vocabulary import BEATS
from arnews_crawler.demo.words_people import FAMILIES, MEN, WOMEN
from arnews_crawler.demo.writing import Desk, write_article

TIME_ZONE = timezone(timedelta(hours=3))
"""The newsroom's clock has no summer time."""

SITE_NAMES = (
    *(("مرافئ الخبر", "Marafi News"), ("ضفاف بريس", "Difaf Press"), ("بريد الصباح", "Morning Post Arabia")),
    *(("نوافذ العربية", "Nawafidh Arabic"), ("ميدان نيوز", "Maydan News"), ("أوراق اليوم", "Awraq Today")),
    *(("منبر الساحل", "Coast Tribune"), ("رواق الأخبار", "Riwaq News"), ("سطور العربية", "Sutoor Arabic")),
)
_ENGLISH = Section("english", "English")
_LEAST_RELATED = 3


def build_newsroom(articles: int, seed: int, *, now: datetime | None = None) -> Newsroom:
    """Return a newsroom of that many articles, the same for the same seed, dates counted back from ``now``.

    ``now`` is the real time unless given; raises ValueError for less than one article.
    """
    if articles < 1:
        raise ValueError("a newsroom has at least one article")
    now = (now or datetime.now(UTC)).astimezone(TIME_ZONE).replace(second=0, microsecond=0)
    rng = Random(f"newsroom {seed}")
    site_name, site_name_en = rng.choice(SITE_NAMES)
    desk = _open_desk(site_name, rng)
    plans = plan_newsroom(articles, rng, now)
    written = [write_article(plan, Random(f"article {seed} {plan.number}"), desk) for plan in plans]
    used = {article.section.slug for article in written}
    return Newsroom(
        site_name=site_name,
        site_name_en=site_name_en,
        articles=_link(written, rng),
        seed=seed,
        sections=tuple(section for slug, section in desk.sections.items() if slug in used),
        now=now,
    )


def _open_desk(site_name: str, rng: Random) -> Desk:
    sections = {beat.slug: Section(beat.slug, beat.name) for beat in BEATS.values()}
    given = [*rng.sample(MEN, 14), *rng.sample(WOMEN, 14)]
    families = rng.sample(FAMILIES, 28)
    staff = [f"{name} {family.replace('_', ' ')}" for name, family in zip(given, families, strict=True)]
    staff_en = sorted({draw_english_name(rng) for _ in range(9)})
    return Desk(site_name, sections | {"english": _ENGLISH}, staff, staff_en, Ledger())


def _link(written: Sequence[DemoArticle], rng: Random) -> tuple[DemoArticle, ...]:
    """Return the articles with their links: each one to be found by a link has a page that links to it.

    Only such articles are linked to: what the sitemap alone announces stays hidden from links. Who carries
    the link to an article is found by other means than links, so that no two wait for each other.
    """
    linked = [article for article in written if "related" in article.found_by]
    carriers = [article for article in written if article.edition == "ar" and article.found_by != ("related",)]
    related: dict[int, list[int]] = {article.number: [] for article in written}
    for target in linked:
        sample = rng.sample(carriers, min(4, len(carriers)))
        numbers = [carrier.number for carrier in sample if carrier.number != target.number]
        related[min(numbers, key=lambda number: len(related[number]))].append(target.number)
    return tuple(_with_links(article, related[article.number], linked, rng) for article in written)


def _with_links(article: DemoArticle, related: list[int], linked: Sequence[DemoArticle], rng: Random) -> DemoArticle:
    if article.edition == "en":
        return replace(article, blocks=_drop_read_also(article.blocks))
    others = [other for other in rng.sample(linked, min(6, len(linked))) if other.number != article.number]
    while others and len(related) < _LEAST_RELATED:
        number = others.pop().number
        if number not in related:
            related.append(number)
    return replace(article, related=tuple(related), blocks=_fill_read_also(article, linked, rng))


def _drop_read_also(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if block.kind != "read_also")


def _fill_read_also(article: DemoArticle, linked: Sequence[DemoArticle], rng: Random) -> tuple[Block, ...]:
    """Return the blocks with each read-also line pointing to another article, dropped where there is none."""
    filled = (_read_also(article, linked, rng) if block.kind == "read_also" else block for block in article.blocks)
    return tuple(block for block in filled if block is not None)


def _read_also(article: DemoArticle, linked: Sequence[DemoArticle], rng: Random) -> Block | None:
    target = rng.choice(linked) if linked else article
    if target.number == article.number or not _can_print(article, target.headline):
        return None
    return Block("read_also", target.headline, link_number=target.number)


def _can_print(article: DemoArticle, text: str) -> bool:
    """Windows-1256 pages cannot print another article's Arabic-Indic digits."""
    return article.template != "tables_1256" or not any("٠" <= mark <= "٩" for mark in text)
