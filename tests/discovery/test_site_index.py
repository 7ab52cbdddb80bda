"""The listing of posts that WordPress offers to programs."""

from __future__ import annotations

import json

import lxml.html
import pytest

from arnews_crawler.discovery.listings import read_links
from arnews_crawler.discovery.site_index import is_post_list, next_posts_address, parse_post_list, posts_address
from arnews_crawler.discovery.xml_stream import BrokenSourceError

URL = "https://example.org/wp-json/wp/v2/posts?page=1"
POST = {
    "link": "https://example.org/2024/05/01/bridge/?utm_source=rest",
    "date_gmt": "2024-05-01T08:00:05",
    "modified_gmt": "2024-05-02T09:30:00",
    "title": {"rendered": "افتتاح الجسر &#8211; المرحلة الأولى"},
    "excerpt": {"rendered": "<p>بدأت الأعمال اليوم [&hellip;]</p>\n", "protected": False},
}


def test_a_post_is_announced_with_its_moments_in_utc() -> None:
    (post,) = parse_post_list(json.dumps([POST]).encode(), URL).pages
    assert post.url == "https://example.org/2024/05/01/bridge/"
    assert (post.published, post.lastmod) == ("2024-05-01T08:00:05+00:00", "2024-05-02T09:30:00+00:00")
    assert post.headline == "افتتاح الجسر – المرحلة الأولى"
    assert post.teaser is not None
    assert post.teaser.startswith("بدأت الأعمال اليوم")


@pytest.mark.parametrize("body", [b"[", b"[" * 100_000, b'{"code": "rest_no_route"}', b"[1e999999, NaN", b"[\xff]"])
def test_what_is_no_list_of_posts_is_a_broken_source(body: bytes) -> None:
    with pytest.raises(BrokenSourceError):
        parse_post_list(body, URL)


def test_odd_posts_are_left_out_and_bad_addresses_refused() -> None:
    posts = [1, None, {}, {"link": 5}, {"link": "javascript:alert(1)"}, {**POST, "title": None, "date_gmt": False}]
    listing = parse_post_list(json.dumps(posts).encode(), URL)
    assert [(page.headline, page.published) for page in listing.pages] == [(None, None)]
    assert len(listing.refused) == 1


def test_the_address_is_made_from_what_a_page_names() -> None:
    head = '<html><head><link rel="https://api.w.org/" href="/wp-json/"></head><body></body></html>'
    root = read_links(lxml.html.document_fromstring(head), "https://example.org/").site_index
    assert root == "https://example.org/wp-json/"
    first = posts_address(root)
    assert first.startswith("https://example.org/wp-json/wp/v2/posts?orderby=modified&order=desc&per_page=100&page=1")
    assert "page=2" in next_posts_address(first)
    assert "per_page=100" in next_posts_address(first)
    assert posts_address("https://example.org/index.php?rest_route=/").startswith(
        "https://example.org/index.php?rest_route=%2Fwp%2Fv2%2Fposts&orderby=modified"
    )


def test_a_list_is_told_by_its_first_bytes() -> None:
    assert is_post_list(b" \n[{}]")
    assert not is_post_list(b"<rss/>")
