"""What the demo site announces by itself: robots.txt, sitemaps, the news sitemap, RSS and Atom feeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape

from arnews_crawler.demo.addresses import FEED_QUERY, add_query, section_path, short_path
from arnews_crawler.demo.catalogue import Catalogue, count_pages, page_of
from arnews_crawler.demo.context import PageContext
from arnews_crawler.demo.model import DemoArticle, Section
from arnews_crawler.demo.traps import STUB_PATHS

SITEMAP_SIZE = 100
FEED_SIZE = 30
_EXCERPT_WORDS = 55
"""WordPress' default length of an excerpt (``excerpt_length``), followed by ``[…]`` (``excerpt_more``)."""
_NEWS_AGE = timedelta(days=2)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PAGES = ("/", "/latest/", "/video/", "/gallery/", "/live/", "/about/", "/contact/", "/privacy/")
_DEAD = ("/news/3", "/archives/17/", "/article.aspx?id=29", "/old/2011/11.htm", "/gone/12.htm")
_OFF_SITE = ("https://news.example.org/archives/5501/", "https://news.example.org/2024/05/11/partner-story/")


def robots_txt(context: PageContext) -> str:
    """Return robots.txt: service pages forbidden, the sitemaps named."""
    return (
        "User-agent: *\nDisallow: /login/\nDisallow: /search/\nDisallow: /wp-admin/\n\n"
        f"Sitemap: {context.url('/sitemap_index.xml')}\nSitemap: {context.url('/news-sitemap.xml')}\n"
    )


def sitemap_index(catalogue: Catalogue, context: PageContext) -> str:
    """Return the index of all sitemaps: articles in pages, standing pages, and a neglected archive."""
    pages = count_pages(catalogue.found_by("sitemap"), SITEMAP_SIZE)
    entries = "".join(
        _index_entry(context.url(f"/sitemap-articles-{page}.xml"), _articles_of_sitemap(catalogue, page))
        for page in range(1, pages + 1)
    )
    for name in ("/sitemap-pages.xml", "/sitemap-archive.xml"):
        entries += _index_entry(context.url(name))
    return f'{_XML}<sitemapindex xmlns="{_SCHEMA}">\n{entries}</sitemapindex>\n'


def article_sitemap(catalogue: Catalogue, context: PageContext, page: int) -> str | None:
    """Return one page of the articles' sitemap; None past the last."""
    if not 1 <= page <= count_pages(catalogue.found_by("sitemap"), SITEMAP_SIZE):
        return None
    return _urlset(_sitemap_entry(article, context) for article in _articles_of_sitemap(catalogue, page))


def _articles_of_sitemap(catalogue: Catalogue, page: int) -> Sequence[DemoArticle]:
    """The first page has the oldest articles: a new one changes the last page alone, as in WordPress' sitemaps."""
    oldest_first = catalogue.found_by("sitemap")[::-1]
    return page_of(oldest_first, page, SITEMAP_SIZE)[::-1]


def _index_entry(address: str, articles: Sequence[DemoArticle] = ()) -> str:
    newest = max((when for article in articles if (when := _changed_at(article))), default=None)
    more = f"<lastmod>{newest.isoformat(timespec='seconds')}</lastmod>" if newest else ""
    return f"<sitemap><loc>{escape(address)}</loc>{more}</sitemap>\n"


def _changed_at(article: DemoArticle) -> datetime | None:
    """When an article last changed, as far as the site tells: it hides the dates of undated ones."""
    return (article.modified or article.published) if article.published else None


def pages_sitemap(catalogue: Catalogue, context: PageContext) -> str:
    """Return the sitemap of pages that are no articles: home, sections, tags, authors, video, about."""
    paths = [*_PAGES, *(section_path(section) for section in catalogue.sections("ar"))]
    paths += catalogue.topic_paths()
    if catalogue.sections("en"):
        paths.append("/en/")
    return _urlset(_url(context.url(path)) for path in paths)


def archive_sitemap(context: PageContext) -> str:
    """Return the sitemap that nobody tends: dead addresses, stubs, pages of another site."""
    own = [context.url(path) for path in (*_DEAD, *STUB_PATHS)]
    return _urlset(_url(address) for address in (*own, *_OFF_SITE))


def news_sitemap(catalogue: Catalogue, context: PageContext) -> str:
    """Return the news sitemap: dated Arabic articles of the last two days, as Google asks for."""
    recent = [
        article
        for article in catalogue.found_by("sitemap")
        if article.edition == "ar" and article.published and context.newsroom.now - article.published < _NEWS_AGE
    ]
    namespace = ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return _urlset((_news_entry(article, context) for article in recent), namespace)


def _urlset(entries: Iterable[str], namespaces: str = "") -> str:
    return f'{_XML}<urlset xmlns="{_SCHEMA}"{namespaces}>\n{"".join(entries)}</urlset>\n'


def _url(address: str, more: str = "") -> str:
    return f"<url><loc>{escape(address)}</loc>{more}</url>\n"


def _sitemap_entry(article: DemoArticle, context: PageContext) -> str:
    when = _changed_at(article)
    more = f"<lastmod>{when.isoformat(timespec='seconds')}</lastmod>" if when else ""
    return _url(context.article_url(article), more)


def _news_entry(article: DemoArticle, context: PageContext) -> str:
    assert article.published is not None
    return _url(
        context.article_url(article),
        f"<news:news><news:publication><news:name>{escape(context.newsroom.site_name)}</news:name>"
        "<news:language>ar</news:language></news:publication><news:publication_date>"
        f"{article.published.isoformat(timespec='seconds')}</news:publication_date>"
        f"<news:title>{escape(article.headline)}</news:title></news:news>",
    )


def feed_path(section: Section | None = None) -> str:
    """Return the path of the site's RSS feed, or of a section's."""
    return "/feed/" if section is None else f"{section_path(section)}feed/"


def _feed_page(catalogue: Catalogue, section: Section | None, page: int) -> Sequence[DemoArticle] | None:
    found = [article for article in catalogue.found_by("feed") if section in (None, article.section)]
    return page_of(found, page, FEED_SIZE) if 1 <= page <= count_pages(found, FEED_SIZE) else None


def rss_feed(catalogue: Catalogue, context: PageContext, section: Section | None = None, page: int = 1) -> str | None:
    """Return a page of an RSS feed, with a link to the next (RFC 5005); None past the last page."""
    articles = _feed_page(catalogue, section, page)
    if articles is None:
        return None
    path = context.url(feed_path(section))
    following = _feed_page(catalogue, section, page + 1)
    more = f'<atom:link rel="next" href="{path}?paged={page + 1}" />\n' if following else ""
    name = context.newsroom.site_name + (f" - {section.name}" if section else "")
    items = "".join(_rss_item(article, context) for article in articles)
    return f"""{_XML}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>{escape(name)}</title><link>{context.url("/")}</link><language>ar</language>
<description>{escape(name)}</description>
<atom:link rel="self" type="application/rss+xml" href="{path}" />
{more}{items}</channel></rss>
"""


def comments_feed(article: DemoArticle, context: PageContext) -> str:
    """Return the feed of an article's comments, which has no entries."""
    return (
        f'{_XML}<rss version="2.0"><channel><title>تعليقات على: {escape(article.headline)}</title>'
        f"<link>{escape(context.article_url(article))}</link><description></description></channel></rss>\n"
    )


def atom_feed(catalogue: Catalogue, context: PageContext, page: int = 1) -> str | None:
    """Return a page of the Atom feed, with a link to the next; None past the last page."""
    articles = _feed_page(catalogue, None, page)
    if articles is None:
        return None
    path = context.url("/atom.xml")
    following = _feed_page(catalogue, None, page + 1)
    more = f'<link rel="next" href="{path}?paged={page + 1}" />\n' if following else ""
    entries = "".join(_atom_entry(article, context) for article in articles)
    return f"""{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">
<title>{escape(context.newsroom.site_name)}</title><id>{context.url("/")}</id>
<updated>{context.newsroom.now.isoformat(timespec="seconds")}</updated>
<link rel="self" href="{path}" /><link rel="alternate" type="text/html" href="{context.url("/")}" />
{more}{entries}</feed>
"""


def describe(article: DemoArticle) -> str:
    """Return what a feed says of an article: its own teaser, else its first words, as WordPress cuts them."""
    if article.teaser_kind == "own" and article.teaser:
        return article.teaser
    words = article.body.split()
    more = " […]" if len(words) > _EXCERPT_WORDS else ""
    return " ".join(words[:_EXCERPT_WORDS]) + more


def _rss_item(article: DemoArticle, context: PageContext) -> str:
    address = context.article_url(article)
    link = add_query(address, FEED_QUERY) if article.number % 3 == 0 else address
    short = short_path(article)
    guid = context.url(short) if short else address
    names = "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in article.authors)
    topics = "".join(f"<category>{escape(topic)}</category>" for topic in (article.section.name, *article.tags))
    date = f"<pubDate>{format_datetime(article.published)}</pubDate>" if article.published else ""
    return f"""<item><title>{escape(article.headline)}</title><link>{escape(link)}</link>
<guid isPermaLink="{"false" if short else "true"}">{escape(guid)}</guid>{date}{names}{topics}
<description>{escape(describe(article))}</description></item>
"""


def _atom_entry(article: DemoArticle, context: PageContext) -> str:
    address = escape(context.article_url(article))
    names = "".join(f"<author><name>{escape(name)}</name></author>" for name in article.authors)
    dates = ""
    if article.published:
        changed = article.modified or article.published
        dates = (
            f"<published>{article.published.isoformat(timespec='seconds')}</published>"
            f"<updated>{changed.isoformat(timespec='seconds')}</updated>"
        )
    return f"""<entry><title>{escape(article.headline)}</title><id>{address}</id>
<link rel="alternate" type="text/html" href="{address}" />{dates}{names}
<summary>{escape(describe(article))}</summary></entry>
"""
