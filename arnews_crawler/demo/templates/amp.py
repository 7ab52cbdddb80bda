"""The AMP twin of an article: its own markup, ``rel=canonical`` naming the page it is a twin of."""

from __future__ import annotations

from arnews_crawler.demo.model import Block, BlockKind
from arnews_crawler.demo.templates.markup import (
    BlockWriter,
    attribute,
    card_of,
    if_any,
    json_script,
    links,
    meta,
    text,
    write_blocks,
)
from arnews_crawler.demo.templates.page import Page
from arnews_crawler.demo.templates.structured_data import article_object

_BOILERPLATE = (
    "<style amp-boilerplate>body{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both}</style>"
    "<noscript><style amp-boilerplate>body{-webkit-animation:none}</style></noscript>"
)


def render(page: Page) -> str:
    """Return the AMP page."""
    site, article = page.site, page.article
    words = site.words
    data = {"@context": "https://schema.org"} | article_object(page)
    return f"""<!doctype html>
<html amp lang="{words.language}" dir="{words.direction}">
<head>
<meta charset="utf-8">
<script async src="https://cdn.example.org/v0.js"></script>
<title>{text(page.title)}</title>
<link rel="canonical" href="{attribute(page.url)}">
<meta name="viewport" content="width=device-width,minimum-scale=1,initial-scale=1">
{meta("article:published_time", page.published("meta"))}{json_script(data)}
{_BOILERPLATE}
<style amp-custom>.amp-wp-article{{margin:0 16px}}.amp-wp-title{{font-size:1.5em}}</style>
</head>
<body>
<amp-sidebar id="sidebar1" layout="nodisplay">{links(site.menu)}</amp-sidebar>
<header class="amp-wp-header"><a href="{site.home}">{text(site.name)}</a></header>
<article class="amp-wp-article">
<h1 class="amp-wp-title">{text(article.headline)}</h1>
{if_any('<p class="amp-wp-excerpt">%s</p>', article.teaser)}
<div class="amp-wp-meta">{text(page.byline)} {if_any("<span>%s</span>", article.agency)}
{if_any("<time>%s</time>", page.date)}</div>
<amp-img src="{page.image}" width="1200" height="675" layout="responsive"></amp-img>
<div class="amp-wp-article-content">
{chr(10).join(write_blocks(page, _WRITERS))}
</div>
</article>
<footer class="amp-wp-footer"><p>{text(site.copyright)}</p></footer>
</body>
</html>"""


def _picture(page: Page, block: Block) -> str:
    return f"""<figure><amp-img src="{page.image}" width="600" height="338"></amp-img>
<figcaption>{text(block.caption)} - {text(block.credit)}</figcaption></figure>"""


def _read_also(page: Page, block: Block) -> str:
    card = card_of(page, block)
    return f"""<p class="amp-read-more">{page.site.words.read_also}:
<a href="{attribute(card.href)}">{text(card.headline)}</a></p>"""


_WRITERS: dict[BlockKind, BlockWriter] = {
    "paragraph": lambda _page, block: f"<p>{text(block.text)}</p>",
    "subheading": lambda _page, block: f"<h2>{text(block.text)}</h2>",
    "list": lambda _page, block: "<ul>" + "".join(f"<li>{text(item)}</li>" for item in block.items) + "</ul>",
    "quote": lambda _page, block: f"<blockquote>{text(block.text)}</blockquote>",
    "picture": _picture,
    "embed": lambda _page, block: (
        f"""<amp-twitter width="375" height="472" layout="responsive">
<blockquote placeholder>{text(block.text)} {text(block.credit)}</blockquote></amp-twitter>"""
    ),
    "read_also": _read_also,
}
