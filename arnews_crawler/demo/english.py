"""The English edition: a handful of articles in sentences of their own."""

from __future__ import annotations

from functools import cache
from random import Random

from arnews_crawler.demo.compiler import compile_lines
from arnews_crawler.demo.grammar import Entity, Lexicon, Scene, Template

_GIVEN = (
    "Laila",
    "Omar",
    "Hannah",
    "Yusuf",
    "Clara",
    "Tariq",
    "Mona",
    "Peter",
    "Rania",
    "Daniel",
    "Salma",
    "Idris",
)
_FAMILY = (
    "Haddad",
    "Mansour",
    "Whitfield",
    "Rahman",
    "Lindqvist",
    "Sabbagh",
    "Okafor",
    "Nasser",
    "Moreau",
    "Zaki",
)
_TOWNS = (
    *("Agadir", "Oran", "Sfax", "Misrata", "Aswan", "Aqaba", "Sidon", "Latakia", "Basra", "Taif", "Salalah"),
    *(
        "Nizwa",
        "Tangier",
        "Bejaia",
        "Bizerte",
        "Derna",
        "Damietta",
        "Irbid",
        "Zahle",
        "Mosul",
        "Tabuk",
        "Mukalla",
    ),
)

_SENTENCES = (
    *("fact", "figure", "background", "outlook", "intro", "voice"),
    *("expert", "expert_more", "witness", "witness_more"),
)
"""The kinds of sentences that Arabic stories tell apart and English ones do not."""

_BLOCKS: dict[str, str] = {
    "weekday": """
<Sunday|Monday|Tuesday|Wednesday|Thursday|Saturday>
""",
    "works": """
the <harbour|railway|water|solar|library|bus|dune|archive> <project|scheme|programme|survey>
""",
    "office": """
<head of planning|chief engineer|spokesperson|project coordinator|senior researcher> in {town}
""",
    "headline": """
{town} opens {works} to <visitors|bidders|researchers> after {#n 3 30} months of delay
Why {works} in {town} is <behind schedule|ahead of schedule|dividing neighbours>
{#n 12 900} volunteers from {town} join {works} in {town2}
{person}: "{town} cannot wait {#n 3 20} more years"
Five questions about {works} between {town} and {town2}
""",
    "lead": """
Officials in {town} said on {weekday} that {works} would <reopen|expand|move> within {#n 3 20} weeks, after
  a review by {#n 5 60} experts from {town2} found <fewer faults|higher costs|stronger demand> than expected.
More than {#n 300 9000} people in {town} signed a petition on {weekday} asking the council to
  <fund|delay|rethink> {works}, which links the city with {town2}.
A team of {#n 4 40} researchers from {town} presented on {weekday} the first results of {works},
  covering {#n 12 90} sites on the road to {town2}.
""",
    "sentence": """
"We measured everything twice, in {town} and in {town2}," said {person}, {office}.
{person}, {office}, described the <figures|plans|letters> as <encouraging|incomplete|overdue>.
The budget grew from {#n 3 40} million to {#n 41 99} million dollars <after|before> the
  <storm|vote|audit> of {#n 2003 2024}.
Residents near the <old market|lighthouse|station|museum> in {town} waited {#n 3 30} days for an answer.
Another {#n 12 400} jobs are <planned|promised|at risk> in {town2} <this winter|next spring|by {#n 2027
  2038}>.
A similar attempt in {town} ended {#n 3 20} years ago when {#n 4 40} contractors <withdrew|merged|went to
  court>.
{person} <remembers|recalls> how the first <boats|buses|crates> left {town} in {#n 1975 2015}.
The next meeting takes place in {town} on {weekday}, with {#n 5 90} delegates from {town2}.
About {#n 12 88} per cent of those asked in {town} had never heard of the <scheme|fund|survey>.
"Nobody in {town2} will believe it until they see {#n 3 90} lamps burning," {person} added.
The <report|ledger|map> runs to {#n 40 900} pages and is kept in a <school|library|warehouse> in {town}.
""",
    "subheading": """
<What changed|Who pays|What comes next> in {town}
Between {town} and {town2}
{#n 3 9} numbers from {town}
""",
    "list_intro": """
The plan that {person} presented in {town} has {#n 3 30} parts, among them:
""",
    "item": """
{#n 3 90} new <lamps|benches|pumps|shelves> for {town}
A <report|visit|meeting> in {town} every {#n 3 20} weeks
Training for {#n 12 400} people from {town2}
""",
    "pull_quote": """
We counted {#n 30 900} names in {town}, and every one of them had a question about {works}.
""",
    "post": """
<Waiting|Queueing|Singing> with {#n 12 400} others in {town} tonight #{town}
""",
    "caption": """
{works_cap} in {town}, seen in {#n 2005 2024}
""",
    "works_cap": """
<The harbour|The station|The museum|The old market>
""",
    "deck": """
What {person} learned in {town}, and why {town2} is <watching closely|still waiting|not convinced>
From {town} to {town2}: {#n 3 20} weeks with the people behind {works}
""",
}


def draw_english_name(rng: Random) -> str:
    """Draw the name of a person as the English edition prints it."""
    return f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"


def _make_person(scene: Scene) -> Entity:
    name = draw_english_name(scene.rng)
    return Entity(name, short=name.partition(" ")[2])


def _make_town(scene: Scene) -> Entity:
    town = scene.rng.choice(_TOWNS)
    return Entity(town, short=town)


@cache
def english_lexicon() -> Lexicon:
    """Return the English edition's pools and makers."""
    pools: dict[str, tuple[Template, ...]] = {name: compile_lines(block) for name, block in _BLOCKS.items()}
    pools |= dict.fromkeys(_SENTENCES, pools["sentence"])
    return Lexicon(pools, {"person": _make_person, "town": _make_town}, {}, {})
