"""The newsroom's templates: each page prints its article whole, with its system's own faults."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from arnews_crawler.demo.addresses import amp_path, print_path
from arnews_crawler.demo.calendar import EGYPTIAN, LEVANTINE, is_visible
from arnews_crawler.demo.context import PageContext, Variant
from arnews_crawler.demo.datelines import printed_card_date, printed_date, relative_age
from arnews_crawler.demo.model import DATE_STYLES, TEMPLATES, DemoArticle, Newsroom, Template
from arnews_crawler.demo.newsroom import build_newsroom
from arnews_crawler.demo.site import DemoSite
from arnews_crawler.demo.templates import RENDERERS, content_type, render_article
from arnews_crawler.demo.templates.labels import ENGLISH
from arnews_crawler.demo.templates.surroundings import gather_page

CLOCK = datetime(2025, 6, 2, 9, 41, tzinfo=UTC)
BASE = "http://127.0.0.1:8000"
_UNSEEN = ("script", "style", "head")
_DATE = re.compile(
    rf"\d{{1,2}} (?:{'|'.join({*EGYPTIAN, *LEVANTINE})})|\d{{4}}-\d\d-\d\d"
    r"|(?:قبل|منذ) (?:\d|ساع|يوم|أسبوع|دقيق|لحظ)"
)


@cache
def newsroom() -> Newsroom:
    return build_newsroom(240, 11, now=CLOCK)


def context(variant: Variant = "page", now: datetime = CLOCK) -> PageContext:
    return PageContext(
        newsroom=newsroom(), base_url=BASE, now=now, most_read=newsroom().articles[60:66], variant=variant
    )


def source(article: DemoArticle, variant: Variant = "page") -> str:
    sent = render_article(article, context(variant))
    return sent.decode("cp1256" if article.template == "tables_1256" else "utf-8")


def visible(page: str) -> str:
    """What a reader sees, on one line: without scripts, and without the words for screen readers."""
    tree = html.document_fromstring(page)
    assert isinstance(tree, html.HtmlElement)
    hidden = [*tree.iter(*_UNSEEN), *tree.find_class("screen-reader-text")]
    for node in hidden:
        node.drop_tree()
    return " ".join(str(tree.text_content()).split())


def squeeze(text: str) -> str:
    return " ".join(text.split())


def arabic(template: Template, **wanted: object) -> DemoArticle:
    return next(
        one
        for one in newsroom().articles
        if one.template == template
        and one.edition == "ar"
        and all(getattr(one, name) == value for name, value in wanted.items())
    )


def json_lines(page: str) -> Iterator[dict[str, Any]]:
    """Every thing that JSON-LD speaks of: arrays and graphs taken apart."""
    for found in re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S):
        data = json.loads(found)
        for thing in data if isinstance(data, list) else [data]:
            yield from thing.get("@graph", [thing])


def canonical(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'<link rel="canonical" href="([^"]+)"', page)]


class TestText:
    def test_each_page_prints_headline_teaser_and_blocks_in_order(self) -> None:
        for article in newsroom().articles:
            text = visible(source(article))
            at = text.index(article.headline)
            if article.teaser:
                assert at < text.index(article.teaser), article.number
                at = text.index(article.teaser)
            at += len(article.teaser or article.headline)
            for block in article.blocks:
                for part in (*block.items, block.text, block.caption, block.credit):
                    found = text.find(squeeze(part), at)
                    assert found >= 0, (article.number, article.template, part)
                at = text.index(squeeze(block.items[-1] if block.items else block.text or block.caption), at)

    @pytest.mark.parametrize("template", TEMPLATES)
    @pytest.mark.parametrize("repeats", [1, 2, 3])
    def test_the_headline_stands_again_as_often_as_the_article_says(self, template: Template, repeats: int) -> None:
        article = replace(newsroom().article(120), template=template, headline_variant="عنوان غريب", headline_repeats=0)
        opening = article.body[:25]
        again = visible(source(replace(article, headline_repeats=repeats)))
        assert "عنوان غريب" not in visible(source(article))
        before_body = again[again.index(article.headline) : again.rindex(opening)]
        assert again.count("عنوان غريب") == before_body.count("عنوان غريب") == repeats

    def test_bylines_agencies_and_tags_are_printed(self) -> None:
        for article in newsroom().articles:
            page = source(article)
            text = visible(page)
            assert all(name in text for name in article.authors)
            assert (article.agency or "") in text
            linked = {"".join(map(str, link.itertext())) for link in html.document_fromstring(page).iter("a")}
            assert {*article.tags, article.section.name} <= linked, article.template

    def test_what_stands_around_the_article_is_printed(self) -> None:
        for template in TEMPLATES:
            article = arabic(template)
            text, page = visible(source(article)), gather_page(article, context())
            cards = (*page.related, *page.site.most_read)
            assert len(page.related) == len(article.related) > 0
            assert len(page.site.most_read) >= 5
            assert all(squeeze(card.headline) in text for card in cards)
            assert all(comment.text in text for comment in page.comments)
            assert {card.teaser for card in page.site.most_read if squeeze(card.teaser) in text} != {""}
            assert "الأكثر قراءة" in text
            assert str(CLOCK.year) in text
            assert page.site.words.newsletter_text in text
            # The old tables are older than the law that asks for a notice.
            assert (page.site.words.cookies in text) == (template != "tables_1256")

    def test_boxes_hold_more_text_than_the_shortest_article(self) -> None:
        teasers = [len(card.teaser) for card in gather_page(arabic("wp_block"), context()).site.most_read]
        assert max(teasers) > min(len(article.body) for article in newsroom().articles)


class TestDates:
    def test_each_style_shows_its_date_its_own_way(self) -> None:
        seen = set()
        for article in newsroom().articles:
            if article.published is None:
                continue
            page, iso = source(article), article.published.isoformat(timespec="seconds")
            things = [thing for thing in json_lines(page) if "datePublished" in thing]
            assert bool(things) == (article.date_style == "json_ld"), article.template
            assert all(thing["datePublished"] == iso for thing in things)
            metas = re.findall(r"<meta [^>]*>", page, re.IGNORECASE)
            assert any(iso in element for element in metas) == (article.date_style == "meta")
            assert printed_date(article, CLOCK) in visible(page)
            assert (iso in page) != is_visible(article.date_style)
            if article.modified:
                assert article.modified.isoformat(timespec="seconds") in page
            seen.add(article.date_style)
        assert seen == {*DATE_STYLES} - {"none"}

    @pytest.mark.parametrize("template", TEMPLATES)
    def test_a_page_without_a_date_has_none_anywhere(self, template: Template) -> None:
        undated = next(one for one in newsroom().articles if one.published is None and one.edition == "ar")
        assert undated.modified is None
        blocks = tuple(block for block in undated.blocks if block.kind != "read_also")[:1]
        article = replace(undated, template=template, related=(), blocks=blocks, teaser=None)
        forms: tuple[Variant, ...] = ("page", "amp", "print")
        for variant in forms if template == "microdata_amp" else forms[:1]:
            empty = replace(context(variant), most_read=())
            page = render_article(article, empty).decode("cp1256" if template == "tables_1256" else "utf-8")
            assert "<time" not in page
            assert not re.search("datePublished|published_time|pubdate|DC.date", page)
            around = unescape(page).replace(blocks[0].text, "")
            assert not _DATE.search(around), _DATE.search(around)

    def test_a_page_with_a_date_fails_that_search(self) -> None:
        for style in ("visible_levantine", "visible_egyptian", "visible_relative"):
            article = next(one for one in newsroom().articles if one.date_style == style)
            assert _DATE.search(visible(source(article)))

    def test_relative_dates_go_with_the_request(self) -> None:
        article = next(one for one in newsroom().articles if one.date_style == "visible_relative")
        assert article.published
        later = article.published + timedelta(days=3)
        assert printed_date(article, later) in ("قبل 3 أيام", "منذ 3 أيام")
        page = render_article(article, context(now=later))
        encoding = "cp1256" if article.template == "tables_1256" else "utf-8"
        assert printed_date(article, later) in page.decode(encoding)

    def test_counting_back_from_a_relative_date_meets_the_day(self) -> None:
        published = newsroom().now - timedelta(hours=30)
        for minutes in range(0, 5000, 7):
            now = published + timedelta(minutes=minutes)
            assert (now - relative_age(published, now)).date() == published.date()

    def test_boxes_date_other_articles_for_readers(self) -> None:
        dates = {one.date_style: printed_card_date(one, CLOCK) for one in newsroom().articles}
        assert dates.pop("none") == ""
        assert all(dates.values())
        assert not any("T" in date for date in dates.values())


class TestSystems:
    def test_every_template_is_written(self) -> None:
        assert set(RENDERERS) == set(TEMPLATES)

    def test_tables_are_windows_1256_and_say_so_nowhere(self) -> None:
        for article in (one for one in newsroom().articles if one.template == "tables_1256"):
            sent = render_article(article, context())
            with pytest.raises(UnicodeDecodeError):
                sent.decode("utf-8")
            assert article.headline in unescape(sent.decode("cp1256"))
            assert not re.search(rb"charset|encoding|1256", sent, re.IGNORECASE)
        assert content_type("tables_1256") == "text/html"

    def test_tables_print_foreign_characters_as_references(self) -> None:
        article = replace(arabic("tables_1256"), headline="٣ أسئلة عن «القمح» 漢")
        assert "&#1635; أسئلة عن «القمح» &#28450;" in source(article)
        assert article.headline in visible(source(article))

    def test_all_others_are_utf_8_and_declare_it(self) -> None:
        for template in set(TEMPLATES) - {"tables_1256"}:
            assert content_type(template) == "text/html; charset=utf-8"
            head = source(arabic(template))[:300].lower()
            assert re.search(r"charset=\"?utf-8", head), template

    def test_amp_and_print_versions_name_the_page(self) -> None:
        article = arabic("microdata_amp")
        page = source(article)
        forms: tuple[Variant, ...] = ("amp", "print")
        for variant in forms:
            twin = source(article, variant)
            assert canonical(twin) == canonical(page) == [context().article_url(article)]
            text = visible(twin)
            assert article.headline in text
            assert all(squeeze(part) in text for part in article.body.split("\n\n"))
        assert f'<link rel="amphtml" href="{BASE}{amp_path(article)}">' in page
        assert f'href="{print_path(article)}"' in page

    def test_there_is_no_amp_version_where_the_system_has_none(self) -> None:
        with pytest.raises(ValueError, match="wp_block has no amp version"):
            render_article(arabic("wp_block"), context("amp"))

    def test_meaningless_divs_name_the_home_page_as_canonical(self) -> None:
        pages = [source(one) for one in newsroom().articles if one.template == "div_soup"]
        assert {address for page in pages for address in canonical(page)} == {f"{BASE}/"}
        assert not re.search(r"<(?:article|main|header|h2|p)\b", pages[0])

    def test_the_graph_of_wordpress_names_its_parts(self) -> None:
        wordpress: tuple[Template, ...] = ("wp_block", "wp_classic")
        for template in wordpress:
            article = arabic(template)
            things = {thing["@type"]: thing for thing in json_lines(source(article))}
            assert things["NewsArticle"]["headline"] == article.headline
            assert {"WebPage", "WebSite", "BreadcrumbList", "NewsMediaOrganization"} <= set(things)

    def test_the_state_of_the_application_holds_the_article_again(self) -> None:
        article = arabic("app_state")
        page = source(article)
        state = re.search(r'<script id="__NEXT_DATA__" type="application/json">(.*?)</script>', page)
        assert state
        content = json.loads(state[1])["props"]["pageProps"]["article"]
        assert (content["title"], content["subtitle"]) == (article.headline, article.teaser)
        text = visible(f"<div>{content['body']}</div>")
        assert all(squeeze(part) in text for part in article.body.split("\n\n"))
        assert any(thing.get("articleBody") for thing in json_lines(page))

    def test_the_sample_has_the_order_of_the_sample(self) -> None:
        article = arabic("sample_order", headline_spelling="same")
        text = visible(source(article))
        assert article.teaser
        first = text.index(article.headline)
        again = text.index(article.headline, first + 1)
        follow = text.index(f"تابع {newsroom().site_name} على الشبكات الاجتماعية")
        opening = text.index(squeeze(article.blocks[0].text), again)
        order = [text.index(newsroom().site_name), first, text.index(article.teaser), again, opening, follow]
        assert order == sorted(order)
        assert article.teaser.endswith(("...", "…"))

    def test_descriptions_are_the_teaser_the_beginning_or_a_slogan(self) -> None:
        kinds = set()
        for article in newsroom().articles:
            description = gather_page(article, context()).description
            beginning = article.body.replace("\n\n", " ").startswith(description.removesuffix(" […]"))
            if description == article.teaser:
                kinds.add("teaser")
            elif beginning:
                kinds.add("beginning")
                assert article.template in ("wp_block", "wp_classic")
            else:
                kinds.add("slogan")
                assert description.startswith((newsroom().site_name, newsroom().site_name_en))
        assert kinds == {"teaser", "beginning", "slogan"}

    def test_titles_are_what_the_article_says(self) -> None:
        for article in newsroom().articles:
            page = source(article)
            title = html.document_fromstring(page).findtext(".//title") or ""
            assert article.headline_variant in unescape(title)
            if article.template != "tables_1256":
                told = re.findall('property="og:title" content="([^"]*)"', page)
                assert [unescape(one) for one in told] == [article.og_headline or article.headline_variant]


class TestEditions:
    def test_english_pages_have_english_around_them(self) -> None:
        english = [one for one in newsroom().articles if one.edition == "en"]
        assert english
        for article in english:
            page = source(article)
            assert re.search(r'<html (?=[^>]*lang="en")(?=[^>]*dir="ltr")', page)
            around = visible(page).replace(ENGLISH.other_edition, "")
            for block in article.blocks:
                around = around.replace(block.credit, "") if block.credit else around
            assert not re.search("[\u0621-\u064a]", around), article.template
            assert newsroom().site_name_en in page

    def test_arabic_pages_read_from_the_right(self) -> None:
        for template in TEMPLATES:
            assert re.search(r"<html [^>]*dir=\"?rtl", source(arabic(template)), re.IGNORECASE)

    def test_a_newsroom_without_an_english_edition_does_not_link_to_one(self) -> None:
        small = build_newsroom(9, 3, now=CLOCK)
        page = render_article(small.article(9), replace(context(), newsroom=small, most_read=()))
        assert b'href="/en/"' not in page


def test_every_link_of_a_page_leads_somewhere() -> None:
    site = DemoSite(newsroom(), clock=lambda: CLOCK)
    for template in TEMPLATES:
        for article in (arabic(template), *[one for one in newsroom().articles if one.edition == "en"]):
            tree = html.document_fromstring(source(article))
            hrefs = {str(link.get("href", "")) for link in tree.iter("a")}
            for href in hrefs:
                address = urlsplit(urljoin(context().article_url(article), href))
                if address.scheme == "http" and address.netloc == urlsplit(BASE).netloc:
                    target = address._replace(scheme="", netloc="", fragment="").geturl()
                    assert site.respond(target, f"{BASE}/", {}).status in (200, 301), (template, href)


def test_pages_are_quick() -> None:
    articles = newsroom().articles
    started = time.process_time()
    for article in articles:
        render_article(article, context())
    assert (time.process_time() - started) / len(articles) < 0.004
