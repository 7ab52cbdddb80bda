"""The order of the sample: site name, headline, cut teaser, headline again, body, follow-us line."""

from __future__ import annotations

from arnews_crawler.demo.model import Block, BlockKind
from arnews_crawler.demo.templates.markup import (
    BlockWriter,
    attribute,
    card_of,
    each,
    if_any,
    link,
    links,
    meta,
    text,
    write_blocks,
)
from arnews_crawler.demo.templates.page import Card, Page

_VIEW_STATE = '<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKMTY1NDU2MTA1MmRk" />'


def render(page: Page) -> str:
    """Return the article's page."""
    words = page.site.words
    return f"""<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" dir="{words.direction}">
<head id="Head1">
{_head(page)}</head>
<body>
<form method="post" action="{attribute(page.path)}" id="form1">
{_VIEW_STATE}
{_header(page)}
<div id="ctl00_Main_pnlNews" class="newsDetails">
{_opening(page)}
<div id="ctl00_Main_lblDetails" class="details-text">
{_body(page)}
</div>
<div class="socialFollow">{page.site.say(words.follow)}</div>
</div>
{_below(page)}
{_footer(page)}
</form>
<script type="text/javascript">//<![CDATA[
var theForm = document.forms['form1']; if (!theForm) {{ theForm = document.form1; }}
//]]></script>
</body>
</html>"""


def _head(page: Page) -> str:
    return f"""<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>
	{text(page.title)}
</title>
{meta("description", page.description, "name")}{meta("og:title", page.og_title)}
{meta("og:description", page.description)}{meta("og:image", page.image)}
{meta("article:published_time", page.published("meta"))}{meta("article:modified_time", page.modified("meta"))}
<link href="/media/site.css" rel="stylesheet" type="text/css" />
<script src="/WebResource.axd?d=pynGkmcFUV13He1Qd6_TZD" type="text/javascript"></script>
"""


def _header(page: Page) -> str:
    site = page.site
    return f"""<div id="ctl00_ucMenu_pnl">{each('<span class="mnu">%s</span>', (*site.menu, *site.services))}
{links(site.other_edition)}</div>
<div id="ctl00_lblSite" class="siteName">{text(site.name)}</div>"""


def _opening(page: Page) -> str:
    words, article = page.site.words, page.article
    facts = [f'<span class="sec">{link(page.section)}</span>']
    if page.authors:
        facts.append(f'<span class="auth">{words.written_by}: {links(page.authors, page.joiner)}</span>')
    if article.agency:
        facts.append(f'<span class="src">{words.source}: {text(article.agency)}</span>')
    if page.date:
        facts.append(f'<span class="dt">{text(page.date)}</span>')
    return f"""<h1 id="ctl00_Main_lblTitle">{text(article.headline)}</h1>
{if_any('<div id="ctl00_Main_lblBrief" class="brief">%s</div>', article.teaser)}
<div class="imgHolder"><img id="ctl00_Main_img" src="{page.image}" alt="" /></div>
{if_any('<h2 class="inner-title">%s</h2>', page.repeat(0))}
{if_any('<div class="inner-title">%s</div>', page.repeat(1))}
{if_any('<div class="inner-title">%s</div>', page.repeat(2))}
<div class="newsInfo">{" ".join(facts)}</div>"""


def _body(page: Page) -> str:
    return "\n".join(write_blocks(page, _WRITERS))


def _picture(page: Page, block: Block) -> str:
    return f"""<div class="inImg"><img src="{page.image}" alt="" />
<span class="imgDesc">{text(block.caption)} | {text(block.credit)}</span></div>"""


def _embed(_page: Page, block: Block) -> str:
    return f"""<blockquote class="twitter-tweet"><p lang="ar" dir="rtl">{text(block.text)}</p>
{text(block.credit)}</blockquote>"""


def _read_also(page: Page, block: Block) -> str:
    card = card_of(page, block)
    return f"""<div class="also"><a href="{attribute(card.href)}">{page.site.words.read_also}:
{text(card.headline)}</a></div>"""


_WRITERS: dict[BlockKind, BlockWriter] = {
    "paragraph": lambda _page, block: f'<p style="text-align: justify;">{text(block.text)}&nbsp;</p>',
    "subheading": lambda _page, block: f"<p><strong>{text(block.text)}</strong></p>",
    "list": lambda _page, block: (
        "<ul>" + "".join(f"<li><span>{text(item)}</span></li>" for item in block.items) + "</ul>"
    ),
    "quote": lambda _page, block: f'<p style="text-align: center;"><em>{text(block.text)}</em></p>',
    "picture": _picture,
    "embed": _embed,
    "read_also": _read_also,
}


def _below(page: Page) -> str:
    words = page.site.words
    tags = f'<div class="keys">{words.tags}: {links(page.tags, " - ")}</div>' if page.tags else ""
    comments = "".join(
        f"""<div class="cmt"><span class="cmtName">{text(comment.name)}</span>
{if_any('<span class="cmtDate">%s</span>', comment.age)}
<div class="cmtText">{text(comment.text)}</div></div>"""
        for comment in page.comments
    )
    return f"""{tags}<div class="rel"><div class="boxTitle">{words.related}</div>
{"".join(map(_item, page.related))}</div>
<div class="mostRead"><div class="boxTitle">{words.most_read}</div>
{"".join(map(_item, page.site.most_read))}</div>
<div class="cmts"><div class="boxTitle">{words.comments}</div>{comments}<div>{words.write_comment}</div></div>
<div class="nl"><div class="boxTitle">{words.newsletter}</div><div>{words.newsletter_text}</div></div>"""


def _item(card: Card) -> str:
    return f"""<div class="item"><a href="{attribute(card.href)}">{text(card.headline)}</a>
{if_any('<div class="itemBrief">%s</div>', card.teaser)}
{if_any('<span class="itemDate">%s</span>', card.date)}</div>"""


def _footer(page: Page) -> str:
    site = page.site
    return f"""<div id="ctl00_ucFooter"><div>{text(site.copyright)}</div><div>{site.words.hours}</div></div>
<div class="cookieBar">{site.words.cookies} <input type="button" value="{site.words.accept}" /></div>"""
