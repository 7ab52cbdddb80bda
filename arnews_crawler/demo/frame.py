"""The frame of the demo site's own pages: head, menu, most-read box and footer around any content."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from arnews_crawler.demo.addresses import shared_path
from arnews_crawler.demo.calendar import is_visible, show_date
from arnews_crawler.demo.context import PageContext
from arnews_crawler.demo.model import DemoArticle, Edition, Section

Link = tuple[str, str]
"""Path and words."""

_MENUS: dict[Edition, tuple[Link, ...]] = {
    "ar": (
        *(("/latest/", "آخر الأخبار"), ("/video/", "فيديو"), ("/gallery/", "صور"), ("/live/", "مباشر")),
        *(("/en/", "English"), ("/login/", "دخول"), ("/search/?q=", "بحث")),
    ),
    "en": (("/", "العربية"), ("/login/", "Log in")),
}
_FOOTERS: dict[Edition, tuple[Link, ...]] = {
    "ar": (("/about/", "من نحن"), ("/contact/", "اتصل بنا"), ("/privacy/", "سياسة الخصوصية")),
    "en": (("/about/", "About us"), ("/privacy/", "Privacy")),
}
_MOST_READ: dict[Edition, str] = {"ar": "الأكثر قراءة", "en": "Most read"}


def links(items: Iterable[Link]) -> str:
    """Return a list of links.

    >>> links([("/a?b=1&c=2", "نص")])
    '<ul><li><a href="/a?b=1&amp;c=2">نص</a></li></ul>'
    """
    entries = "".join(f'<li><a href="{escape(path)}">{escape(words)}</a></li>' for path, words in items)
    return f"<ul>{entries}</ul>"


def frame(context: PageContext, title: str, content: str, *, edition: Edition = "ar", head: str = "") -> str:
    """Return a whole page of the site; ``title`` is plain text, ``content`` and ``head`` are HTML."""
    name = context.newsroom.site_name if edition == "ar" else context.newsroom.site_name_en
    direction, home = ("rtl", "/") if edition == "ar" else ("ltr", "/en/")
    feeds = (
        '<link rel="alternate" type="application/rss+xml" title="RSS" href="/feed/">\n'
        '<link rel="alternate" type="application/atom+xml" title="Atom" href="/atom.xml">\n'
        if edition == "ar"
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="{edition}" dir="{direction}">
<head>
<meta charset="utf-8">
<title>{escape(title)} | {escape(name)}</title>
<meta property="og:site_name" content="{escape(name)}">
<link rel="stylesheet" href="/media/site.css">
{feeds}{head}</head>
<body>
<header><a class="logo" href="{home}">{escape(name)}</a><nav>{links(_menu(context, edition))}</nav></header>
<main>
{content}
</main>
{most_read_box(context, edition)}
<footer>{links(_FOOTERS[edition])}<p>© {context.newsroom.now.year} {escape(name)}</p></footer>
</body>
</html>
"""


def _menu(context: PageContext, edition: Edition) -> Iterable[Link]:
    used = {article.section for article in context.newsroom.articles if article.edition == edition}
    from_sections = [
        (_section_start(section, edition), section.name) for section in context.newsroom.sections if section in used
    ]
    has_english = any(article.edition == "en" for article in context.newsroom.articles)
    services = [link for link in _MENUS[edition] if has_english or link[0] != "/en/"]
    return [*from_sections, *services]


def _section_start(section: Section, edition: Edition) -> str:
    return f"{'/en' if edition == 'en' else ''}/section/{section.slug}/"


def most_read_box(context: PageContext, edition: Edition) -> str:
    """Return the box of much-read articles with the beginnings of their teasers."""
    entries = "".join(
        f'<li><a href="{escape(shared_path(article))}">{escape(article.headline)}</a>'
        + (f"<p>{escape(article.teaser)}</p>" if article.teaser and article.number % 2 else "")
        + "</li>"
        for article in context.most_read
        if article.edition == edition
    )
    if not entries:
        return ""
    return f'<aside class="most-read"><h2>{_MOST_READ[edition]}</h2><ol>{entries}</ol></aside>'


def card(article: DemoArticle, context: PageContext) -> str:
    """Return an article's card: its headline, in some cards its teaser, a picture, a date."""
    href = escape(shared_path(article))
    picture = ""
    if article.number % 2:
        picture = f'<a href="{href}"><img src="/media/card-{article.number}.jpg" alt=""></a>'
    teaser = f"<p>{escape(article.teaser)}</p>" if article.teaser and article.number % 3 else ""
    date = _card_date(article, context) if article.number % 4 else ""
    return f"""<article class="card">{picture}<h3><a href="{href}">{escape(article.headline)}</a></h3>
{teaser}{date}</article>
"""


def _card_date(article: DemoArticle, context: PageContext) -> str:
    style, when = article.date_style, article.published
    if when is None or style == "none":
        return ""
    if is_visible(style):
        shown = show_date(style, when, now=context.now, variant=article.number)
        return f'<span class="date">{escape(shown)}</span>'
    iso = when.isoformat(timespec="seconds")
    if article.edition == "en":
        return f'<time datetime="{iso}">{when:%d %B %Y}</time>'
    return f'<time datetime="{iso}">{show_date("visible_egyptian", when, now=context.now)}</time>'
