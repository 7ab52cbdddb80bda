"""What a living newsroom answers while something goes wrong; None where the answer is as always.

====================  ==========================================================================================
incident              what happens
====================  ==========================================================================================
unavailable           503 everywhere
robots_unavailable    503 for robots.txt alone
limited               429 with an hour to wait, robots.txt apart
forbidden             403, robots.txt apart
captcha               a page that asks for proof that a person reads, robots.txt apart
hollow                listings, feeds and sitemaps name no article; the articles' pages are there
broken_sitemaps       sitemaps are the site's error page, with 200; feeds and listings are sound
bodies_as_pictures    articles' pages hold their text as a picture
bodies_empty          articles' pages hold an empty box that a script would fill
pages_unavailable     503 for articles' pages
refused               no connection: the server is down, which is left to who runs it
====================  ==========================================================================================
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

from arnews_crawler.demo.addresses import Match, article_path
from arnews_crawler.demo.context import PageContext
from arnews_crawler.demo.frame import frame
from arnews_crawler.demo.living_model import IncidentKind
from arnews_crawler.demo.site import HTML, Response

ROBOTS: Final = "/robots.txt"
UNREADABLE: Final[frozenset[IncidentKind]] = frozenset({"bodies_as_pictures", "bodies_empty", "pages_unavailable"})
"""Incidents of articles' pages alone."""

_ERROR: Final = "<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"
_CAPTCHA: Final = """<!DOCTYPE html><html lang="en"><head><title>Just a moment...</title>
<meta name="robots" content="noindex,nofollow"></head><body><h1>Checking your browser before accessing the site</h1>
<p>Please complete the security check to prove that you are human.</p>
<form id="challenge-form" action="/verify" method="post"><div class="g-recaptcha" data-sitekey="6Lc"></div></form>
<script src="https://www.google.com/recaptcha/api.js" async defer></script></body></html>"""


def everywhere(kind: IncidentKind, path: str) -> Response | None:
    """Return what an incident answers without regard to what stands at a path."""
    if kind == "unavailable" or (kind == "robots_unavailable" and path == ROBOTS):
        return _error(503, "Service Unavailable")
    if path == ROBOTS:
        return None
    if kind == "limited":
        return _error(429, "Too Many Requests", retry_after="3600")
    if kind == "forbidden":
        return _error(403, "Forbidden")
    if kind == "captcha":
        return Response(200, {"Content-Type": HTML}, _CAPTCHA.encode())
    if kind == "broken_sitemaps" and "sitemap" in path:
        return _error(200, "Error establishing a database connection")
    return None


def of_article(kind: IncidentKind, match: Match, context: PageContext) -> Response | None:
    """Return what an incident of the articles' pages answers for one of them."""
    if kind == "pages_unavailable":
        return _error(503, "Service Unavailable")
    box = _BOXES.get(kind)
    if box is None:
        return None
    article = match.article
    head = (
        f'<link rel="canonical" href="{escape(context.url(article_path(article)))}">\n'
        '<meta property="og:type" content="article">\n'
        f'<meta property="og:title" content="{escape(article.headline)}">\n'
    )
    content = f'<article class="story"><h1>{escape(article.headline)}</h1>\n{box(article.number)}\n</article>'
    page = frame(context, article.headline, content, edition=article.edition, head=head)
    return Response(200, {"Content-Type": HTML}, page.encode())


_BOXES: Final[dict[IncidentKind, Callable[[int], str]]] = {
    "bodies_as_pictures": lambda number: f'<div class="story-text"><img src="/media/text/{number}.png" alt=""></div>',
    "bodies_empty": lambda number: f'<div id="story-text" data-story="{number}"></div>',
}


def _error(status: int, words: str, retry_after: str | None = None) -> Response:
    headers = {"Content-Type": HTML} | ({"Retry-After": retry_after} if retry_after else {})
    return Response(status, headers, _ERROR.format(words).encode())
