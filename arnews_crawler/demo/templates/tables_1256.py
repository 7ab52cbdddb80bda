"""A layout of tables and ``font`` elements, paragraphs between ``<br>``, windows-1256 declared nowhere."""

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

_SCRIPT = """<script language="JavaScript"><!--
function MM_openBrWindow(theURL,winName,features) { window.open(theURL,winName,features); }
//--></script>"""
_TITLE_ROW = '<tr><td bgcolor="#003366"><font color="#FFFFFF" face="Tahoma"><b>%s</b></font></td></tr>'


def render(page: Page) -> str:
    """Return the article's page, to be sent in windows-1256."""
    return f"""<HTML dir={page.site.words.direction}>
<HEAD>
<TITLE>{text(page.title)}</TITLE>
{_head(page)}
</HEAD>
<BODY bgColor=#ffffff leftMargin=0 topMargin=0 marginheight="0" marginwidth="0">
{_header(page)}
<table width="980" align="center" border="0" cellpadding="4" cellspacing="0"><tr>
<td width="160" valign="top">{_menu(page)}</td>
<td width="600" valign="top">
{_story(page)}
</td>
<td width="220" valign="top">{_side(page)}</td>
</tr></table>
{_footer(page)}
</BODY>
</HTML>"""


def _head(page: Page) -> str:
    # Quotes in the description are not escaped: old systems print the field as it was typed.
    description = text(page.description)
    return f"""<META NAME="description" CONTENT="{description}">
<META NAME="keywords" CONTENT="{attribute(", ".join((page.site.name, *page.article.tags)))}">
{meta("DC.date.issued", page.published("meta"), "name")}
{meta("DCTERMS.modified", page.modified("meta"), "name")}
<LINK href="/media/style.css" type=text/css rel=stylesheet>
{_SCRIPT}"""


def _header(page: Page) -> str:
    site = page.site
    return f"""<table width="980" align="center" border="0"><tr>
<td><a href="{site.home}"><img src="/media/logo.gif" border="0" alt="{attribute(site.name)}"></a></td>
<td align="left"><font face="Tahoma" size="2">{text(site.today)}</font></td>
<td><font size="2">{links((*site.services, *site.other_edition), " | ")}</font></td></tr></table>"""


def _menu(page: Page) -> str:
    row = '<tr><td bgcolor="#EEEEEE"><font face="Tahoma" size="2">%s</font></td></tr>\n'
    return f'<table width="100%" cellspacing="1">{each(row, page.site.menu)}</table>'


def _story(page: Page) -> str:
    words, article = page.site.words, page.article
    names = f"{words.written_by}: {' - '.join(article.authors)}" if article.authors else ""
    facts = (if_any('<font size="2" color="#990000">%s</font>&nbsp;', names), _date(page))
    source = if_any(f"<br><br><font size=2>{words.source}: %s</font>", article.agency)
    tags = f'<font size="2">{words.tags}: {links(page.tags, " - ")}</font>' if page.tags else ""
    return f"""<table width="100%" border="0"><tr><td>
<font size="2"><a href="{page.site.home}">{words.home}</a> &gt; {link(page.section)}</font></td></tr>
<tr><td><font face="Arial" size="5" color="#003366"><b>{text(article.headline)}</b></font></td></tr>
{if_any('<tr><td><font size="3" color="#555555"><b>%s</b></font></td></tr>', article.teaser)}
<tr><td>{"".join(facts)}</td></tr>
<tr><td align="center"><img src="{page.image}" width="400" border="1"><br>
{if_any('<font size="2">%s</font>', page.repeat(1))}</td></tr>
{if_any('<tr><td align="center"><font size="4">%s</font></td></tr>', page.repeat(2))}
<tr><td align="justify"><font face="Simplified Arabic" size="4">
{_body(page)}</font>{source}</td></tr>
<tr><td><a href="#" onClick="window.print()">{words.print_page}</a> |
<a href="#" onClick="MM_openBrWindow('/send','s','width=400')">أرسل إلى صديق</a></td></tr>
<tr><td>{tags}</td></tr></table>
{_below(page)}"""


def _date(page: Page) -> str:
    return if_any('<font size="2" color="#666666">%s</font>', page.date)


def _body(page: Page) -> str:
    first = if_any('<font size="4"><b>%s</b></font><br><br>\n', page.repeat(0))
    return first + "\n".join(write_blocks(page, _WRITERS))


def _picture(page: Page, block: Block) -> str:
    return f"""<table align="left" width="200" border="0"><tr><td><img src="{page.image}" width="200"></td>
</tr>
<tr><td><font size="2">{text(block.caption)} ({text(block.credit)})</font></td></tr></table>"""


def _read_also(page: Page, block: Block) -> str:
    card = card_of(page, block)
    return f"""<font color="#CC0000"><b>{page.site.words.read_also}:</b></font>
<a href="{attribute(card.href)}">{text(card.headline)}</a><br><br>"""


_WRITERS: dict[BlockKind, BlockWriter] = {
    "paragraph": lambda _page, block: f"{text(block.text)}<br><br>",
    "subheading": lambda _page, block: f"<b>{text(block.text)}</b><br><br>",
    "list": lambda _page, block: "<ul>" + "".join(f"<li>{text(item)}\n" for item in block.items) + "</ul>",
    "quote": lambda _page, block: f"<i>{text(block.text)}</i><br><br>",
    "picture": _picture,
    "embed": lambda _page, block: (
        f"""<blockquote class="twitter-tweet"><p>{text(block.text)}</p>
&mdash; {text(block.credit)}</blockquote>"""
    ),
    "read_also": _read_also,
}


def _below(page: Page) -> str:
    words = page.site.words
    related = "".join(
        f'<tr><td><img src="/media/dot.gif"> {_card_link(card)} {if_any("<font size=1>%s</font>", card.date)}'
        "</td></tr>\n"
        for card in page.related
    )
    comments = "".join(
        f"""<tr><td bgcolor="#F5F5F5"><b>{text(comment.name)}</b> {if_any("- %s", comment.age)}<br>
{text(comment.text)}</td></tr>"""
        for comment in page.comments
    )
    return f"""<table width="100%" border="0">{_TITLE_ROW.replace("%s", words.related)}{related}</table>
<table width="100%" border="0">{_TITLE_ROW.replace("%s", words.comments)}{comments}
<tr><td><font size="2">{words.write_comment}</font></td></tr></table>"""


def _card_link(card: Card) -> str:
    return f'<a href="{attribute(card.href)}">{text(card.headline)}</a>'


def _side(page: Page) -> str:
    words = page.site.words
    rows = "".join(
        f"""<tr><td><font size="2"><b>{_card_link(card)}</b><br>{text(card.teaser)}</font></td></tr>
<tr><td><hr size="1"></td></tr>"""
        for card in page.site.most_read
    )
    return f"""<table width="100%" border="0">{_TITLE_ROW.replace("%s", words.most_read)}{rows}</table>
<table width="100%" bgcolor="#FFFFCC"><tr><td><font size="2"><b>{words.newsletter}</b><br>
{words.newsletter_text}</font></td></tr></table>"""


def _footer(page: Page) -> str:
    site = page.site
    return f"""<center><font face="Tahoma" size="1">{site.say(site.words.follow)}<br>
{text(site.copyright)}<br>{site.words.hours}</font></center>"""
