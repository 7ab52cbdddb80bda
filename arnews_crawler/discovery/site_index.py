"""The index of its posts that a site's system offers to programs: WordPress' REST listing, the last changed first.

One request tells what is new and what was edited, to the second (https://developer.wordpress.org/rest-api/, read 2026).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from arnews_crawler.discovery.announcement import Announcement, without_shared_teasers
from arnews_crawler.discovery.excerpts import read_excerpt
from arnews_crawler.discovery.feeds import Feed
from arnews_crawler.discovery.urls import UrlRefusedError, resolve_link
from arnews_crawler.discovery.xml_stream import BrokenSourceError

RELATION: Final = "https://api.w.org/"
"""``rel`` of the link by which a page of WordPress names its interface."""
PAGE_SIZE: Final = 100
"""Posts a page; the most that WordPress gives."""
_FIELDS: Final = "link,date_gmt,modified_gmt,title,excerpt"
_MAX_TEXT: Final = 40_000


def posts_address(root: str, page: int = 1) -> str:
    """Return the address of a page of the listing, from the interface's root as a page of the site names it.

    >>> posts_address("https://example.org/?rest_route=/").split("&")[0]
    'https://example.org/?rest_route=%2Fwp%2Fv2%2Fposts'
    """
    order = {"orderby": "modified", "order": "desc", "per_page": PAGE_SIZE, "page": page, "_fields": _FIELDS}
    if "rest_route=" in urlsplit(root).query:
        # Without readable addresses the route is a parameter too.
        return f"{root.partition('?')[0]}?{urlencode({'rest_route': '/wp/v2/posts', **order})}"
    return f"{root.partition('?')[0].rstrip('/')}/wp/v2/posts?{urlencode(order)}"


def next_posts_address(url: str) -> str:
    """Return the address of the page behind one of the listing.

    >>> next_posts_address("https://example.org/wp-json/wp/v2/posts?page=2&per_page=100")
    'https://example.org/wp-json/wp/v2/posts?page=3&per_page=100'
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    query["page"] = str(int(query.get("page", "1")) + 1)
    return parts._replace(query=urlencode(query)).geturl()


def is_post_list(body: bytes) -> bool:
    """Whether a body may be such a listing, by its first bytes."""
    return body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")


def parse_post_list(body: bytes, url: str) -> Feed:
    """Read a page of the listing; ``url`` is its own address.

    :raises BrokenSourceError: no JSON, or no list of posts.
    """
    try:
        posts = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BrokenSourceError("not_json", str(error)) from error
    if not isinstance(posts, list):
        raise BrokenSourceError("no_posts", "no list")
    feed = Feed()
    for post in posts:
        link = post.get("link") if isinstance(post, dict) else None
        if not isinstance(link, str):
            continue
        try:
            feed.pages.append(_announcement(resolve_link(url, link), post))
        except UrlRefusedError as refusal:
            feed.refused.append(refusal)
    feed.pages = without_shared_teasers(feed.pages)
    return feed


def _announcement(address: str, post: Mapping[str, Any]) -> Announcement:
    return Announcement(
        url=address,
        found_by="feed",
        headline=_rendered(post.get("title")),
        teaser=_rendered(post.get("excerpt")),
        published=_in_utc(post.get("date_gmt")),
        lastmod=_in_utc(post.get("modified_gmt")),
    )


def _rendered(field: object) -> str | None:
    value = field.get("rendered") if isinstance(field, dict) else None
    return read_excerpt(value) or None if isinstance(value, str) and len(value) < _MAX_TEXT else None


def _in_utc(value: object) -> str | None:
    """A date of WordPress' ``…_gmt`` fields is in UTC and does not say so."""
    return f"{value}+00:00" if isinstance(value, str) and value[:4].isdigit() else None
