"""One planned article written out: headline, body, teaser, names and tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from arnews_crawler.demo.body import BodyWriter, Ledger
from arnews_crawler.demo.editing import (
    cut_excerpt,
    draw_deck,
    draw_headline,
    draw_og_headline,
    spell_headline,
)
from arnews_crawler.demo.english import english_lexicon
from arnews_crawler.demo.grammar import Scene
from arnews_crawler.demo.model import DemoArticle, Section
from arnews_crawler.demo.orthography import HouseStyle, draw_style
from arnews_crawler.demo.planning import Plan
from arnews_crawler.demo.story import open_story
from arnews_crawler.demo.vocabulary import BEATS
from arnews_crawler.demo.words_people import AGENCIES


@dataclass(frozen=True, slots=True)
class Desk:
    """What all articles of one site share."""

    site_name: str
    sections: dict[str, Section]
    staff: Sequence[str]
    staff_en: Sequence[str]
    ledger: Ledger


def write_article(plan: Plan, rng: Random, desk: Desk) -> DemoArticle:
    """Return the article without its links to others, which need the whole newsroom."""
    scene = _open_scene(plan, rng)
    headline = draw_headline(scene, desk.ledger, plan.headline_spelling)
    blocks = BodyWriter(scene, desk.ledger, headline).write(plan.paragraphs)
    body = [part for block in blocks for part in block.truth()]
    variant = spell_headline(
        headline,
        plan.headline_spelling,
        style=scene.style,
        site_name=desk.site_name,
        separator=plan.separator,
    )
    agency = rng.choice(AGENCIES) if plan.edition == "ar" and rng.random() < 0.3 else None
    has_date = plan.date_style != "none"
    return DemoArticle(
        number=plan.number,
        edition=plan.edition,
        section=desk.sections[plan.slug],
        template=plan.template,
        headline=headline,
        teaser=_teaser(plan, scene, desk.ledger, body),
        teaser_kind=plan.teaser_kind,
        blocks=tuple(blocks),
        authors=_authors(plan, rng, desk, has_agency=agency is not None),
        agency=agency,
        tags=_tags(plan, scene),
        published=plan.published if has_date else None,
        modified=plan.modified,
        date_style=plan.date_style,
        headline_repeats=plan.headline_repeats,
        headline_spelling=plan.headline_spelling,
        headline_variant=variant,
        separator=plan.separator,
        og_headline=draw_og_headline(scene, headline, desk.ledger) if _has_other_og(plan, rng) else None,
        found_by=plan.found_by,
    )


def _open_scene(plan: Plan, rng: Random) -> Scene:
    if plan.edition == "en":
        return Scene(rng, english_lexicon(), HouseStyle(quotes=('"', '"'), grouped=False))
    style = draw_style(rng, arabic_digits_allowed=plan.template != "tables_1256")
    return open_story(plan.slug, rng, style)


def _teaser(plan: Plan, scene: Scene, ledger: Ledger, body: Sequence[str]) -> str | None:
    if plan.teaser_kind == "none":
        return None
    if plan.teaser_kind == "own":
        return draw_deck(scene, ledger, "\n".join(body))
    return cut_excerpt(" ".join(body[:3]), scene.rng)


def _authors(plan: Plan, rng: Random, desk: Desk, *, has_agency: bool) -> tuple[str, ...]:
    weights = (8, 2, 0, 0) if has_agency else (3, 5, 2, 1)
    count = rng.choices((0, 1, 2, 3), weights)[0]
    return tuple(rng.sample(desk.staff if plan.edition == "ar" else desk.staff_en, count))


def _tags(plan: Plan, scene: Scene) -> tuple[str, ...]:
    if plan.edition == "en":
        return ()
    tags = scene.rng.sample(BEATS[plan.slug].tags, scene.rng.randrange(5))
    if scene.rng.random() < 0.4:
        tags.append(scene.bound["place"].text)
    return tuple(tags)


def _has_other_og(plan: Plan, rng: Random) -> bool:
    return plan.edition == "ar" and rng.random() < 0.3
