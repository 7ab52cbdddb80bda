"""Signs of what a page is: the types that it names, its body's class, its text and links, its address."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from . import regions as r
from .addresses import split_address
from .content import Content, ContentFinder
from .json_ld import ARTICLE_TYPES
from .keys import line_key
from .leading_away import count_linked_headings, is_below_link, leads_away
from .metadata import Metadata

_KIND_OF_TYPE = {
    "SearchResultsPage": "search",
    "ProfilePage": "author",
    "ImageGallery": "gallery",
    "MediaGallery": "gallery",
    "VideoGallery": "video",
    "CollectionPage": "listing",
    "ContactPage": "service_page",
    "AboutPage": "service_page",
}
# Classes that WordPress and its like give the body element, the most telling first.
_KIND_OF_BODY = {
    "error404": "soft_404",
    "search": "search",
    "search-results": "search",
    "tag": "tag",
    "author": "author",
    "home": "home",
    "blog": "listing",
    "archive": "listing",
    "category": "listing",
}
_PATH_KIND = (
    ("search", r"/(?:search|بحث)(?:/|\.|$)"),
    ("tag", r"/(?:tags?|topics?|keywords?|الوسوم|وسم|وسوم)(?:/|$)"),
    ("author", r"/(?:authors?|writers?|profile|users?|كاتب|كتاب)(?:/|$)"),
    ("login", r"/(?:login|signin|sign-in|register|signup|account|wp-login|wp-admin|تسجيل-الدخول)(?:/|\.|$)"),
    (
        "listing",
        r"/(?:category|categories|sections?|archives?|التصنيف|تصنيف|قسم|الأقسام)(?:/|$)|/page/\d+/?$"
        r"|^(?:/[a-z]{2})?/(?:19|20)\d\d(?:/\d\d?){0,2}/?$|/index\d+\.html?$",
    ),
    ("video", r"/(?:videos?|فيديو|watch)(?:/|$)"),
    ("gallery", r"/(?:gallery|galleries|photos?|albums?|صور|ألبوم)(?:/|$)"),
)
_PATH_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _PATH_KIND)
_HOME_PATHS = frozenset({"", "/index.html", "/index.php", "/ar", "/en", "/home"})
_ARTICLE_IN_QUERY = frozenset({"p", "id", "aid", "newsid", "article", "page_id"})
_LONGEST_LOCKED = 400
"""Letters of text that a page may have that hides its article behind a password."""
_SEARCH_IN_QUERY = frozenset({"s", "q", "query"})


@dataclass
class PageSigns:
    """What speaks for and against an article, for the decision and for ``--explain``."""

    says_article: bool
    says_other: str | None
    address_kind: str | None
    prose: int
    card_links: int
    """Links in boxes that lead to other pages of the site, sidebars apart."""
    links_among_text: int
    """Those of them that stand between headline and the end of the text: a listing has them, an article has not."""
    headline_leads_away: int = 0
    """The headline is a link to another page, as a listing's card has it: so many lines link there."""
    is_below_link: bool = False
    """All of the text stands below one line that leads to another page, and is short: the only card of a listing."""
    linked_headings: int = 0
    """Headings from the headline to the end of the text that each link to another page: a listing of whole texts."""
    asks_password: bool = False
    """There is little text, and a form asks for a password alone, as a protected post does."""
    stories: int = 0
    """List items that are a short line and a text: a page of several stories."""


def read_signs(
    finder: ContentFinder,
    content: Content,
    metadata: Metadata,
    url: str,
    body_class: str,
    shared_classes: Collection[str] = (),
) -> PageSigns:
    """Counts a page's signs. ``shared_classes`` are those of every page's body: they make no page a listing."""
    og_type = metadata.first("type")
    kind = og_type.value.strip().lower() if og_type else ""
    classes = body_class.split()
    says_article = (
        _names_article(metadata)
        or kind in ("article", "news", "newsarticle")
        or "single" in classes
        or "single-post" in classes
        or any(found.rule.startswith(("article:", "og:article")) for found in metadata.all("published"))
    )
    says_other = _other_kind(metadata, kind, [name for name in classes if name not in shared_classes])
    prose = sum(block.size - block.link_size for block in content.kept)
    links = [
        i
        for i in finder.cards
        if finder.page.blocks[i].link_share > 0.8
        and finder.page.blocks[i].size >= 15
        and not finder.region[i] & r.NOT_BODY
    ]
    last = content.kept[-1].index if content.kept else len(finder.page.blocks)
    first = content.headline_block if content.headline_block is not None else -1
    among = sum(
        block.link_share > 0.8 and block.size >= 15
        for block in finder.page.blocks[first + 1 : last]
        if not finder.region[block.index] & r.NOT_BODY
    )
    return PageSigns(
        says_article,
        says_other,
        address_kind(url),
        prose,
        len(links),
        among,
        leads_away(finder, content, (url, metadata.canonical or url)),
        is_below_link(finder, content, (url, metadata.canonical or url)),
        count_linked_headings(finder, first, last, (url, metadata.canonical or url)),
        prose < _LONGEST_LOCKED and _asks_password(finder),
        _count_stories(content),
    )


def _asks_password(finder: ContentFinder) -> bool:
    """A form whose only field is a password: a log-in form asks for a name too."""
    if not finder.page.nodes:
        return False
    for form in finder.page.nodes[0].element.iter("form"):
        kinds = [(field.get("type") or "text").lower() for field in form.iter("input")]
        asked = [kind for kind in kinds if kind not in ("hidden", "submit", "button", "checkbox")]
        if asked == ["password"]:
            return True
    return False


def _names_article(metadata: Metadata) -> bool:
    """Whether JSON-LD calls the page an article; a theme puts one that is headed by the site's name on any page."""
    headlines = [found.value for found in metadata.all("headline") if found.rule.startswith("json_ld:")]
    names = {line_key(found.value) for found in metadata.all("site_name")}
    is_own = not headlines or any(line_key(headline) not in names for headline in headlines)
    return bool(metadata.types & ARTICLE_TYPES) and is_own


def _other_kind(metadata: Metadata, og_type: str, classes: list[str]) -> str | None:
    """What else than an article the page calls itself, or None."""
    if "LiveBlogPosting" in metadata.types:
        return "live_blog"
    named = [_KIND_OF_TYPE[kind] for kind in sorted(metadata.types & _KIND_OF_TYPE.keys())]
    named += [kind for name, kind in _KIND_OF_BODY.items() if name in classes]
    if "VideoObject" in metadata.types and not metadata.types & ARTICLE_TYPES:
        named.append("video")
    if og_type.startswith("video"):
        named.append("video")
    if og_type == "profile":
        named.append("author")
    return named[0] if named else None


def _count_stories(content: Content) -> int:
    """List items that hold a short line and then a text, where most of what is kept stands in such items."""
    items: dict[int, list[int]] = {}
    for block in content.kept:
        if block.tag == "li":
            items.setdefault(block.node, []).append(block.size)
    stories = [sizes for sizes in items.values() if len(sizes) > 1 and sizes[0] < 100 and sum(sizes[1:]) > 100]
    return len(stories) if 2 * sum(map(len, stories)) >= len(content.kept) else 0


def address_kind(url: str) -> str | None:
    """What an address says by itself: ``home``, ``tag``, ``author``, ``search``, ``login``, ``listing`` …, or None."""
    if not url:
        return None
    parts = split_address(url)
    if not parts.scheme:
        return None
    path = unquote(parts.path).lower()
    query = dict(parse_qsl(parts.query))
    if path.rstrip("/") in _HOME_PATHS and not query.keys() & _ARTICLE_IN_QUERY:
        return "search" if query.keys() & _SEARCH_IN_QUERY else "home"
    if query.keys() & {"s"} and len(query) == 1:
        return "search"
    for kind, pattern in _PATH_PATTERNS:
        if pattern.search(path):
            return kind
    return None
