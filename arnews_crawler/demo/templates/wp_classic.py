"""WordPress with a classic theme and plugins: Yoast, share bars, an author box, related posts, comments."""

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

_SCRIPT = """<script type="text/javascript">window._wpemojiSettings =
{"baseUrl":"https:\\/\\/s.example.org\\/emoji"};
var ajax_object = {"ajax_url":"\\/admin\\/admin-ajax.php","nonce":"5c2f81be77"};</script>
<style type="text/css">img.wp-smiley{display:inline!important;height:1em!important}</style>"""
_NETWORKS = ("فيسبوك", "تويتر", "واتساب", "تيليجرام")


def render(page: Page) -> str:
    """Return the article's page."""
    words = page.site.words
    return f"""<!DOCTYPE html>
<html dir="{words.direction}" lang="{words.language}" class="no-js" prefix="og: https://ogp.me/ns#">
<head>
{_head(page)}</head>
<body class="rtl post-template-default single single-post
 postid-{page.identifier} single-format-standard wpb-js-composer">
<div id="page" class="hfeed site">
{_header(page)}
<div id="content" class="site-content container"><div class="main-content tie-col-md-8" role="main">
<article id="the-post" class="container-wrapper post-content post-{page.identifier} type-post
 status-publish hentry">
{_opening(page)}
<div class="entry-content entry clearfix">
{_body(page)}
{_bottom(page)}
</div>
</article>
{_below(page)}
</div>
{_sidebar(page)}
</div>
{_footer(page)}
</div>
</body>
</html>"""


def _head(page: Page) -> str:
    site = page.site
    open_graph = [
        meta("description", page.description, "name"),
        meta("og:locale", site.words.locale),
        meta("og:type", "article"),
        meta("og:title", page.og_title),
        meta("og:description", page.description),
        meta("og:url", page.url),
        meta("og:site_name", site.name),
        meta("article:publisher", "https://social.example.org/newsroom"),
        meta("article:published_time", page.published("meta")),
        meta("article:modified_time", page.modified("meta")),
        meta("og:image", page.image),
        meta("author", page.byline or site.name, "name"),
    ]
    graph = json_script(article_graph(page), 'type="application/ld+json" class="yoast-schema-graph"')
    return f"""<meta charset="UTF-8" />
<link rel="profile" href="https://gmpg.org/xfn/11" />
<title>{text(page.title)}</title>
<meta name="robots" content="index, follow, max-image-preview:large, max-snippet:-1" />
<link rel="canonical" href="{attribute(page.url)}" />
{"".join(open_graph)}{graph}
<link rel="alternate" type="application/rss+xml" title="{attribute(site.name)}" href="{site.base_url}feed/" />
<link rel='https://api.w.org/' href='{site.base_url}wp-json/' />
<link rel='shortlink' href='{site.base_url}?p={page.identifier}' />
{_SCRIPT}
"""


def _header(page: Page) -> str:
    site = page.site
    item = '<li class="menu-item menu-item-type-taxonomy">%s</li>'
    return f"""<header id="theme-header" class="theme-header"><nav id="top-nav" class="top-nav">
{if_any('<div class="topbar-today-date tie-icon">%s</div>', site.today)}
<ul class="top-menu">{each('<li class="menu-item">%s</li>', (*site.services, *site.other_edition))}</ul></nav>
<div class="logo-container"><div id="logo"><a title="{attribute(site.name)}" href="{site.home}">
<img src="/media/logo.png" alt="{attribute(site.name)}" width="300" height="49" /></a></div></div>
<nav id="main-nav"><ul id="menu-main" class="menu">{each(item, site.menu)}</ul>
<form method="get" id="search" action="/search"><input type="text" name="q"
placeholder="{site.words.search}" />
<button type="submit"><span class="screen-reader-text">{site.words.search}</span></button></form></nav>
</header>"""


def _opening(page: Page) -> str:
    site, article, date = page.site, page.article, page.date
    author = f'<span class="meta-author">{links(page.authors, page.joiner, " class=author-name")}</span>'
    shown = f'<span class="date meta-item tie-icon">{text(date)}</span>' if date else ""
    return f"""<nav id="breadcrumb"><a href="{site.home}">{site.words.home}</a>
<em class="delimiter">/</em>{link(page.section)}
<em class="delimiter">/</em><span class="current">{text(article.headline)}</span></nav>
<header class="entry-header-outer"><div class="entry-header">
<span class="post-cat-wrap">{link(page.section)}</span>
<h1 class="post-title entry-title">{text(article.headline)}</h1>
{if_any('<h2 class="entry-sub-title">%s</h2>', article.teaser)}
<div class="single-post-meta post-meta clearfix">{author if page.authors else ""}{shown}
<span class="meta-comment">{len(page.comments)}</span>
<span class="meta-views">{page.identifier % 997} مشاهدة</span>
<span class="meta-reading-time">دقيقة واحدة</span></div></div></header>
{_share(page, "top")}
<div class="featured-area"><figure class="single-featured-image">
<img src="{page.image}" alt="{attribute(article.headline)}" />
{if_any('<figcaption class="single-caption-text">%s</figcaption>', page.repeat(1))}</figure></div>"""


def _share(page: Page, place: str) -> str:
    buttons = "".join(
        f"""<a href="https://social.example.org/share?u={attribute(page.url)}" class="social-share-btn"
rel="external noopener">
<span class="social-text">{network}</span><span class="screen-reader-text">شارك عبر {network}</span></a>"""
        for network in _NETWORKS
    )
    again = if_any('<span class="share-title">%s</span>', page.repeat(2)) if place == "top" else ""
    return f"""<div class="post-{place} share-buttons share-buttons-{place}"><div class="share-links">
<span class="share-label">{page.site.words.share}</span>{again}{buttons}</div></div>"""


def _body(page: Page) -> str:
    words = page.site.words
    advertisement = f'<div class="stream-item stream-item-in-post"><span>{words.advertisement}</span></div>'
    subscribe = f"""<div class="subscribe-widget is-style-box"><h4>{words.newsletter}</h4>
<p>{words.newsletter_text}</p><input type="email" placeholder="البريد الإلكتروني" /></div>"""
    first = if_any("<p><strong>%s</strong></p>\n", page.repeat(0))
    return first + insert_boxes(write_blocks(page, _WRITERS), {2: advertisement, 6: subscribe})


def _read_also(page: Page, block: Block) -> str:
    card = card_of(page, block)
    return f"""<div id="inline-related-post" class="mag-box mini-posts-box content-only">
<div class="mag-box-title">
<h3>{page.site.words.read_also}</h3></div><ul class="posts-items"><li class="widget-single-post-item">
<div class="post-widget-body">
<a class="post-title the-subtitle" href="{attribute(card.href)}">{text(card.headline)}</a>
{if_any('<span class="date">%s</span>', card.date)}</div></li></ul></div>"""


def _picture(page: Page, block: Block) -> str:
    return f"""<div id="attachment_{page.identifier}" style="width: 780px" class="wp-caption aligncenter">
<img src="{page.image}" alt="" width="780" height="470" />
<p class="wp-caption-text">{text(block.caption)} - {text(block.credit)}</p></div>"""


_WRITERS: dict[BlockKind, BlockWriter] = {
    "paragraph": lambda page, block: f"<p>{mark_tag(page, block.text)}</p>",
    "subheading": lambda _page, block: f"<h3><strong>{text(block.text)}</strong></h3>",
    "list": lambda _page, block: "<ul>\n" + "\n".join(f"<li>{text(item)}</li>" for item in block.items) + "\n</ul>",
    "quote": lambda _page, block: f"<blockquote><p>{text(block.text)}</p></blockquote>",
    "picture": _picture,
    "embed": lambda _page, block: (
        f"""<blockquote class="twitter-tweet"><p dir="rtl">{text(block.text)}</p>
<p>&mdash; {text(block.credit)}</p></blockquote><p><script async src="//platform.example.org/widgets.js">
</script></p>"""
    ),
    "read_also": _read_also,
}


def _bottom(page: Page) -> str:
    words, article = page.site.words, page.article
    tags = f'<div class="post-bottom-tags">{words.tags} {links(page.tags, " ")}</div>' if page.tags else ""
    source = if_any(f'<div class="post-source">{words.source} <span>%s</span></div>', article.agency)
    return f'<div class="post-bottom-meta">{source}{tags}</div>\n{_share(page, "bottom")}'


def _below(page: Page) -> str:
    words = page.site.words
    authors = "".join(
        f"""<div class="about-author container-wrapper"><div class="author-info">
<h3 class="author-name">{link(author)}</h3>
<div class="author-bio">{page.site.say(words.about_author)}</div></div></div>"""
        for author in page.authors
    )
    comments = "".join(
        f"""<li class="comment even"><article class="comment-body"><b class="fn">{text(comment.name)}</b>
{if_any('<span class="comment-date">%s</span>', comment.age)}
<div class="comment-content"><p>{text(comment.text)}</p></div>
</article></li>"""
        for comment in page.comments
    )
    return f"""<div class="post-components">{authors}
<div id="related-posts" class="container-wrapper has-extra-post"><h3>{words.related}</h3>
<div class="related-posts-list">{"".join(map(_card, page.related))}</div></div>
<div id="comments" class="comments-area"><h3 id="comments-title">{words.comments}</h3>
<ol class="comment-list">{comments}</ol><div id="respond" class="comment-respond">
<p>{words.write_comment}</p></div></div></div>"""


def _card(card: Card) -> str:
    return f"""<div class="related-item tie-standard"><h3 class="post-title">
<a href="{attribute(card.href)}">{text(card.headline)}</a></h3>
{if_any('<div class="post-meta clearfix"><span class="date meta-item">%s</span></div>', card.date)}</div>"""


def _sidebar(page: Page) -> str:
    words = page.site.words
    items = "".join(
        f"""<li class="widget-single-post-item widget-post-list"><div class="post-widget-body">
<h3 class="post-title"><a href="{attribute(card.href)}">{text(card.headline)}</a></h3>
{if_any('<p class="post-excerpt">%s</p>', card.teaser)}
{if_any('<span class="date">%s</span>', card.date)}</div></li>"""
        for card in page.site.most_read
    )
    return f"""<aside class="sidebar tie-col-md-4 normal-side"><div id="posts-list-widget-4"
class="widget posts-list">
<h4 class="widget-title">{words.most_read}</h4><ul class="posts-list-items">{items}</ul></div>
<div id="newsletter-2" class="widget subscribe-widget"><h4>{words.newsletter}</h4>
<p>{words.newsletter_text}</p></div></aside>"""


def _footer(page: Page) -> str:
    site = page.site
    return f"""<footer id="footer" class="site-footer">
<div class="copyright-text">{text(site.copyright)}</div>
<div class="footer-menu">{links(site.services, " ")}</div><p>{site.words.hours}</p></footer>
<a id="go-to-top" class="go-to-top-button" href="#go-to-tie-body">
<span class="screen-reader-text">زر الذهاب إلى الأعلى</span></a>
<div id="gdpr-cookie" class="cookie-notice"><p>{site.words.cookies}</p><button>{site.words.accept}</button>
</div>"""
