"""The Arabic lexicon of one section: every pool, maker and verb that its templates draw from."""

from __future__ import annotations

from functools import cache

from arnews_crawler.demo import headlines, phrases_common, sentences_arts, sentences_common, sentences_public
from arnews_crawler.demo.beats import Beat
from arnews_crawler.demo.compiler import compile_lines
from arnews_crawler.demo.grammar import Entity, Lexicon, Maker, Scene, Template, Verb
from arnews_crawler.demo.words_arts import CULTURE, SCIENCE, SPORT
from arnews_crawler.demo.words_counts import COUNTED
from arnews_crawler.demo.words_people import FAMILIES, FOREIGN_BODIES, FOREIGN_MEN, FOREIGN_WOMEN, MEN, WOMEN
from arnews_crawler.demo.words_places import CITIES, LANDMARKS, PORTS, QUARTERS, STREETS
from arnews_crawler.demo.words_public import ECONOMY, HEALTH, LOCAL, POLITICS

BEATS: dict[str, Beat] = {beat.slug: beat for beat in (POLITICS, ECONOMY, SPORT, CULTURE, SCIENCE, LOCAL, HEALTH)}

VERBS: dict[str, tuple[Verb, ...]] = {
    "that": (
        *(("أوضح", "أوضحت", " أن"), ("أكد", "أكدت", " أن"), ("أضاف", "أضافت", " أن"), ("ذكر", "ذكرت", " أن")),
        *(("بيّن", "بيّنت", " أن"), ("رأى", "رأت", " أن"), ("أشار", "أشارت", " إلى أن")),
        *(("لفت", "لفتت", " إلى أن"), ("شدد", "شددت", " على أن"), ("نبّه", "نبّهت", " إلى أن")),
    ),
    "says": (
        *(("قال", "قالت", ""), ("أضاف", "أضافت", ""), ("تابع", "تابعت", ""), ("علّق", "علّقت", "")),
        *(("ختم", "ختمت", ""), ("استدرك", "استدركت", "")),
    ),
    "thinks": (
        *(("يرى", "ترى", " أن"), ("يعتقد", "تعتقد", " أن"), ("يرجّح", "ترجّح", " أن")),
        *(("يلاحظ", "تلاحظ", " أن"), ("يعتبر", "تعتبر", " أن"), ("يلفت", "تلفت", " إلى أن")),
    ),
}

_PARTNERS: tuple[tuple[str, bool], ...] = (
    *(("جامعة {city}", True), ("غرفة تجارة {city}", True), ("اتحاد البلديات", False)),
    *(("مؤسسة {foreign}", True), ("صندوق {foreign}", False), ("معهد {city} للبحوث", False)),
    *(("جمعية {city} للتنمية", True), ("نقابة المهندسين في {city}", True), ("مجلس أعيان {city}", False)),
    *(("شركة {foreign}", True), ("منظمة {foreign}", True), ("مرصد {city} للحقوق", False)),
    *(("شبكة المتطوعين في {city}", True), ("مركز {city} للدراسات", False), ("تجمع شباب {city}", False)),
)

_MORE_POOLS = """
<شركة|مؤسسة|معهد> {foreign}
"""


def _pool(words: tuple[str, ...]) -> tuple[Template, ...]:
    return compile_lines("\n".join(words))


def _namer(words: tuple[str, ...]) -> Maker:
    """A maker of things that are only named: cities and the like, all of them feminine or never asked."""

    def make(scene: Scene) -> Entity:
        name = words[int(scene.rng.random() * len(words))]
        return Entity(name, feminine=True, short=name)

    return make


def make_man(scene: Scene) -> Entity:
    """Draw a man; one in eight has a name from abroad."""
    return _make_person(scene, feminine=False)


def make_woman(scene: Scene) -> Entity:
    """Draw a woman; one in eight has a name from abroad."""
    return _make_person(scene, feminine=True)


def make_person(scene: Scene) -> Entity:
    """Draw a man or a woman."""
    return _make_person(scene, feminine=scene.rng.random() < 0.5)


def _make_person(scene: Scene, *, feminine: bool) -> Entity:
    rng = scene.rng
    if rng.random() < 0.125:
        return _make_foreigner(scene, feminine=feminine)
    given = (WOMEN if feminine else MEN)[int(rng.random() * 50)]
    family = FAMILIES[int(rng.random() * len(FAMILIES))].replace("_", " ")
    return Entity(f"{given} {family}", feminine, family)


def _make_foreigner(scene: Scene, *, feminine: bool) -> Entity:
    name = scene.rng.choice(FOREIGN_WOMEN if feminine else FOREIGN_MEN)
    return Entity(name, feminine, name.partition(" ")[2])


def _make_partner(scene: Scene) -> Entity:
    name, feminine = scene.rng.choice(_PARTNERS)
    if "{city}" in name:
        text = name.replace("{city}", scene.rng.choice(CITIES))
    else:
        text = name.replace("{foreign}", scene.rng.choice(FOREIGN_BODIES))
    return Entity(text, feminine, text)


def _make_club(scene: Scene) -> Entity:
    city = CITIES[int(scene.rng.random() * len(CITIES))]
    name = f"{scene.rng.choice(('شباب', 'نجوم', 'صقور', 'رواد', 'طلائع', 'نسور'))} {city}"
    return Entity(name, feminine=False, short=name)


def _with_role(roles: tuple[Template, ...]) -> Maker:
    """A maker of people who are introduced by what they do."""

    def make(scene: Scene) -> Entity:
        person = make_person(scene)
        scene.local["self"] = person
        person.role = scene.say(roles)
        return person

    return make


_PLACE_MAKERS: dict[str, Maker] = {
    "city": _namer(CITIES),
    "port": _namer(PORTS),
    "quarter": _namer(QUARTERS),
    "partner": _make_partner,
    "club": _make_club,
    "man": make_man,
    "woman": make_woman,
    "foreigner": lambda scene: _make_foreigner(scene, feminine=scene.rng.random() < 0.5),
}


@cache
def _common_pools() -> dict[str, tuple[Template, ...]]:
    blocks = {**phrases_common.POOLS, **sentences_common.POOLS, **sentences_arts.POOLS}
    pools = {name: compile_lines(block) for name, block in blocks.items()}
    return pools | {
        "slogan_noun": compile_lines(headlines.SLOGANS)[:1],
        "slogan": compile_lines(headlines.SLOGANS),
        "street": _pool(STREETS),
        "landmark": _pool(LANDMARKS),
        "foreign": _pool(FOREIGN_BODIES),
        "foreign_house": compile_lines(_MORE_POOLS),
        "city_tag": _pool(tuple(city.replace(" ", "_") for city in CITIES)),
    }


@cache
def lexicon(slug: str) -> Lexicon:
    """Return the section's lexicon; raises KeyError for a section that is not there."""
    beat = BEATS[slug]
    pools = dict(_common_pools())
    sections = (sentences_public, sentences_arts)
    leads, facts, claims = (
        next(block[slug] for block in (getattr(module, name) for module in sections) if slug in block)
        for name in ("LEADS", "FACTS", "CLAIMS")
    )
    pools |= {
        "lead": compile_lines(leads),
        "fact": compile_lines(facts),
        "claim": pools["claim"] + compile_lines(claims),
        "aim": compile_lines(beat.aims),
        "office": compile_lines(beat.offices),
        "headline": compile_lines(headlines.BY_SECTION[slug]) * 3 + compile_lines(headlines.COMMON),
    }
    makers = _PLACE_MAKERS | {
        "exp": _with_role(compile_lines(beat.specialists)),
        "res": _with_role(pools["resident_role"]),
    }
    return Lexicon(pools, makers, COUNTED, VERBS)


@cache
def institutions(slug: str) -> tuple[tuple[Template, bool, str], ...]:
    """Return the section's institutions: name, whether it is feminine, short form."""
    return tuple((_pool((name,))[0], feminine, short) for name, feminine, short in BEATS[slug].institutions)
