"""A system of the newsroom's own: divs with meaningless names, an ``h1`` that is the site's name.

Its ``rel=canonical`` and ``og:url`` name the home page on every page, a fault that real systems have.
"""

from __future__ import annotations

from arnews_crawler.demo.model import Block, BlockKind
from arnews_crawler.demo.templates.markup import (
    BlockWriter,
    attribute,
    card_of,
    each,
    if_any,
    insert_boxes,
    json_script,
    link,
    links,
    meta,
    text,
    write_blocks,
)
from arnews_crawler.demo.templates.page import Card, Page
from arnews_crawler.demo.templates.structured_data import article_object

_STYLE = """<style>.a1{width:1000px;margin:0 auto}.a2{float:right;width:680px}.a3{float:left;width:300px}
.k3{font:bold 28px Tahoma;color:#222}.k4{font:bold 16px Tahoma}.z2{line-height:1.9;margin:0 0 14px}</style>"""


def render(page: Page) -> str:
    """Return the article's page."""
    words = page.site.words
    return f"""<html dir="{words.direction}" lang="{words.language}">
<head>
{_head(page)}</head>
<body onload="init()">
<div class="a1">
{_header(page)}
<div class="a2"><div id="m1">
<div id="m2"><a href="{page.site.home}">{words.home}</a> &raquo; {link(page.section)}</div>
{_opening(page)}
<div id="m7" class="t14">
{_body(page)}
</div>
{_below(page)}
</div></div>
{_side(page)}
<div style="clear:both"></div>
{_footer(page)}
</div>
<script>function init(){{var d=document;d.getElementById("m7").style.fontSize="17px";}}</script>
</body>
</html>"""


def _head(page: Page) -> str:
    structured = ""
    if page.published("json_ld"):
        data = {"@context": "http://schema.org"} | article_object(page, headline=page.og_title)
        structured = json_script(data) + "\n"
    return f"""<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{text(page.title)}</title>
{meta("description", page.description, "name")}{meta("keywords", ", ".join(page.article.tags), "name")}
<link rel="canonical" href="{page.site.base_url}">
{meta("og:url", page.site.base_url)}{meta("og:type", "website")}{meta("og:title", page.og_title)}
{meta("og:site_name", page.site.name)}{meta("og:image", page.image)}
{meta("pubdate", page.published("meta"), "name")}{meta("lastmod", page.modified("meta"), "name")}
{structured}<link rel="stylesheet" href="/media/s.css?v=91">
{_STYLE}
<script src="/media/j.js"></script>
"""


def _header(page: Page) -> str:
    site = page.site
    return f"""<div id="h1x"><div class="b9"><h1><a href="{site.home}">{text(site.name)}</a></h1></div>
<div class="b7">{site.say(site.words.slogan)}</div>
<div class="b8">{each('<div class="i1">%s</div>', (*site.menu, *site.other_edition))}</div>
<div class="b6">{each('<span class="i2">%s</span>', site.services)}</div></div>"""


def _opening(page: Page) -> str:
    words, article = page.site.words, page.article
    facts = [f"<span>{link(page.section)}</span>"]
    if page.authors:
        facts.append(f"<span>{words.by}: {links(page.authors, page.joiner)}</span>")
    if article.agency:
        facts.append(f"<span>{words.source}: {text(article.agency)}</span>")
    if page.date:
        facts.append(f"<span>{text(page.date)}</span>")
    return f"""<div class="k3">{text(article.headline)}</div>
{if_any('<div class="k4">%s</div>', article.teaser)}
<div class="k5">{" &nbsp;|&nbsp; ".join(facts)}</div>
<div class="k6"><img src="{page.image}" width="680" height="380" alt="">
{if_any("<div>%s</div>", page.repeat(1))}</div>
<div class="k7"><a href="javascript:void(0)" onclick="sh(1)">{words.share}</a>
{if_any("<b>%s</b>", page.repeat(2))}<a href="javascript:window.print()">{words.print_page}</a></div>"""


def _body(page: Page) -> str:
    first = if_any("<div><b>%s</b></div>\n", page.repeat(0))
    advertisement = f'<div class="x3"><div>{page.site.words.advertisement}</div><div id="x3b"></div></div>'
    writers = _WRITERS if page.article.number % 2 else _WRITERS | {"paragraph": _bare_paragraph}
    return first + insert_boxes(write_blocks(page, writers), {3: advertisement})


def _bare_paragraph(_page: Page, block: Block) -> str:
    return f"{text(block.text)}<br><br>"


def _picture(page: Page, block: Block) -> str:
    return f"""<div class="z6"><img src="{page.image}" width="600"><div class="z7">{text(block.caption)}</div>
<div class="z7b">{page.site.words.photo}: {text(block.credit)}</div></div>"""


def _embed(page: Page, block: Block) -> str:
    return f"""<blockquote class="twitter-tweet" data-lang="{page.article.edition}"><p
lang="{page.article.edition}" dir="{page.site.words.direction}">{text(block.text)}</p>
{text(block.credit)}</blockquote>"""


def _read_also(page: Page, block: Block) -> str:
    card = card_of(page, block)
    return f"""<div class="z9"><b>{page.site.words.read_also}:</b>
<a href="{attribute(card.href)}">{text(card.headline)}</a></div>"""


_WRITERS: dict[BlockKind, BlockWriter] = {
    "paragraph": lambda _page, block: f'<div class="z2">{text(block.text)}</div>',
    "subheading": lambda _page, block: f'<div class="z3"><b>{text(block.text)}</b></div>',
    "list": lambda _page, block: "\n".join(f'<div class="z5">{text(item)}</div>' for item in block.items),
    "quote": lambda _page, block: f'<div class="z4"><i>{text(block.text)}</i></div>',
    "picture": _picture,
    "embed": _embed,
    "read_also": _read_also,
}


def _below(page: Page) -> str:
    words = page.site.words
    tags = f'<div class="g1"><b>{words.tags}:</b> {links(page.tags, " , ")}</div>' if page.tags else ""
    comments = "".join(
        f"""<div class="f2"><div><b>{text(comment.name)}</b> {if_any("<small>%s</small>", comment.age)}</div>
<div>{text(comment.text)}</div></div>"""
        for comment in page.comments
    )
    return f"""{tags}<div class="g2"><div class="g3">{words.related}</div>
{"".join(map(_row, page.related))}</div>
<div class="f1"><div class="g3">{words.comments} ({len(page.comments)})</div>{comments}
<div class="f3">{words.write_comment}</div></div>"""


def _row(card: Card) -> str:
    return f"""<div class="g4"><a href="{attribute(card.href)}">{text(card.headline)}</a>
{if_any('<span class="g5">%s</span>', card.date)}</div>"""


def _side(page: Page) -> str:
    words = page.site.words
    rows = "".join(
        f"""<div class="w2"><a href="{attribute(card.href)}"><b>{text(card.headline)}</b></a>
{if_any("<div>%s</div>", card.teaser)}</div>"""
        for card in page.site.most_read
    )
    return f"""<div class="a3"><div class="w1"><div class="g3">{words.most_read}</div>{rows}</div>
<div class="w3"><div class="g3">{words.newsletter}</div><div>{words.newsletter_text}</div></div></div>"""


def _footer(page: Page) -> str:
    site = page.site
    return f"""<div id="e1"><div>{site.say(site.words.follow)}</div><div>{text(site.copyright)}</div>
<div>{site.words.hours}</div></div>
<div id="ck" style="position:fixed;bottom:0">{site.words.cookies} <a href="#">{site.words.accept}</a></div>"""
