"""The compiler of templates: lines of text whose slots are filled with words that agree.

A template is a line of text with
    {city}        a word of the pool ``city``; the same word again within one paragraph
    {subj.short}  another form of the same thing: short, role
    {subj?m|f}    the form that agrees with its gender
    {ل:inst}      the thing after the preposition li-, which swallows the article's alef
    {#worker}     a number and the noun in the form that it asks for; {#worker 20 90} bounds it
    {#n 3 90}     a bare number
    {!who.verb}   a saying verb with its subject and particle, in the right gender
    {%} {$} {year} {year+} {month}   a percentage, a sum of money, a past or coming year, a month
    <a|b|c>       one of these, which may hold slots again
"""

from __future__ import annotations

import unicodedata

from arnews_crawler.demo.grammar import Op, Part, Scene, Template
from arnews_crawler.demo.numerals import count_phrase, draw_number


def compile_template(source: str) -> Template:
    """Compile one line; raises ValueError for a bracket that is not closed.

    >>> from random import Random
    >>> from arnews_crawler.demo.grammar import Entity, Lexicon
    >>> scene = Scene(Random(1), Lexicon({}, {}, {}, {}), bound={"inst": Entity("الوزارة", feminine=True)})
    >>> compile_template("{inst?أعلن|أعلنت} {inst} ومنحت {ل:inst}").render(scene)
    'أعلنت الوزارة ومنحت للوزارة'
    """
    text = unicodedata.normalize("NFC", source)
    parts, end = _parse(text, 0, "")
    if end != len(text):
        raise ValueError(f"stray {text[end]!r} in template: {text}")
    return Template(tuple(parts), text)


def compile_lines(block: str) -> tuple[Template, ...]:
    """Compile a block of templates, one a line; an indented line continues the one above.

    >>> [template.source for template in compile_lines(chr(10).join(["one", "  more", "two"]))]
    ['one more', 'two']
    """
    lines: list[str] = []
    for line in block.strip("\n").splitlines():
        if line.startswith(" ") and lines:
            lines[-1] += " " + line.strip()
        elif line.strip():
            lines.append(line.strip())
    return tuple(compile_template(line) for line in lines)


def _parse(text: str, start: int, closing: str) -> tuple[list[Part], int]:
    """Read parts until one of the closing marks or the end; return them and where it stopped."""
    parts: list[Part] = []
    at = literal = start
    while at < len(text) and text[at] not in closing:
        if text[at] not in "{<":
            at += 1
            continue
        if literal < at:
            parts.append(text[literal:at])
        part, at = _parse_slot(text, at) if text[at] == "{" else _parse_choice(text, at)
        parts.append(part)
        literal = at
    if literal < at:
        parts.append(text[literal:at])
    return parts, at


def _parse_choice(text: str, start: int) -> tuple[Op, int]:
    choices: list[tuple[Part, ...]] = []
    at = start
    while at < len(text) and text[at] != ">":
        parts, at = _parse(text, at + 1, "|>")
        choices.append(tuple(parts))
    if at >= len(text):
        raise ValueError(f"unclosed < in template: {text}")
    return _choice(tuple(choices)), at + 1


def _parse_slot(text: str, start: int) -> tuple[Op, int]:
    end = text.find("}", start)
    if end < 0:
        raise ValueError(f"unclosed {{ in template: {text}")
    return _slot(text[start + 1 : end]), end + 1


def _choice(choices: tuple[tuple[Part, ...], ...]) -> Op:
    count = len(choices)

    def choose(scene: Scene) -> str:
        parts = choices[int(scene.rng.random() * count)]
        return "".join([part if isinstance(part, str) else part(scene) for part in parts])

    return choose


def _slot(spec: str) -> Op:
    if spec in _QUANTITIES:
        return _QUANTITIES[spec]
    if spec.startswith("#"):
        return _count_slot(spec[1:].split())
    if spec.startswith("!"):
        return _verb_slot(*spec[1:].split("."))
    if "?" in spec:
        return _gender_slot(spec)
    if spec.startswith("ل:"):
        bare = _slot(spec[2:])
        return lambda scene: attach_li(bare(scene))
    return _name_slot(*spec.partition(".")[::2])


def attach_li(noun: str) -> str:
    """Return the noun after the preposition li-.

    >>> attach_li("الوزارة"), attach_li("اللجنة"), attach_li("بلدية صور")
    ('للوزارة', 'للجنة', 'لبلدية صور')
    """
    if noun.startswith("الل"):
        return "ل" + noun[2:]
    return "لل" + noun[2:] if noun.startswith("ال") else "ل" + noun


def _gender_slot(spec: str) -> Op:
    key, forms = spec.split("?")
    masculine, feminine = forms.split("|")
    return lambda scene: feminine if scene.entity(key).feminine else masculine


def _name_slot(key: str, form: str) -> Op:
    if form == "short":
        return lambda scene: scene.entity(key).short
    if form == "role":
        return lambda scene: scene.entity(key).role

    def name(scene: Scene) -> str:
        pool = scene.lexicon.pools.get(key)
        return scene.entity(key).text if pool is None else scene.say(pool)

    return name


def _verb_slot(key: str, kind: str, form: str = "short") -> Op:
    def verb(scene: Scene) -> str:
        verbs = scene.lexicon.verbs[kind]
        masculine, feminine, particle = verbs[int(scene.rng.random() * len(verbs))]
        person = scene.entity(key)
        subject = person.short if form == "short" else f"{person.role} {person.text}"
        return f"{feminine if person.feminine else masculine} {subject}{particle}"

    return verb


def _count_slot(words: list[str]) -> Op:
    key, bounds = words[0], [int(word) for word in words[1:]]

    if key == "n":
        return lambda scene: scene.style.number(scene.rng.randint(*bounds))

    def count(scene: Scene) -> str:
        noun = scene.lexicon.nouns[key]
        least, most = bounds or (noun.least, noun.most)
        number = draw_number(scene.rng, least, most)
        return count_phrase(number, noun, scene.style.number(number))

    return count


def _percentage(scene: Scene) -> str:
    share = scene.rng.randrange(30, 960) / 10
    return scene.style.percentage(int(share) if scene.rng.random() < 0.6 else share)


_SCALES = (("مليون", "ملايين"), ("ألف", "آلاف"))


def _money(scene: Scene) -> str:
    number = draw_number(scene.rng, 3, 900)
    one, many = _SCALES[scene.rng.random() < 0.5]
    scale = many if 3 <= number % 100 <= 10 else one
    return f"{scene.style.number(number)} {scale} {scene.style.currency}"


_QUANTITIES: dict[str, Op] = {
    "%": _percentage,
    "$": _money,
    "year": lambda scene: scene.style.year(scene.rng.randrange(1998, 2024)),
    "year+": lambda scene: scene.style.year(scene.rng.randrange(2027, 2041)),
    "month": lambda scene: scene.rng.choice(scene.style.months),
    "digit": lambda scene: scene.style.number(scene.rng.randrange(3, 10)),
}
