"""Cookies, for who turns them on: Scrapy's own, without asking a stranger for the list of public suffixes."""

from __future__ import annotations

from scrapy.downloadermiddlewares import cookies
from tldextract import TLDExtract


class HomeCookiesMiddleware(cookies.CookiesMiddleware):
    """Judges domains by the list that tldextract brings along.

    Scrapy's asks publicsuffix.org for it at the first cookie, past all that guards a crawl's requests, and keeps
    it in the home folder.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        cookies._split_domain = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
