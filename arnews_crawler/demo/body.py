"""The body of an article: paragraphs and the blocks between them, none of them twice in one site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from arnews_crawler.demo.grammar import Scene
from arnews_crawler.demo.model import Block, BlockKind
from arnews_crawler.demo.orthography import bare_key
from arnews_crawler.demo.words_people import HANDLES, PHOTO_CREDITS

LEAST_WORDS = 25
"""Of the only paragraph of a one-paragraph article."""

Recipe = tuple[str, ...]
"""The pools that the sentences of one paragraph come from."""

_FIRST: tuple[Recipe, ...] = (("lead",), ("lead", "fact"), ("lead", "figure"), ("lead", "background"))
_ONLY: tuple[Recipe, ...] = (
    *(("lead", "fact"), ("lead", "background"), ("lead", "fact", "outlook"), ("lead", "intro")),
    *(("lead", "figure", "fact"), ("lead", "intro", "fact"), ("lead", "fact", "fact")),
)
_SECOND: tuple[Recipe, ...] = (("intro",), ("intro", "voice"), ("intro", "fact"))
_REST: tuple[Recipe, ...] = (
    *(("fact", "fact"), ("fact", "figure"), ("fact", "fact", "fact"), ("fact", "background")),
    *(("voice",), ("voice", "voice"), ("voice", "fact"), ("figure", "voice"), ("voice", "voice", "fact")),
    *(("expert", "expert_more"), ("expert",), ("expert", "expert_more", "expert_more")),
    *(("witness", "witness_more"), ("witness",), ("witness", "witness_more", "fact")),
    *(("background",), ("background", "background"), ("background", "figure", "fact")),
    *(("outlook",), ("outlook", "fact"), ("figure", "background")),
)
_INSERTS: tuple[tuple[float, BlockKind], ...] = (
    *((0.12, "list"), (0.15, "quote"), (0.19, "picture"), (0.21, "embed"), (0.27, "read_also")),
)
"""Upper limits of the chance that such a block follows a paragraph."""

_TRIES = 400


@dataclass(slots=True)
class Ledger:
    """The keys of every text that the site has printed: what is in it is not printed again."""

    keys: set[str] = field(default_factory=set)

    def claim(self, text: str) -> bool:
        """Enter the text; return False if the site has it already."""
        key = bare_key(text)
        if key in self.keys:
            return False
        self.keys.add(key)
        return True

    def draw(self, make: Callable[[], str], is_good: Callable[[str], bool] = bool) -> str:
        """Call ``make`` until it gives a text that is good and new; enter and return it.

        Raises RuntimeError when the grammar is exhausted, which the tests keep far away.
        """
        for _ in range(_TRIES):
            text = make()
            if is_good(text) and self.claim(text):
                return text
        raise RuntimeError(f"the grammar gives no new text, last tried: {text}")


@dataclass(slots=True)
class BodyWriter:
    """Writes the blocks of one article from its scene."""

    scene: Scene
    ledger: Ledger
    headline: str

    def write(self, paragraphs: int) -> list[Block]:
        """Return that many paragraphs in order, with other blocks between them."""
        first = _ONLY if paragraphs == 1 else _FIRST
        blocks = [self._opening(first, LEAST_WORDS if paragraphs == 1 else 0)]
        for number in range(2, paragraphs + 1):
            blocks.append(self._paragraph(_SECOND if number == 2 else _REST))
            blocks.extend(self._between(number, paragraphs))
        if paragraphs > 1 and self.scene.rng.random() < 0.2:
            blocks.insert(0, self._picture())
        return blocks

    def _opening(self, recipes: Sequence[Recipe], least_words: int) -> Block:
        headline = bare_key(self.headline)

        def is_good(text: str) -> bool:
            return text.count(" ") + 1 >= least_words and not bare_key(text).startswith(headline)

        return Block("paragraph", self.ledger.draw(lambda: self._sentences(recipes), is_good))

    def _paragraph(self, recipes: Sequence[Recipe]) -> Block:
        return Block("paragraph", self.ledger.draw(lambda: self._sentences(recipes)))

    def _sentences(self, recipes: Sequence[Recipe]) -> str:
        scene = self.scene
        scene.new_paragraph()
        recipe = recipes[int(scene.rng.random() * len(recipes))]
        pools = scene.lexicon.pools
        return scene.style.spell(" ".join([scene.say(pools[pool]) for pool in recipe]))

    def _between(self, number: int, paragraphs: int) -> list[Block]:
        """Return what stands after this paragraph; nothing but a picture or post after the last one."""
        chance = self.scene.rng.random()
        if number == paragraphs:
            return [self._post()] if chance < 0.06 else []
        if chance < 0.09 and paragraphs > 4:
            return [Block("subheading", self._fresh("subheading"))]
        for limit, kind in _INSERTS:
            if chance < limit:
                return self._insert(kind)
        return []

    def _insert(self, kind: BlockKind) -> list[Block]:
        if kind == "list":
            return self._list()
        if kind == "quote":
            return [Block("quote", self._fresh("pull_quote"))]
        if kind == "picture":
            return [self._picture()]
        return [self._post() if kind == "embed" else Block("read_also")]

    def _list(self) -> list[Block]:
        intro = Block("paragraph", self._fresh("list_intro"))
        items = tuple(self._fresh("item") for _ in range(self.scene.rng.randrange(3, 7)))
        return [intro, Block("list", items=items)]

    def _picture(self) -> Block:
        credit = self.scene.rng.choice(PHOTO_CREDITS)
        return Block("picture", caption=self._fresh("caption"), credit=credit)

    def _post(self) -> Block:
        return Block("embed", self._fresh("post"), credit=self.scene.rng.choice(HANDLES))

    def _fresh(self, pool: str) -> str:
        scene = self.scene

        def make() -> str:
            scene.new_paragraph()
            return scene.style.spell(scene.say(scene.lexicon.pools[pool]))

        return self.ledger.draw(make)
