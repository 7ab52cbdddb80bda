"""A front-end framework: hashed class names, server-rendered HTML, the article again as ``__NEXT_DATA__``."""

from __future__ import annotations

from typing import Any

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
from arnews_crawler.demo.templates.structured_data import article_object, breadcrumb_object

_CONTEXT = {"@context": "https://schema.org"}


def render(page: Page) -> str:
    """Return the article's page."""
    words = page.site.words
    return f"""<!DOCTYPE html><html lang="{words.language}" dir="{words.direction}">\
<head>{_head(page)}</head>\
<body class="__className_36bd41"><div id="__next"><div class="css-1q2w3e">{_header(page)}\
<main class="css-k9d8f7"><article class="css-5m4n3b">{_opening(page)}\
<div class="css-8u7y6t" data-testid="rich-text">{_body(page)}</div>{_after(page)}</article>\
{_aside(page)}</main>{_footer(page)}</div></div>\
{json_script(_state(page), 'id="__NEXT_DATA__" type="application/json"')}\
<script src="/_next/static/chunks/main-7b1d2c9e.js" defer=""></script></body></html>"""


def _head(page: Page) -> str:
    site = page.site
    article = _CONTEXT | article_object(page)
    # Systems that fill articleBody flatten it: one line, the paragraphs lost.
    article["articleBody"] = page.article.body.replace("\n\n", " ")
    structured = json_script([article, _CONTEXT | breadcrumb_object(page, with_headline=False)])
    return f"""<meta charSet="utf-8"/><meta name="viewport" content="width=device-width"/>\
<title>{text(page.title)}</title>{meta("description", page.description, "name")}\
<link rel="canonical" href="{attribute(page.url)}"/>{meta("og:type", "article")}\
{meta("og:title", page.og_title)}{meta("og:description", page.description)}\
{meta("og:url", page.url)}\
{meta("og:image", page.image)}{meta("og:site_name", site.name)}\
{meta("twitter:title", page.og_title, "name")}\
{meta("article:published_time", page.published("meta"))}\
{meta("article:modified_time", page.modified("meta"))}\
{meta("article:author", site.name)}{structured}<meta name="next-head-count" content="17"/>\
<link rel="preload" href="/_next/static/css/4f2a9c.css" as="style"/>\
<style data-emotion="css 1q2w3e">.css-1q2w3e{{min-height:100vh}}.css-p0o9i8{{font-size:1.8rem}}</style>"""


def _header(page: Page) -> str:
    site = page.site
    items = each('<li class="css-3e4r5t">%s</li>', (*site.menu, *site.other_edition))
    return f"""<header class="css-z1x2c3"><a class="css-v4b5n6" href="{site.home}"\
 aria-label="{attribute(site.name)}">\
<svg viewBox="0 0 120 40"><title>{text(site.name)}</title><path d="M0 0h120v40H0z"></path></svg></a>\
<nav class="css-m7q8w9"><ul>{items}</ul></nav>\
<div>{links(site.services, attributes=' class="css-1r2t3y"')}</div></header>"""


def _opening(page: Page) -> str:
    article, words = page.article, page.site.words
    names = f'<span class="css-u1i2o3">{words.by} {links(page.authors, page.joiner)}</span>'
    date = if_any("<time>%s</time>", page.date)
    return f"""<div class="css-h7j6k5">{link(page.section, ' class="css-l4k3j2"')}</div>\
<h1 class="css-p0o9i8">{text(article.headline)}</h1>\
{if_any('<p class="css-q9w8e7">%s</p>', article.teaser)}\
<div class="css-d3f4g5">{names if page.authors else ""}\
{if_any("<span>%s</span>", article.agency)}{date}</div>\
<div class="css-s5d6f7"><button type="button" aria-label="{words.share}">\
<svg><title>{words.share}</title></svg></button>\
{if_any("<span>%s</span>", page.repeat(2))}</div>\
<figure class="css-w2e3r4"><img src="{page.image}" alt="{attribute(article.headline)}" sizes="100vw"/>\
{if_any("<figcaption>%s</figcaption>", page.repeat(1))}</figure>"""


def _body(page: Page) -> str:
    words = page.site.words
    subscribe = f"""<div class="css-b6n7m8"><strong>{words.newsletter}</strong><p>{words.newsletter_text}</p>\
<button type="button">{words.subscribe}</button></div>"""
    first = if_any('<h2 class="css-y6t5r4">%s</h2>', page.repeat(0))
    return first + insert_boxes(write_blocks(page, _WRITERS), {5: subscribe}).replace("\n", "")


def _picture(page: Page, block: Block) -> str:
    return f"""<figure class="css-w2e3r4"><img src="{page.image}" alt="{attribute(block.caption)}"/>\
<figcaption class="css-c3v4b5"><span>{text(block.caption)}</span>\
<span class="css-x2c3v4">{text(block.credit)}</span></figcaption></figure>"""


def _read_also(page: Page, block: Block) -> str:
    card = card_of(page, block)
    return f"""<div class="css-n8m7b6"><span>{page.site.words.read_also}</span>\
<a href="{attribute(card.href)}"><span>{text(card.headline)}</span></a></div>"""


_WRITERS: dict[BlockKind, BlockWriter] = {
    "paragraph": lambda _page, block: f'<p class="css-a1s2d3"><span>{text(block.text)}</span></p>',
    "subheading": lambda _page, block: f'<h2 class="css-f4g5h6">{text(block.text)}</h2>',
    "list": lambda _page, block: (
        '<ul class="css-j7k8l9">' + "".join(f"<li>{text(item)}</li>" for item in block.items) + "</ul>"
    ),
    "quote": lambda _page, block: f'<blockquote class="css-t5y6u7">{text(block.text)}</blockquote>',
    "picture": _picture,
    "embed": lambda page, block: (
        f"""<div class="css-e4r5t6"><blockquote class="twitter-tweet">\
<p lang="{page.article.edition}" dir="{page.site.words.direction}">{text(block.text)}</p>— <a href="https://social.example.org/post">{text(block.credit)}</a>\
</blockquote></div>"""
    ),
    "read_also": _read_also,
}


def _after(page: Page) -> str:
    words = page.site.words
    comments = "".join(
        f"""<div class="css-r4t5y6"><strong>{text(comment.name)}</strong>\
{if_any("<span>%s</span>", comment.age)}\
<p>{text(comment.text)}</p></div>"""
        for comment in page.comments
    )
    tags = f'<ul class="css-i8o9p0">{each("<li>%s</li>", page.tags)}</ul>' if page.tags else ""
    return f"""{tags}<section class="css-o9p0a1"><h3>{words.comments}</h3>{comments}\
<p>{words.write_comment}</p></section>"""


def _card(card: Card) -> str:
    return f"""<a class="css-g5h6j7" href="{attribute(card.href)}"><h3>{text(card.headline)}</h3>\
{if_any("<p>%s</p>", card.teaser)}{if_any("<time>%s</time>", card.date)}</a>"""


def _aside(page: Page) -> str:
    words = page.site.words
    return f"""<aside class="css-z9x8c7"><section><h2>{words.related}</h2>{"".join(map(_card, page.related))}\
</section><section><h2>{words.most_read}</h2>{"".join(map(_card, page.site.most_read))}</section></aside>"""


def _footer(page: Page) -> str:
    site = page.site
    return f"""<footer class="css-k1j2h3"><p>{site.say(site.words.follow)}</p><p>{text(site.copyright)}</p>\
<p>{site.words.hours}</p></footer><div class="css-cookie0" role="dialog"><p>{site.words.cookies}</p>\
<button type="button">{site.words.accept}</button></div>"""


def _state(page: Page) -> dict[str, Any]:
    """Return the page's data as the framework ships it to the browser."""
    article = page.article
    content: dict[str, Any] = {
        "id": page.identifier,
        "title": article.headline,
        "subtitle": article.teaser,
        "category": {"name": article.section.name, "slug": article.section.slug},
        "authors": [{"name": author.text, "url": author.href} for author in page.authors],
        "tags": [tag.text for tag in page.tags],
        "body": "".join(write_blocks(page, _WRITERS)),
        "shortUrl": page.path,
    }
    related = [{"title": card.headline, "url": card.href, "excerpt": card.teaser} for card in page.related]
    props = {"pageProps": {"article": content, "related": related, "locale": article.edition}}
    return {
        "props": props,
        "page": "/story/[...slug]",
        "query": {},
        "buildId": "d41d8cd98f",
        "isFallback": False,
    }
