"""Where sitemaps and feeds usually are, whether or not a site names them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

USUAL_SITEMAPS = (
    "sitemap.xml",
    "sitemap_index.xml",
    "sitemap-index.xml",
    "wp-sitemap.xml",
    "news-sitemap.xml",
    "sitemap-news.xml",
    "sitemap.xml.gz",
    "sitemap.txt",
)
USUAL_FEEDS = ("feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml")


def usual_places(base_url: str) -> Iterator[str]:
    """Yield them for a site: one in a folder of its host has its sources there or at the root."""
    for root in dict.fromkeys((base_url, urljoin(base_url, "/"))):
        for place in USUAL_SITEMAPS + USUAL_FEEDS:
            yield urljoin(root, place)
