"""The demo site: every article at its addresses, found the ways it says and no other, and all the traps."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from urllib.parse import urljoin

import pytest
from lxml import etree, html

from arnews_crawler.demo.addresses import (
    AddressBook,
    amp_path,
    article_path,
    has_article_shape,
    print_path,
    section_path,
    shared_path,
    short_path,
    variant_paths,
)
from arnews_crawler.demo.announcements import describe
from arnews_crawler.demo.model import DemoArticle, Newsroom
from arnews_crawler.demo.newsroom import build_newsroom
from arnews_crawler.demo.site import DemoSite, Response
from arnews_crawler.demo.traps import NOT_FOUND, STUB_PATHS

BASE = "http://127.0.0.1:8000/"
CLOCK = datetime(2025, 6, 2, 9, 41, 17, tzinfo=UTC)
SIZE = 400


@cache
def newsroom(seed: int = 7) -> Newsroom:
    return build_newsroom(SIZE, seed, now=CLOCK)


@cache
def site(seed: int = 7) -> DemoSite:
    return DemoSite(newsroom(seed), clock=lambda: CLOCK)


def get(address: str, **headers: str) -> Response:
    target = address.removeprefix(BASE.rstrip("/"))
    return site().respond(target, BASE, {name.replace("_", "-"): value for name, value in headers.items()})


def read(address: str) -> str:
    response = get(address)
    assert response.status == 200, address
    return response.body.decode()


def locations(address: str) -> list[str]:
    tree = etree.fromstring(read(address).encode())
    return [str(node.text) for node in tree.iter("{*}loc")]


def cards(address: str) -> list[str]:
    """The links of a listing's cards, without the most-read box."""
    tree = html.fromstring(read(address))
    return [urljoin(BASE, node.get("href", "")) for node in tree.findall(".//main//article//h3/a")]


def numbers(addresses: list[str]) -> list[int]:
    book = AddressBook(newsroom().articles)
    matches = [book.find(address.removeprefix(BASE.rstrip("/"))) for address in addresses]
    return [match.article.number for match in matches if match]


def follow(start: str, pattern: str) -> Iterator[str]:
    address: str | None = start
    while address:
        yield address
        more = re.search(pattern, read(address))
        address = urljoin(BASE, unescape(more[1])) if more else None


def found_by(source: str, edition: str | None = None) -> set[int]:
    return {
        article.number
        for article in newsroom().articles
        if source in article.found_by and edition in (None, article.edition)
    }


def first(template: str) -> DemoArticle:
    return next(article for article in newsroom().articles if article.template == template)


class TestArticles:
    def test_each_article_answers_at_all_its_addresses(self) -> None:
        for article in newsroom().articles[:60]:
            assert get(article_path(article)).status == 200
            for path in (*variant_paths(article), shared_path(article)):
                response = get(path)
                if response.status == 301:
                    assert response.headers["Location"] == BASE.rstrip("/") + article_path(article)
                else:
                    assert response.status == 200, path
                    assert response.body

    def test_one_article_has_five_addresses(self) -> None:
        article = first("microdata_amp")
        variants = variant_paths(article)
        assert len({article_path(article), *variants}) == len(variants) + 1 >= 6
        assert {amp_path(article), print_path(article)} <= set(variants)
        pages = {get(str(path)).body for path in (article_path(article), variants[0], amp_path(article))}
        assert len(pages) == 2, "a campaign's address has the page itself, AMP its own"

    def test_shortlinks_and_missing_slashes_redirect(self) -> None:
        article = first("wp_classic")
        assert [get(str(path)).status for path in (short_path(article), article_path(article)[:-1])] == [301] * 2

    @pytest.mark.parametrize("seed", [1, 2, 3, 40])
    def test_no_two_articles_share_an_address(self, seed: int) -> None:
        articles = build_newsroom(SIZE, seed, now=CLOCK).articles
        addresses = [path for one in articles for path in (article_path(one), *variant_paths(one))]
        assert len(set(addresses)) == len(addresses)
        assert all(has_article_shape(article_path(article)) for article in articles)


class TestWaysToFind:
    def test_sitemaps_hold_what_is_found_by_them(self) -> None:
        index = locations("/sitemap_index.xml")
        robots = read("/robots.txt")
        assert all(f"Sitemap: {BASE}{name}" in robots for name in ("sitemap_index.xml", "news-sitemap.xml"))
        paged = [address for address in index if "articles" in address]
        assert len(paged) > 1
        listed = [location for address in index for location in locations(address)]
        assert sorted(numbers(listed)) == sorted(found_by("sitemap"))
        assert set(numbers(locations("/news-sitemap.xml"))) <= found_by("sitemap", "ar")

    def test_the_index_tells_when_each_sitemap_changed(self) -> None:
        index = etree.fromstring(read("/sitemap_index.xml").encode())
        told = {str(entry.findtext("{*}loc")): entry.findtext("{*}lastmod") for entry in index}
        for address, lastmod in told.items():
            tree = etree.fromstring(read(address).encode())
            dates = [datetime.fromisoformat(str(node.text)) for node in tree.iterfind("{*}url/{*}lastmod")]
            assert (datetime.fromisoformat(lastmod) if lastmod else None) == max(dates, default=None)

    def test_the_newest_articles_stand_in_the_last_sitemap(self) -> None:
        paged = [address for address in locations("/sitemap_index.xml") if "articles" in address]
        listed = [numbers(locations(address)) for address in paged]
        assert all(page == sorted(page, reverse=True) for page in listed)
        assert [page[0] for page in listed] == sorted(page[0] for page in listed)
        assert {len(page) for page in listed[:-1]} == {100}

    def test_lastmod_only_where_the_article_has_a_date(self) -> None:
        tree = etree.fromstring(read("/sitemap-articles-1.xml").encode())
        for entry in tree:
            [number] = numbers([str(entry.findtext("{*}loc"))])
            assert (newsroom().article(number).published is None) == (entry.find("{*}lastmod") is None)

    @pytest.mark.parametrize("start", ["/feed/", "/atom.xml"])
    def test_feeds_hold_what_is_found_by_them(self, start: str) -> None:
        pages = list(follow(start, r'rel="next"[^>]* href="([^"]+)"'))
        found: list[str] = []
        for page in pages:
            tree = etree.fromstring(read(page).encode())
            found += [str(node.text) for node in tree.iterfind(".//item/link")]
            found += [str(node.get("href")) for node in tree.iterfind(".//{*}entry/{*}link")]
        assert len(pages) > 1
        assert len(numbers(found[:30])) == 30
        assert sorted(numbers(found), reverse=True) == numbers(found) == sorted(found_by("feed"), reverse=True)

    def test_section_feeds_are_part_of_the_whole(self) -> None:
        for section in newsroom().sections[:2]:
            feed = f"{section_path(section)}feed/"
            tree = etree.fromstring(read(feed).encode())
            found = set(numbers([str(node.text) for node in tree.iterfind(".//item/link")]))
            assert found <= found_by("feed")
            assert feed in read(section_path(section))

    def test_listings_hold_what_is_found_by_them(self) -> None:
        seen: list[int] = []
        for section in newsroom().sections:
            if section.slug == "english":
                continue
            pages = list(follow(section_path(section), r'rel="next" href="([^"]+)"'))
            found = [number for page in pages for number in numbers(cards(page))]
            assert found == sorted(found, reverse=True)
            assert get(section_path(section, len(pages) + 1)).status == 404
            seen += found
        assert sorted(seen) == sorted(found_by("listing", "ar"))

    def test_no_page_of_the_site_leads_to_what_is_found_otherwise(self) -> None:
        hidden = {one.number for one in newsroom().articles} - found_by("listing")
        pages = ["/", "/en/", "/latest/", "/search/?q=", "/video/", "/about/", "/news/9"]
        for page in pages:
            links = [node.get("href", "") for node in html.fromstring(read(page)).iter("a")]
            assert not hidden & set(numbers([urljoin(BASE, link) for link in links])), page

    def test_the_newest_listing_never_ends(self) -> None:
        last = -(-len(found_by("listing", "ar")) // 15)
        assert last >= 7
        assert cards("/latest/?page=2") != cards("/latest/?page=3")
        assert cards(f"/latest/?page={last}") == cards(f"/latest/?page={last + 1}") == cards("/latest/?page=9999")
        assert 'href="/latest/?page=10000"' in read("/latest/?page=9999")

    def test_what_shows_no_date_has_none_in_listings_and_feeds(self) -> None:
        dateless = [one for one in newsroom().articles if one.date_style == "none"]
        assert dateless
        for article in dateless:
            assert article.published is None
            assert "Last-Modified" not in get(article_path(article)).headers


class TestDescriptions:
    def test_feeds_describe_by_teaser_or_by_the_first_words(self) -> None:
        by_kind = {article.teaser_kind: article for article in newsroom().articles if len(article.body) > 900}
        assert describe(by_kind["own"]) == by_kind["own"].teaser
        words = describe(by_kind["none"]).split()
        assert (len(words), words[-1]) == (56, "[…]")


class TestTraps:
    @pytest.mark.parametrize(
        "path",
        ["/video/1/", "/gallery/2/", "/live/1/", "/login/", "/search/?q=x", "/about/", "/contact", "/en/"],
    )
    def test_pages_that_are_no_articles(self, path: str) -> None:
        assert "<h" in read(path)

    def test_the_live_blog_says_so(self) -> None:
        data = re.search(r"ld\+json\">(.*?)</script>", read("/live/1/"))
        assert data
        blog = json.loads(data[1])
        assert blog["@type"] == "LiveBlogPosting"
        assert len({entry["datePublished"] for entry in blog["liveBlogUpdate"]}) >= 4

    def test_unknown_articles_get_a_soft_404_and_others_a_real_one(self) -> None:
        for path in ("/archives/5/", "/news/12", "/article.aspx?id=77", "/2025/01/02/nothing/"):
            assert NOT_FOUND in read(path)
        statuses = [get(path).status for path in ("/old/a.htm", "/gone/12.htm", "/tag/none/", "/author/none/")]
        assert statuses == [404, 410, 404, 404]

    def test_stubs_hold_a_headline_and_one_line(self) -> None:
        for path in STUB_PATHS:
            assert "الصفحة قيد التحديث" in read(path)
            assert has_article_shape(path)

    def test_the_neglected_sitemap_has_dead_and_foreign_addresses(self) -> None:
        addresses = locations("/sitemap-archive.xml")
        assert any(address.startswith("https://news.example.org/") for address in addresses)
        own = [get(address) for address in addresses if address.startswith(BASE)]
        assert {response.status for response in own} == {200, 404, 410}
        assert not numbers(addresses)

    def test_english_articles_stand_under_en_alone(self) -> None:
        english = [one for one in newsroom().articles if one.edition == "en"]
        assert english
        assert all(article_path(article).startswith("/en/") for article in english)
        assert set(numbers(cards("/en/"))) <= {article.number for article in english}
        assert not set(numbers(cards("/"))) & {article.number for article in english}

    def test_tag_and_author_pages_list_only_what_is_listed(self) -> None:
        listed = found_by("listing")
        pages = [address for address in locations("/sitemap-pages.xml") if re.search("/(tag|author)/", address)]
        assert len(pages) == 40
        found = {number for page in pages for number in numbers(cards(page))}
        assert found
        assert found <= listed


class TestConditionalRequests:
    def test_the_tag_comes_first(self) -> None:
        article = next(one for one in newsroom().articles if one.published and one.template == "div_soup")
        response = get(article_path(article))
        tag, modified = response.headers["ETag"], response.headers["Last-Modified"]
        for headers in (
            {"If_None_Match": tag},
            {"If_None_Match": f'"a", W/{tag}'},
            {"If_Modified_Since": modified},
        ):
            again = get(article_path(article), **headers)
            assert (again.status, again.body) == (304, b"")
        assert get(article_path(article), If_None_Match='"a"', If_Modified_Since=modified).status == 200
        assert get(article_path(article), If_Modified_Since="yesterday").status == 200
        assert get("/about/", If_Modified_Since=modified).status == 200


def test_the_same_request_is_answered_from_memory_which_stays_bounded() -> None:
    here = DemoSite(newsroom(), clock=lambda: CLOCK)
    assert here.respond("/", BASE, {}).body is here.respond("/", BASE, {}).body
    for number in range(700):
        here.respond(f"/media/{number}.gif", BASE, {})
    assert len(here._cache) == 600


def test_relative_dates_go_with_the_clock() -> None:
    now = CLOCK
    moving = DemoSite(newsroom(), clock=lambda: now)
    article = next(one for one in newsroom().articles if one.date_style == "visible_relative")
    before = moving.respond(article_path(article), BASE, {}).body
    now += timedelta(days=1)
    assert moving.respond(article_path(article), BASE, {}).body != before


@pytest.mark.parametrize("size", [1, 5])
def test_a_small_newsroom_has_a_whole_site(size: int) -> None:
    small = DemoSite(build_newsroom(size, 2, now=CLOCK), clock=lambda: CLOCK)
    pages = (
        "/",
        "/robots.txt",
        "/sitemap_index.xml",
        "/sitemap-articles-1.xml",
        "/feed/",
        "/atom.xml",
        "/latest/",
    )
    assert {small.respond(page, BASE, {}).status for page in pages} == {200}
    nothing = ("/en/", "/sitemap-articles-2.xml", "/feed/?paged=2", "/atom.xml?paged=0", "/section/none/")
    assert {small.respond(page, BASE, {}).status for page in nothing} == {404}


def test_an_articles_own_feed_has_no_entries() -> None:
    feed = read(f"{article_path(first('wp_classic'))}feed/")
    assert "<channel>" in feed
    assert "<item>" not in feed
