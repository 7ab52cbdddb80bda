"""What an article's page prints around the article, gathered from the newsroom: menus, cards, comments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from arnews_crawler.demo.addresses import (
    amp_path,
    article_path,
    author_path,
    identify,
    print_path,
    section_path,
    shared_path,
    tag_path,
)
from arnews_crawler.demo.calendar import show_date
from arnews_crawler.demo.context import PageContext
from arnews_crawler.demo.datelines import printed_card_date
from arnews_crawler.demo.model import DemoArticle, Edition
from arnews_crawler.demo.readers import Comment, comments_below
from arnews_crawler.demo.templates.labels import Labels, labels_of
from arnews_crawler.demo.templates.page import Card, MenuItem, Page, Site, first_words

_LONG_EXCERPT = 80
"""Words of the longest excerpts in boxes: more than short articles have."""


def gather_page(article: DemoArticle, context: PageContext) -> Page:
    """Return an article with everything that its page prints around it at this request."""
    return Page(
        article=article,
        site=_gather_site(article, context),
        identifier=identify(article),
        path=article_path(article),
        amp_path=amp_path(article),
        print_path=print_path(article),
        section=MenuItem(section_path(article.section, edition=article.edition), article.section.name),
        authors=tuple(MenuItem(author_path(name), name) for name in article.authors),
        tags=tuple(MenuItem(tag_path(tag), tag) for tag in article.tags),
        related=tuple(_card(other, context) for other in context.related(article)),
        read_also=_read_also(article, context),
        comments=_comments(article),
    )


def _gather_site(article: DemoArticle, context: PageContext) -> Site:
    edition, newsroom = article.edition, context.newsroom
    words = labels_of(edition)
    return Site(
        name=newsroom.site_name if edition == "ar" else newsroom.site_name_en,
        base_url=f"{context.base_url}/",
        home="/" if edition == "ar" else "/en/",
        now=context.now,
        today=_today(article, context),
        words=words,
        menu=_menu(edition, words, context),
        services=_services(edition, words),
        other_edition=_other_edition(edition, words, context),
        most_read=tuple(_most_read_card(other, context) for other in _others(article, context.most_read)),
    )


def _menu(edition: Edition, words: Labels, context: PageContext) -> tuple[MenuItem, ...]:
    """Each edition's own sections; the Arabic one has films, pictures and the live page as well."""
    sections = tuple(
        MenuItem(section_path(section, edition=edition), section.name)
        for section in context.newsroom.sections
        if (section.slug == "english") == (edition == "en")
    )
    if edition == "en":
        return (MenuItem("/en/", words.home), *sections)
    return (
        MenuItem("/", words.home),
        MenuItem("/latest/", words.latest),
        *sections,
        MenuItem("/video/", words.video),
        MenuItem("/gallery/", words.gallery),
        MenuItem("/live/", words.live),
    )


def _services(edition: Edition, words: Labels) -> tuple[MenuItem, ...]:
    always = (
        MenuItem("/login/", words.login),
        MenuItem("/about/", words.about),
        MenuItem("/privacy/", words.privacy),
    )
    if edition == "en":
        return always
    return (*always, MenuItem("/contact/", words.contact), MenuItem("/search/?q=", words.search))


def _other_edition(edition: Edition, words: Labels, context: PageContext) -> tuple[MenuItem, ...]:
    if edition == "en":
        return (MenuItem("/", words.other_edition),)
    has_english = any(section.slug == "english" for section in context.newsroom.sections)
    return (MenuItem("/en/", words.other_edition),) if has_english else ()


def _today(article: DemoArticle, context: PageContext) -> str:
    """The date of the visit, as old layouts print it on top; pages without a date have none at all."""
    if article.published is None:
        return ""
    if article.edition == "en":
        return f"{context.now:%A, %d %B %Y}"
    return show_date("visible_paired", context.now, now=context.now, variant=1)


def _comments(article: DemoArticle) -> tuple[Comment, ...]:
    comments = comments_below(article)
    if article.published is None:
        return tuple(replace(comment, age="") for comment in comments)
    return comments


def _read_also(article: DemoArticle, context: PageContext) -> dict[int, Card]:
    numbers = (block.link_number for block in article.blocks if block.kind == "read_also")
    return {number: _card(context.newsroom.article(number), context) for number in numbers if number is not None}


def _others(article: DemoArticle, articles: Iterable[DemoArticle]) -> Iterable[DemoArticle]:
    return (other for other in articles if other.edition == article.edition and other.number != article.number)


def _card(other: DemoArticle, context: PageContext) -> Card:
    return Card(
        href=shared_path(other),
        headline=other.headline,
        teaser=(other.teaser or "") if other.number % 3 else "",
        date=printed_card_date(other, context.now) if other.number % 4 else "",
    )


def _most_read_card(other: DemoArticle, context: PageContext) -> Card:
    """Some boxes print the body's beginning, and more of it than a short article has."""
    teaser = first_words(other.body, _LONG_EXCERPT) if other.number % 3 == 0 else other.teaser or ""
    return replace(_card(other, context), teaser=teaser)
