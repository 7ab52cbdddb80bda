"""Any news site, from its address alone."""

from __future__ import annotations

from arnews_crawler.spiders.base import NewsSpider


class GenericNewsSpider(NewsSpider):
    """``arnews crawl news --base-url https://…``: what a site announces is all that is known of it."""

    name = "news"
