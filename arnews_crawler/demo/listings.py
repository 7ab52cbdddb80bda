"""The demo site's listings: home, sections, the endless newest, tags, authors and search."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from arnews_crawler.demo.addresses import author_path, section_path, tag_path
from arnews_crawler.demo.announcements import feed_path
from arnews_crawler.demo.catalogue import PAGE_SIZE, Catalogue, count_pages, page_of
from arnews_crawler.demo.context import PageContext
from arnews_crawler.demo.frame import card, frame
from arnews_crawler.demo.model import DemoArticle, Edition
from arnews_crawler.demo.traps import STUB_PATHS, stub_headline

_IN_SECTION_BOX = 3
_NEXT: dict[Edition, str] = {"ar": "التالي", "en": "Next"}
_PREVIOUS: dict[Edition, str] = {"ar": "السابق", "en": "Previous"}


def home_page(catalogue: Catalogue, context: PageContext, edition: Edition = "ar") -> str:
    """Return the home page of an edition: the newest articles and a box for each section."""
    listed = catalogue.listed(edition)
    content = _cards(listed[:PAGE_SIZE], context)
    for section in catalogue.sections(edition):
        name = f'<h2><a href="{section_path(section, edition=edition)}">{escape(section.name)}</a></h2>'
        boxed = catalogue.listed(edition, section)[:_IN_SECTION_BOX]
        content += f"<section>{name}\n{_cards(boxed, context)}</section>\n"
    title = "الرئيسية" if edition == "ar" else "Home"
    return frame(context, title, content, edition=edition)


def section_page(
    catalogue: Catalogue, context: PageContext, slug: str, page: int, edition: Edition = "ar"
) -> str | None:
    """Return a page of a section's listing; None for an unknown section and past the last page."""
    section = catalogue.section(edition, slug)
    if section is None:
        return None
    listed = catalogue.listed(edition, section)
    last = count_pages(listed)
    if not 1 <= page <= last:
        return None
    head = ""
    if edition == "ar":
        head = f'<link rel="alternate" type="application/rss+xml" href="{feed_path(section)}">\n'
    paging = ""
    if page > 1:
        path = section_path(section, page - 1, edition)
        paging += f'<a class="prev" rel="prev" href="{path}">{_PREVIOUS[edition]}</a> '
    if page < last:
        path = section_path(section, page + 1, edition)
        paging += f'<a class="next" rel="next" href="{path}">{_NEXT[edition]}</a>'
    content = f"<h1>{escape(section.name)}</h1>\n{_cards(page_of(listed, page), context)}{_nav(paging)}"
    return frame(context, section.name, content, edition=edition, head=head)


def latest_page(catalogue: Catalogue, context: PageContext, page: int) -> str:
    """Return a page of the newest articles: past the last it repeats the last, with a next one for ever."""
    listed = catalogue.listed("ar")
    shown = page_of(listed, min(max(page, 1), count_pages(listed)))
    cards = _cards(shown, context)
    if page == 1:
        cards += "".join(
            f'<article class="card"><h3><a href="{path}">{escape(stub_headline(path))}</a></h3></article>\n'
            for path in STUB_PATHS
        )
    paging = f'<a class="next" rel="next" href="/latest/?page={max(page, 1) + 1}">{_NEXT["ar"]}</a>'
    return frame(context, "آخر الأخبار", f"<h1>آخر الأخبار</h1>\n{cards}{_nav(paging)}")


def tag_page(catalogue: Catalogue, context: PageContext, path: str) -> str | None:
    """Return a tag's page; None for a tag that no article carries."""
    found = catalogue.tagged(path)
    if found is None:
        return None
    tag, articles = found
    head = f'<link rel="canonical" href="{context.url(tag_path(tag))}">\n'
    content = f"<h1>وسم: {escape(tag)}</h1>\n{_cards(articles[:PAGE_SIZE], context)}"
    return frame(context, tag, content, head=head)


def author_page(catalogue: Catalogue, context: PageContext, path: str) -> str | None:
    """Return an author's page with some words about the author; None for a name that wrote nothing."""
    found = catalogue.written_by(path)
    if found is None:
        return None
    name, articles = found
    head = (
        f'<link rel="canonical" href="{context.url(author_path(name))}">\n<meta property="og:type" content="profile">\n'
    )
    about = (
        f"<p>يكتب {escape(name)} في هذا الموقع منذ سنوات عن شؤون المدن والناس، وعمل قبل ذلك في صحف محلية "
        "وفي الإذاعة، وشارك في إعداد ملفات عن المياه والنقل والتعليم.</p>\n"
    )
    content = f"<h1>{escape(name)}</h1>\n{about}{_cards(articles[:PAGE_SIZE], context)}"
    return frame(context, name, content, head=head)


def search_page(catalogue: Catalogue, context: PageContext, query: str) -> str:
    """Return the listed articles with these words in their headline, the newest fifteen."""
    found = [article for article in catalogue.listed("ar") if query in article.headline]
    content = f"""<h1>نتائج البحث: {escape(query)}</h1>
<form action="/search/"><input name="q" value="{escape(query)}"><button>بحث</button></form>
{_cards(found[:PAGE_SIZE], context)}"""
    return frame(context, "بحث", content, head='<meta name="robots" content="noindex">\n')


def _cards(articles: Iterable[DemoArticle], context: PageContext) -> str:
    return "".join(card(article, context) for article in articles)


def _nav(paging: str) -> str:
    return f'<nav class="paging">{paging}</nav>' if paging else ""
