"""Faults of the markup (35-42, 46): pages that hurt parsers, encodings that lie, marks that are no text."""

from __future__ import annotations

from datetime import timedelta
from html import escape

from arnews_crawler.demo.hostile.answers import page
from arnews_crawler.demo.hostile.fault import fault
from arnews_crawler.demo.hostile.house import Story, article_page, json_ld
from arnews_crawler.demo.hostile.site import HostileSite

_ATTRIBUTES = 100_000
_DEPTH = 2_050
_LONG = 1_000_000


@fault(35, "100,000 attributes in 1 MB", "guard before the parse, under 1 s", (5,))
def attributes(site: HostileSite) -> None:
    """All in one tag, on the page of an article."""
    site.beside(site.spare[0].path, page(attribute_page(site.spare[0])))


def attribute_page(story: Story) -> str:
    """Return the page of :data:`attributes`."""
    many = " ".join(f"a{number}=1" for number in range(_ATTRIBUTES))
    return article_page(story).replace("<article>", f"<article {many}>")


@fault(
    36,
    "2,050 nested divs",
    'the text is still found by the lenient parser, or dropped as "empty", no blank row',
    (4,),
)
def nested(site: HostileSite) -> None:
    """The article lies in the innermost."""
    story = site.spare[0]
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    site.beside(story.path, page(article_page(story, body="<div>" * _DEPTH + text + "</div>" * _DEPTH)))


@fault(37, "JSON-LD: 100,000 [, a 5,000-digit integer, NaN, 2^70", "next source of the field", (4, 5))
def json_ld_values(site: HostileSite) -> None:
    """Headline and date stand in the page itself too."""
    bodies = (
        "[" * 100_000,
        '{"@type": "NewsArticle", "headline": ' + "9" * 5_000 + "}",
        '{"@type": "NewsArticle", "headline": NaN, "datePublished": Infinity}',
        f'{{"@type": "NewsArticle", "headline": {2**70}, "datePublished": {2**70}}}',
    )
    for story, body in zip(site.spare, bodies, strict=False):
        head = f'<script type="application/ld+json">{body}</script>'
        site.beside(story.path, page(article_page(story, head=head)))


@fault(38, "a lone surrogate in JSON-LD", "U+FFFD, which is cleaned away; stored", (4,))
def surrogate(site: HostileSite) -> None:
    """In a name that the page says nowhere else, written as an escape, which JSON permits."""
    story = site.spare[0]
    head = json_ld(story, author={"@type": "Person", "name": "سلمى NAME العطار"}).replace("NAME", "\\ud800")
    site.beside(story.path, page(article_page(story, head=head)))


@fault(39, "NUL in the headline", "removed", (4, 6))
def nul(site: HostileSite) -> None:
    """As a byte, as references, and as an escape in JSON-LD."""
    story = site.spare[0]
    first, _, rest = story.headline.partition(" ")
    shown = f"{first}\x00 {rest}&#0;&#x0;"
    head = json_ld(story, headline="HEADLINE").replace("HEADLINE", f"{first}\\u0000 {rest}")
    site.beside(story.path, page(article_page(story, head=head, headline=shown)))


@fault(
    40,
    "windows-1256 sent as utf-8",
    "decoded right, or dropped; never stored as U+FFFD",
    (4,),
)
def arabic_1256_as_utf8(site: HostileSite) -> None:
    """Header and markup agree on what is wrong."""
    story = site.spare[0]
    site.beside(story.path, page(article_page(story).encode("cp1256", "xmlcharrefreplace")))


@fault(41, "UTF-8 sent as windows-1256, and such text stored as UTF-8", "repaired, or dropped", (4,))
def utf8_as_1256(site: HostileSite) -> None:
    """The second is what a system stores that once believed the first."""
    first, second = site.spare[:2]
    label = "text/html; charset=windows-1256"
    site.beside(first.path, page(article_page(first).replace('charset="utf-8"', 'charset="windows-1256"'), label))
    misread = article_page(second).encode().decode("cp1256", "replace").replace("\ufffd", "?")
    site.beside(second.path, page(misread))


@fault(42, "a headline with newline, ESC, U+202E", "one escaped line in the log", (6,))
def terminal(site: HostileSite) -> None:
    """One article that is sound but for it, and an address of the same kind that leads to nothing."""
    story = site.spare[0]
    words = story.headline.split()
    shown = "\n".join((" ".join(words[:2]), "\x1b[2J\x1b]0;owned\x07\u202e" + " ".join(words[2:])))
    site.beside(story.path, page(article_page(story, headline=shown)))
    site.add_markup('<p><a href="/news/\x1b[31m\u202ered%0aERROR%1b[2J">أحمر</a></p>')


@fault(46, "1 MB of spaces or digits against the date and boilerplate patterns", "linear time", (5,))
def long_runs(site: HostileSite) -> None:
    """In the printed date, in the headline, in a paragraph, in JSON-LD."""
    for story, mark in zip(site.spare, (" ", "7", "٣", "\u00a0", "-"), strict=False):
        run = mark * _LONG
        text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
        body = f'<span class="date">{run}</span>{text}<p>اقرأ أيضا{run}</p><p>{run}:</p>'
        late = story.published + timedelta(minutes=1)
        head = json_ld(story, datePublished=run[:1000] + late.isoformat())
        site.beside(story.path, page(article_page(story, head=head, body=body)))
