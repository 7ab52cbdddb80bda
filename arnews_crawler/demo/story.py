"""A story: the scene of one article, its subject, place, institution and voice bound."""

from __future__ import annotations

from random import Random

from arnews_crawler.demo.grammar import Entity, Scene
from arnews_crawler.demo.orthography import HouseStyle
from arnews_crawler.demo.vocabulary import BEATS, institutions, lexicon, make_person
from arnews_crawler.demo.words_places import CITIES


def open_story(slug: str, rng: Random, style: HouseStyle) -> Scene:
    """Return a scene of the section with ``place``, ``subj``, ``here``, ``inst`` and ``who`` bound."""
    scene = Scene(rng, lexicon(slug), style)
    place = rng.choice(CITIES)
    scene.bound["place"] = Entity(place, feminine=True, short=place)
    _bind_subject(scene, slug)
    name, feminine, short = rng.choice(institutions(slug))
    scene.bound["inst"] = Entity(name.render(scene), feminine, short)
    who = make_person(scene)
    scene.bound["who"] = scene.bound["self"] = who
    who.role = scene.say(scene.lexicon.pools["office"])
    del scene.bound["self"]
    scene.new_paragraph()
    return scene


def _bind_subject(scene: Scene, slug: str) -> None:
    head, feminine, short = scene.rng.choice(BEATS[slug].heads)
    text = f"{head} {scene.say(scene.lexicon.pools['aim'])}"
    scene.bound["subj"] = Entity(text, feminine, short)
    place = scene.bound["place"].text
    scene.bound["here"] = Entity("" if place in text else f" في {place}")
    scene.new_paragraph()
