"""The scene of a text: the words that its templates draw from, and what they have named so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from arnews_crawler.demo.numerals import Counted
from arnews_crawler.demo.orthography import HouseStyle


@dataclass(slots=True)
class Entity:
    """A person, place, institution or subject: its name and what must agree with it."""

    text: str
    feminine: bool = False
    short: str = ""
    role: str = ""


Op = Callable[["Scene"], str]
Part = str | Op
Maker = Callable[["Scene"], Entity]
Verb = tuple[str, str, str]
"""Masculine form, feminine form, particle after the subject (may be empty)."""

_MEMORY = 5
"""How many templates of a pool are remembered as just used."""


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A compiled line: literal text and slots."""

    parts: tuple[Part, ...]
    source: str

    def render(self, scene: Scene) -> str:
        """Return the line with every slot filled from the scene."""
        return "".join([part if isinstance(part, str) else part(scene) for part in self.parts])


@dataclass(slots=True)
class Lexicon:
    """Everything that slots draw from."""

    pools: Mapping[str, Sequence[Template]]
    makers: Mapping[str, Maker]
    nouns: Mapping[str, Counted]
    verbs: Mapping[str, Sequence[Verb]]


@dataclass(slots=True)
class Scene:
    """What one article has said so far: who and what its slots are bound to."""

    rng: Random
    lexicon: Lexicon
    style: HouseStyle = field(default_factory=HouseStyle)
    bound: dict[str, Entity] = field(default_factory=dict)
    """Bound for the whole article."""
    local: dict[str, Entity] = field(default_factory=dict)
    """Bound for one paragraph."""
    recent: dict[int, list[Template]] = field(default_factory=dict)
    """The templates taken last from each pool, so that they do not come again at once."""

    def entity(self, key: str) -> Entity:
        """Return what the key is bound to, drawing it at its first mention."""
        found = self.bound.get(key) or self.local.get(key)
        if found is None:
            make = self.lexicon.makers[key.rstrip("23456")]
            known = {thing.text for thing in (*self.bound.values(), *self.local.values())}
            found = make(self)
            for _ in range(8):
                if found.text not in known:
                    break
                found = make(self)
            self.local[key] = found
        return found

    def pick(self, choices: Sequence[Template]) -> Template:
        """Draw a template that was not among the last drawn from the same choices."""
        count = len(choices)
        recent = self.recent.setdefault(id(choices), [])
        at = int(self.rng.random() * count)
        while choices[at] in recent:
            at = (at + 1) % count
        recent.append(choices[at])
        if len(recent) > min(_MEMORY, count // 2):
            del recent[0]
        return choices[at]

    def say(self, choices: Sequence[Template]) -> str:
        """Render one of the templates."""
        return self.pick(choices).render(self)

    def new_paragraph(self) -> None:
        """Forget the paragraph's own people and places."""
        self.local.clear()
