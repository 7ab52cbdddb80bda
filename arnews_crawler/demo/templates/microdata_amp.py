"""An agency's system: schema.org microdata, and the same article again as AMP page and for printing."""

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
    meta,
    text,
    write_blocks,
)
from arnews_crawler.demo.templates.page import Card, Page
from arnews_crawler.demo.templates.structured_data import article_object, breadcrumb_object


def render(page: Page) -> str:
    """Return the article's page."""
    words = page.site.words
    return f"""<!doctype html>
<html lang="{words.language}" dir="{words.direction}" class="no-touch">
<head>
{_head(page)}<link rel="amphtml" href="{attribute(page.site.absolute(page.amp_path or page.path))}">
</head>
<body class="article-page" itemscope itemtype="https://schema.org/WebPage">
{_header(page)}
<div class="wrapper"><div class="col-main">
{_breadcrumb(page)}
<article class="story" itemscope itemtype="https://schema.org/NewsArticle">
<link itemprop="mainEntityOfPage" href="{attribute(page.url)}">
{story(page)}
{_tools(page)}
</article>
{_below(page)}
</div>
{_aside(page)}
</div>
{_footer(page)}
</body>
</html>"""


def render_print(page: Page) -> str:
    """Return the version for printing: the article without its surroundings, not to be indexed."""
    words = page.site.words
    return f"""<!doctype html>
<html lang="{words.language}" dir="{words.direction}">
<head>
{_head(page)}<meta name="robots" content="noindex">
<link rel="stylesheet" href="/media/print.css" media="all">
</head>
<body class="print-version" onload="window.print()">
<p class="print-logo">{text(page.site.name)}</p>
<article itemscope itemtype="https://schema.org/NewsArticle">
{story(page)}
</article>
<p class="print-address">{words.source}: {text(page.url)}</p>
<p>{text(page.site.copyright)}</p>
</body>
</html>"""


def _head(page: Page) -> str:
    site, article = page.site, page.article
    structured = ""
    if page.published("json_ld"):
        context = {"@context": "https://schema.org"}
        structured = json_script(context | article_object(page)) + "\n"
        structured += json_script(context | breadcrumb_object(page, with_headline=False)) + "\n"
    return f"""<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<title>{text(page.title)}</title>
{meta("description", page.description, "name")}{meta("news_keywords", ",".join(article.tags), "name")}
{meta("og:title", page.og_title)}{meta("og:type", "article")}
{meta("og:url", page.url)}{meta("og:image", page.image)}
{meta("og:site_name", site.name)}{meta("og:description", page.description)}
{meta("twitter:card", "summary", "name")}<link rel="canonical" href="{attribute(page.url)}">
{structured}"""


def _header(page: Page) -> str:
    site = page.site
    return f"""<header class="masthead" role="banner">
<a class="masthead__logo" href="{site.home}">{text(site.name)}</a>
<nav class="masthead__nav" role="navigation"><ul>{each("<li>%s</li>", (*site.menu, *site.other_edition))}</ul>
</nav>
<ul class="masthead__tools">{each("<li>%s</li>", site.services)}</ul></header>"""


def _breadcrumb(page: Page) -> str:
    return f"""<ol class="crumbs" itemscope itemtype="https://schema.org/BreadcrumbList">
<li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">
<a itemprop="item" href="{page.site.home}">
<span itemprop="name">{page.site.words.home}</span></a><meta itemprop="position" content="1"></li>
<li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem">
<a itemprop="item" href="{page.section.href}"><span itemprop="name">{text(page.section.text)}</span></a>
<meta itemprop="position" content="2"></li></ol>"""


def story(page: Page) -> str:
    """Return the article's own markup, shared by its page and its print version."""
    article, words, site = page.article, page.site.words, page.site
    authors = page.joiner.join(
        f"""<span itemprop="author" itemscope itemtype="https://schema.org/Person">
<a itemprop="url" href="{author.href}"><span itemprop="name">{text(author.text)}</span></a></span>"""
        for author in page.authors
    )
    byline = f'<p class="story__byline">{words.by} {authors}</p>' if page.authors else ""
    return f"""<header class="story__header">
<p class="story__kicker" itemprop="articleSection">{text(page.section.text)}</p>
<h1 class="story__headline" itemprop="headline">{text(article.headline)}</h1>
{if_any('<p class="story__standfirst" itemprop="description">%s</p>', article.teaser)}
{byline}
{if_any('<p class="story__source">%s</p>', article.agency)}
<p class="story__dateline">{if_any('<time itemprop="datePublished">%s</time>', page.date)}
{meta("datePublished", page.published("meta"), "itemprop")}
{meta("dateModified", page.modified("meta"), "itemprop")}</p></header>
<figure class="story__lead-media" itemprop="image" itemscope itemtype="https://schema.org/ImageObject">
<img itemprop="url" src="{page.image}" alt="{attribute(article.headline)}">
{if_any("<figcaption>%s</figcaption>", page.repeat(1))}</figure>
<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
<meta itemprop="name" content="{attribute(site.name)}"></div>
{if_any('<p class="story__copyline">%s</p>', page.repeat(2))}
<div class="story__body" itemprop="articleBody">
{_body(page)}
</div>"""


def _body(page: Page) -> str:
    first = if_any('<p class="story__repeat"><b>%s</b></p>\n', page.repeat(0))
    slot = '<div class="ad-slot" data-ad="mpu-1" aria-hidden="true"></div>'
    return first + insert_boxes(write_blocks(page, WRITERS), {3: slot})


def _picture(page: Page, block: Block) -> str:
    return f"""<figure class="story__media" itemscope itemtype="https://schema.org/ImageObject">
<img itemprop="contentUrl" src="{page.image}" alt=""><figcaption>
<span itemprop="caption">{text(block.caption)}</span>
<span class="story__credit" itemprop="creditText">{text(block.credit)}</span></figcaption></figure>"""


def _embed(page: Page, block: Block) -> str:
    return f"""<div class="embed embed--social"><blockquote class="twitter-tweet">
<p lang="{page.article.edition}">{text(block.text)}</p>
<footer>{text(block.credit)}</footer></blockquote></div>"""


def _read_also(page: Page, block: Block) -> str:
    card = card_of(page, block)
    return f"""<aside class="story__inline-link"><h4>{page.site.words.read_also}</h4>
<a href="{attribute(card.href)}">{text(card.headline)}</a></aside>"""


def _list(_page: Page, block: Block) -> str:
    return "<ol>" + "".join(f"<li><p>{text(item)}</p></li>" for item in block.items) + "</ol>"


WRITERS: dict[BlockKind, BlockWriter] = {
    "paragraph": lambda _page, block: f"<p>{text(block.text)}</p>",
    "subheading": lambda _page, block: f'<h2 id="s-{len(block.text)}">{text(block.text)}</h2>',
    "list": _list,
    "quote": lambda _page, block: f'<blockquote class="pullquote"><p>{text(block.text)}</p></blockquote>',
    "picture": _picture,
    "embed": _embed,
    "read_also": _read_also,
}


def _tools(page: Page) -> str:
    words = page.site.words
    tags = f'<ul class="story__tags">{each("<li>%s</li>", page.tags)}</ul>' if page.tags else ""
    return f"""{tags}<ul class="story__tools"><li>
<a rel="nofollow" href="{attribute(page.print_path or page.path)}">
{words.print_page}</a></li><li><a href="{attribute(page.amp_path or page.path)}">AMP</a></li><li>
<button>{words.share}</button></li></ul>"""


def _below(page: Page) -> str:
    words = page.site.words
    comments = "".join(
        f"""<div class="comment" itemprop="comment" itemscope itemtype="https://schema.org/Comment">
<span itemprop="author">{text(comment.name)}</span> {if_any("<time>%s</time>", comment.age)}
<p itemprop="text">{text(comment.text)}</p></div>"""
        for comment in page.comments
    )
    return f"""<section class="related"><h3>{words.related}</h3>
<ul>{"".join(f"<li>{_card(card)}</li>" for card in page.related)}</ul></section>
<section class="comments"><h3>{words.comments}</h3>{comments}<p>{words.write_comment}</p></section>"""


def _card(card: Card) -> str:
    return f"""<a class="card" href="{attribute(card.href)}">
<span class="card__title">{text(card.headline)}</span></a>
{if_any('<p class="card__text">%s</p>', card.teaser)}
{if_any('<time class="card__date">%s</time>', card.date)}"""


def _aside(page: Page) -> str:
    words = page.site.words
    return f"""<aside class="col-side"><section class="most-read"><h3>{words.most_read}</h3>
<ol>{"".join(f"<li>{_card(card)}</li>" for card in page.site.most_read)}</ol></section>
<section class="newsletter"><h3>{words.newsletter}</h3><p>{words.newsletter_text}</p></section></aside>"""


def _footer(page: Page) -> str:
    site = page.site
    return f"""<footer class="site-foot" role="contentinfo"><p>{site.say(site.words.follow)}</p>
<ul>{each("<li>%s</li>", site.services)}</ul><p>{text(site.copyright)}</p><p>{site.words.hours}</p></footer>
<div class="consent" role="alertdialog" hidden><p>{site.words.cookies}</p>
<button>{site.words.accept}</button></div>"""
