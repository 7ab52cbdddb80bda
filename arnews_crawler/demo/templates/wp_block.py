"""WordPress with a block theme: ``wp-block-*`` classes, layout containers, an SEO plugin's graph."""

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
    mark_tag,
    meta,
    text,
    write_blocks,
)
from arnews_crawler.demo.templates.page import Card, Page
from arnews_crawler.demo.templates.structured_data import article_graph

_STYLES = (
    "<style id='wp-block-paragraph-inline-css'>.is-small-text{font-size:.875em}.has-drop-cap:first-letter"
    "{float:left;font-size:8.4em}</style>\n<style id='global-styles-inline-css'>body{--wp--preset--color--"
    "black:#000;--wp--style--global--content-size:620px;--wp--style--global--wide-size:1280px}</style>"
)
_EXCERPT = '<div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">%s</p></div>'
_LAYOUT = "has-global-padding is-layout-constrained wp-block-group-is-layout-constrained"


def render(page: Page) -> str:
    """Return the article's page."""
    words = page.site.words
    return f"""<!DOCTYPE html>
<html dir="{words.direction}" lang="{words.language}">
<head>
{_head(page)}</head>
<body class="{words.direction} wp-singular post-template-default single single-post
 postid-{page.identifier} wp-embed-responsive">
<a class="skip-link screen-reader-text" href="#wp--skip-link--target">{words.skip}</a>
<div class="wp-site-blocks">
{_header(page)}
<main class="wp-block-group" id="wp--skip-link--target" style="margin-top:var(--wp--preset--spacing--50)">
{_opening(page)}
<div class="entry-content wp-block-post-content {_LAYOUT}">
{_body(page)}
</div>
{_below(page)}
</main>
{_footer(page)}
</div>
<script id="wp-block-template-skip-link-js-after">( function() {{ var skipLinkTarget = document.querySelector
( 'main' ); if ( ! skipLinkTarget ) {{ return; }} }}() );</script>
</body>
</html>"""


def _head(page: Page) -> str:
    site, article = page.site, page.article
    open_graph = [
        meta("og:locale", site.words.locale),
        meta("og:type", "article"),
        meta("og:title", page.og_title),
        meta("og:description", page.description),
        meta("og:url", page.url),
        meta("og:site_name", site.name),
        meta("article:section", article.section.name),
        *(meta("article:tag", tag) for tag in article.tags),
        meta("article:published_time", page.published("meta")),
        meta("article:modified_time", page.modified("meta")),
        meta("og:image", page.image),
        meta("twitter:card", "summary_large_image", "name"),
        meta("twitter:label1", "كُتب بواسطة" if article.edition == "ar" else "Written by", "name"),
        meta("twitter:data1", page.byline or site.name, "name"),
    ]
    feed = f'<link rel="alternate" type="application/rss+xml" title="{attribute(site.name)} &raquo;'
    return f"""<meta charset="UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name='robots' content='follow, index, max-snippet:-1, max-video-preview:-1, max-image-preview:large' />
<title>{text(page.title)}</title>
{meta("description", page.description, "name")}<link rel="canonical" href="{attribute(page.url)}" />
{"".join(open_graph)}{json_script(article_graph(page), 'type="application/ld+json" class="rank-math-schema"')}
<link rel='dns-prefetch' href='//stats.example.org' />
{feed} {site.words.feed}" href="{site.base_url}feed/" />
{feed} {attribute(article.headline)}" href="{attribute(page.url)}feed/" />
{_STYLES}
<link rel='shortlink' href='{site.base_url}?p={page.identifier}' />
<meta name="generator" content="WordPress 6.7.1" />
"""


def _header(page: Page) -> str:
    site = page.site
    item = '<li class="wp-block-navigation-item wp-block-navigation-link">%s</li>'
    return f"""<header class="wp-block-template-part"><div class="wp-block-group alignwide {_LAYOUT}">
<p class="wp-block-site-title"><a href="{site.home}" target="_self" rel="home">{text(site.name)}</a></p>
<nav class="is-responsive wp-block-navigation is-layout-flex" aria-label="{site.words.menu}">
<button aria-haspopup="dialog" aria-label="{site.words.menu}"
class="wp-block-navigation__responsive-container-open">
<svg width="24" height="24"><path d="M5 5v1.5h14V5H5z"></path></svg></button>
<ul class="wp-block-navigation__container">
{each(item, (*site.menu, *site.services, *site.other_edition))}</ul>
</nav></div></header>"""


def _opening(page: Page) -> str:
    date = page.date
    shown = f'<div class="wp-block-post-date"><time>{text(date)}</time></div>' if date else ""
    names = f"<p>{page.site.words.by} {links(page.authors, page.joiner)}</p>" if page.authors else ""
    agency = if_any(f"<p>{page.site.words.source}: %s</p>", page.article.agency)
    return f"""<div class="wp-block-group {_LAYOUT}">
<div class="taxonomy-category wp-block-post-terms">{link(page.section, ' rel="tag"')}</div>
<h1 class="wp-block-post-title has-x-large-font-size">{text(page.article.headline)}</h1>
{if_any(_EXCERPT, page.article.teaser)}
<div class="wp-block-template-part"><div class="wp-block-group has-small-font-size is-layout-flex">
{shown}<div class="wp-block-post-author-name">{names}{agency}</div></div></div>
<figure class="alignwide wp-block-post-featured-image"><img width="1200" height="675" src="{page.image}"
 alt="{attribute(page.article.headline)}" decoding="async" />
{if_any("<figcaption>%s</figcaption>", page.repeat(1))}</figure>
</div>"""


def _body(page: Page) -> str:
    words = page.site.words
    subscribe = f"""<div class="wp-block-group has-background newsletter-cta"><h3 class="wp-block-heading">
{words.newsletter}</h3><p>{words.newsletter_text}</p>
<div class="wp-block-button"><a class="wp-block-button__link" href="/login/">{words.subscribe}</a></div>
</div>"""
    first = if_any('<h2 class="wp-block-heading has-text-align-center">%s</h2>\n', page.repeat(0))
    second = if_any('<p class="has-text-align-center"><strong>%s</strong></p>\n', page.repeat(2))
    return first + second + insert_boxes(write_blocks(page, _WRITERS), {4: subscribe})


def _paragraph(page: Page, block: Block) -> str:
    note = f'<span class="screen-reader-text"> {page.site.words.new_window}</span>'
    marked = mark_tag(page, block.text, ' target="_blank" rel="noopener"', note)
    return f"<p>{marked}</p>"


def _picture(page: Page, block: Block) -> str:
    return f"""<figure class="wp-block-image size-large"><img loading="lazy" src="{page.image}" alt="" />
<figcaption class="wp-element-caption">{text(block.caption)}
({page.site.words.photo}: {text(block.credit)})</figcaption>
</figure>"""


def _embed(page: Page, block: Block) -> str:
    return f"""<figure class="wp-block-embed is-type-rich is-provider-twitter">
<div class="wp-block-embed__wrapper">
<blockquote class="twitter-tweet" data-width="550">
<p lang="{page.article.edition}" dir="{page.site.words.direction}">{text(block.text)}</p>
&mdash; {text(block.credit)}
</blockquote><script async src="https://platform.example.org/widgets.js"></script></div></figure>"""


def _read_also(page: Page, block: Block) -> str:
    card = card_of(page, block)
    return f"""<p class="has-background"><strong>{page.site.words.read_also}:
<a href="{attribute(card.href)}">{text(card.headline)}</a></strong></p>"""


def _list(_page: Page, block: Block) -> str:
    return '<ul class="wp-block-list">' + "".join(f"<li>{text(item)}</li>" for item in block.items) + "</ul>"


_WRITERS: dict[BlockKind, BlockWriter] = {
    "paragraph": _paragraph,
    "subheading": lambda _page, block: f'<h2 class="wp-block-heading">{text(block.text)}</h2>',
    "list": _list,
    "quote": lambda _page, block: (
        f"""<blockquote class="wp-block-quote is-layout-flow">
<p>{text(block.text)}</p></blockquote>"""
    ),
    "picture": _picture,
    "embed": _embed,
    "read_also": _read_also,
}


def _card(card: Card) -> str:
    return f"""<li class="wp-block-post post type-post"><h3 class="wp-block-post-title">
<a href="{attribute(card.href)}" target="_self">{text(card.headline)}</a></h3>
{if_any('<div class="wp-block-post-excerpt"><p>%s</p></div>', card.teaser)}
{if_any('<div class="wp-block-post-date">%s</div>', card.date)}</li>"""


def _below(page: Page) -> str:
    words = page.site.words
    tags = (
        f'<div class="taxonomy-post_tag wp-block-post-terms">{links(page.tags, page.joiner)}</div>' if page.tags else ""
    )
    comments = "".join(
        f"""<li class="comment"><div class="wp-block-comment-author-name">{text(comment.name)}</div>
{if_any('<div class="wp-block-comment-date">%s</div>', comment.age)}
<div class="wp-block-comment-content"><p>{text(comment.text)}</p></div>
<a rel="nofollow" class="comment-reply-link" href="{attribute(page.url)}?replytocom={at}">{words.reply}</a>
</li>"""
        for at, comment in enumerate(page.comments, start=page.identifier)
    )
    return f"""{tags}
<section class="wp-block-query alignwide"><h2 class="wp-block-heading">{words.related}</h2>
<ul class="wp-block-post-template is-layout-grid">{"".join(map(_card, page.related))}</ul></section>
<div class="wp-block-comments"><h2 class="wp-block-comments-title">{words.comments}</h2>
<ol class="wp-block-comment-template">{comments}</ol><p class="comment-notes">{words.write_comment}</p></div>
<aside class="wp-block-group"><h2 class="wp-block-heading">{words.most_read}</h2>
<ul class="wp-block-latest-posts__list wp-block-latest-posts">{"".join(map(_card, page.site.most_read))}</ul>
</aside>"""


def _footer(page: Page) -> str:
    site = page.site
    return f"""<footer class="wp-block-template-part"><div class="wp-block-group alignwide">
<p>{site.say(site.words.follow)}</p>
<p class="has-small-font-size">{text(site.copyright)}. {site.words.hours}</p>
<p>{links(site.services, " | ")}</p></div></footer>
<div id="cookie-law-info-bar" data-nosnippet="true"><span>{site.words.cookies}
<a role="button" class="cli_action_button" id="cookie_action_close_header">{site.words.accept}</a></span>
</div>"""
