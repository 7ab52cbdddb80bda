"""What an element says of itself: its tag, role, microdata and the words in its class and id.

These are hints with a weight, never a verdict: a site that names the whole page ``has-sidebar`` must still be read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.etree import _Element

NAVIGATION = 1
ASIDE = 2
FOOTER = 4
COMMENTS = 8
RELATED = 16
SHARING = 32
TAGS = 64
AUTHOR = 128
CAPTION = 256
NEWSLETTER = 512
ADVERT = 1024
NOTICE = 2048
HIDDEN = 4096
META = 8192
TEASER = 16384
CONTENT = 32768
ARTICLE = 65536
HEADER = 131072
EMBED = 262144
WIDGET = 524288
BODY = 1048576
"""The element that a CMS fills with the article's own text."""
COMPLEMENTARY = 2097152
"""``aside`` by its tag or role: unlike a class, that is meant."""
DISCARD = 4194304
"""Script, style, forms and the like: no text for a reader."""

NOT_BODY = (
    NAVIGATION | ASIDE | FOOTER | COMMENTS | RELATED | SHARING | TAGS | AUTHOR | CAPTION | NEWSLETTER | ADVERT
    | NOTICE | HIDDEN | EMBED | WIDGET | COMPLEMENTARY
)  # fmt: skip
"""Regions whose text is no part of the body."""

_BY_TAG = {
    "nav": NAVIGATION, "menu": NAVIGATION, "aside": COMPLEMENTARY, "footer": FOOTER, "figcaption": CAPTION,
    "article": ARTICLE,
    "main": CONTENT, "time": META, "address": META, "figure": 0, "header": HEADER, "dialog": NOTICE, "caption": CAPTION,
}  # fmt: skip
_DISCARDED = frozenset(
    "script style noscript template svg math iframe object embed audio video canvas select option textarea input "
    "button map area link meta head title datalist progress meter applet".split()
)
_BY_ROLE = {
    "navigation": NAVIGATION, "complementary": COMPLEMENTARY, "contentinfo": FOOTER, "search": NAVIGATION,
    "dialog": NOTICE,
    "alertdialog": NOTICE, "main": CONTENT, "article": ARTICLE, "menu": NAVIGATION, "menubar": NAVIGATION,
    "toolbar": SHARING, "tablist": NAVIGATION, "doc-footnote": 0,
}  # fmt: skip
_BY_ITEMPROP = {
    "articlebody": CONTENT | BODY, "text": CONTENT, "datepublished": META, "datemodified": META, "author": META,
    "description": TEASER, "alternativeheadline": TEASER, "caption": CAPTION, "comment": COMMENTS, "keywords": TAGS,
    "breadcrumb": NAVIGATION, "copyrightholder": FOOTER,
}  # fmt: skip

# Words of class and id attributes as CMS themes use them; a word is bounded by anything but a letter, and the camel
# case of generated names is taken apart first.
_WORDS: tuple[tuple[int, str], ...] = (
    (COMMENTS, "comments?|disqus|respond|commentlist|reply|replies|discussion|fb-comments|livefyre"),
    (
        RELATED,
        r"""related\w*|recommend\w*|more-?news|most-?(?:read|viewed|popular)|popular\w*|trending|read-?(?:also|next)
        |also-?read|see-?also|suggest\w*|similar|you-?may(?:-?like)?|taboola|outbrain|latest-?(?:news|posts)
        |recent-?(?:posts|news)|posts?-?nav(?:igation)?|pagination|pager|nav-?links|prev(?:ious)?-?(?:post|next)
        |next-?post|(?:links-?)?next-?prev|prev-?next|jp-relatedposts|more-?(?:stories|posts|articles)|inline-?links?|related-?links|crp|yarpp\w*
        |mostread|mostviewed|moreon|up-?next|teaser-?list""",
    ),
    (
        SHARING,
        r"""shar(?:e|ing)\w*|social\w*|addtoany|addthis\w*|sharedaddy|follow\w*|sns|a2a\w*|ssba|heateor\w*|whatsapp
        |print-?(?:button|link)|tools?-?bar|post-?actions|like-?button|reactions?""",
    ),
    (TAGS, "tags?|tag-?(?:s|list|cloud|links)|tagcloud|post-?tags|keywords?|article-?tags|hashtags?|topics?"),
    (
        AUTHOR,
        r"""author-?(?:box|bio|info|card|desc\w*|profile|details|about)|about-?(?:the-?)?author|bio|authorbox
        |writer-?(?:box|bio)""",
    ),
    (
        CAPTION,
        r"""caption\w*|wp-caption-text|credits?|photo-?(?:credit|caption)|img-?(?:caption|credit)
        |image-?(?:caption|credit|source)|copyright-?image|imgcaption""",
    ),
    (
        NEWSLETTER,
        r"""newsletter\w*|subscri\w*|sign-?up|mailing|mc4wp\w*|mailchimp|optin|call-?to-?action|cta|donat\w*
        |paywall-?prompt|promo-?box""",
    ),
    (
        ADVERT,
        r"""advert\w*|ads?|adsense|adsbygoogle|banners?|sponsor\w*|promo\w*|dfp|gpt
        |ad-?(?:slot|unit|container|wrap\w*|box)""",
    ),
    (
        NOTICE,
        r"""cookies?|consent|gdpr|modal|popup|overlay|lightbox|toast|notification\w*|snackbar|breaking\w*|ticker\w*
        |marquee""",
    ),
    (
        NAVIGATION,
        r"""nav|navbar|navigation|menu\w*|bread-?crumbs?|crumbs?|top-?(?:bar|menu|nav)|sitemap|toc
        |table-?of-?contents|main-?nav|sub-?nav|mega-?menu|drawer|offcanvas|skip-?link
        |langu?age?-?(?:switch\w*|selector)|searchform|search-?(?:form|box|bar)""",
    ),
    (
        FOOTER,
        r"""footer\w*|site-?info|copyrights?|colophon|site-?footer|page-?footer|bottom-?bar|licen[sc]e|legal
        |disclaimer""",
    ),
    (ASIDE, r"sidebar\w*|side-?bar|aside|rail|side-?(?:col\w*|block|box|panel)"),
    (WIDGET, "widgets?|right-?col(?:umn)?|left-?col(?:umn)?|secondary"),
    (HEADER, r"site-?header|masthead|page-?header|top-?header|header-?(?:top|main|area|wrap\w*)"),
    (
        HIDDEN,
        r"""screen-?reader(?:-?(?:text|only|response))?|sr-?only|visually-?hidden|element-?invisible|assistive-?text
        |u-hidden|hide-?visually""",
    ),
    (
        META,
        r"""(?:post|entry|article|news|story)-?(?:meta|date|info|time|byline)|byline\w*|dateline|posted-?on|published\w*
        |timestamp|meta-?(?:data|info)|date|time|post-?date|reading-?time|author|author-?name|vcard""",
    ),
    (
        TEASER,
        r"""excerpt|lead|lede|standfirst|sapo|intro\w*|summary|deck|dek|sub-?(?:title|heading|headline)|teaser|chapeau
        |kurztext|description|article-?(?:summary|excerpt|intro|lead)|post-?(?:excerpt|subtitle)
        |entry-?(?:summary|subtitle)""",
    ),
    (
        BODY,
        "(?:article|entry|post|story|news)-?(?:body|content|text|copy)|gh-content|e-content|articlebody|articletext",
    ),
    (
        CONTENT,
        r"""(?:article|entry|post|story|news|page|blog|text|main|single|node|item|detail|field|rich|td-post|body)-?
        (?:body|content|text|details?|copy)\w*|content-?(?:body|text|article|inner|detail\w*)|articlebody
        |articletext|prose|e-content|post-?details|the-?content|newsbody|rte|wysiwyg|markdown|gh-content|kg-canvas
        |ck-content""",
    ),
    (
        EMBED,
        r"""twitter-(?:tweet|video)|instagram-media|fb-(?:post|video)|embed\w*|wp-block-embed|tiktok-embed
        |telegram-post""",
    ),
)


def _by_first_letter(words: str) -> dict[str, list[str]]:
    """The alternatives of a pattern by the letter that they begin with, and without it; "" where that is not known."""
    groups: dict[str, list[str]] = {}
    for word in re.split(r"\|(?![^(]*\))", "".join(words.split())):
        first = word[0] if word[0].isalpha() and word[1:2] not in ("?", "*") else ""
        groups.setdefault(first, []).append(word.removeprefix(first))
    return groups


def _whole_word(words: str) -> re.Pattern[str]:
    """A pattern of an alternation, bounded; grouped by first letters, since each alternative is tried in turn."""
    grouped = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in _by_first_letter(words).items())
    return re.compile(rf"(?<![a-z])(?:{grouped})(?![a-z])")


_PATTERNS = tuple((flag, frozenset(_by_first_letter(words)), _whole_word(words)) for flag, words in _WORDS)
_FIRST_LETTERS = re.compile(r"(?<![a-z])[a-z]")
_ANY_WORD = _whole_word("|".join(words for _, words in _WORDS))
"""Most names name no region: one search tells, where all patterns would take twenty."""
# Tokens that tell how a page is laid out, not what the element is: has-sidebar, layout-sidebar-left, no-comments.
_LAYOUT = re.compile(r"(?:has|with|no|is|without|hide|show)-|.*layout")
# What WordPress's post_class() prints on the whole article: the terms that it is filed under, no list of them.
_POST_CLASS = re.compile(r"hentry|type-\w+|post-\d+")
_TERM = re.compile(r"(?:tag|category)-")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST_NAMES = 400
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# A part of the page that React sends when it is ready, and its script moves to where it belongs.
_STREAMED = re.compile(r"\w*S:[0-9a-f]+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def region_of(element: _Element) -> int:
    """The regions that an element names itself to be, as a sum of this module's flags."""
    tag = element.tag
    if tag in _DISCARDED:
        return DISCARD
    attributes: list[tuple[str, str]] = element.items()  # type: ignore[assignment]  # of bytes only where set so
    return _of_attributes(tag, attributes) if attributes else _BY_TAG.get(tag, 0)


def _of_attributes(tag: str, attributes: list[tuple[str, str]]) -> int:
    classes = ident = role = itemprop = ""
    hidden = 0
    for name, value in attributes:
        if name == "class":
            classes = value
        elif name == "id":
            ident = value
        elif name == "role":
            role = value
        elif name == "itemprop":
            itemprop = value
        elif name in ("style", "hidden") and _hides(name, value):
            hidden = HIDDEN
    if hidden and _STREAMED.fullmatch(ident):
        hidden = 0
    if classes or ident or role or itemprop:
        return _named(tag, classes, ident, role, itemprop) | hidden
    return _BY_TAG.get(tag, 0) | hidden


def _hides(attribute: str, value: str) -> bool:
    return bool(_INVISIBLE.search(value)) if attribute == "style" else value != "until-found"


@lru_cache(maxsize=20_000)
def _named(tag: str, classes: str, ident: str, role: str, itemprop: str) -> int:
    flags = _BY_TAG.get(tag, 0) | _BY_ROLE.get(role.lower(), 0)
    for prop in itemprop.lower().split():
        flags |= _BY_ITEMPROP.get(prop, 0)
    tokens = f"{classes} {ident}"[:_LONGEST_NAMES].split()
    if tag == "article" or any(map(_POST_CLASS.fullmatch, tokens)):
        tokens = [token for token in tokens if not _TERM.match(token)]
    for token in tokens:
        flags |= _of_token(token)
    # Themes name a heading by what scrolls under it: ``anchorTargetStickyNavbar``.
    return flags & ~(NAVIGATION | HEADER | ASIDE) if tag in _HEADINGS else flags


@lru_cache(maxsize=20_000)
def _of_token(token: str) -> int:
    """The regions that one class or id names; sites share most of these words, and hardly any whole attribute."""
    if "%" in token:  # An id made of a heading's text, percent-encoded: its bytes spell words (``%AD``) by chance.
        return 0
    name = _CAMEL.sub("-", token).lower().replace("_", "-")
    if not _ANY_WORD.search(name) or _LAYOUT.match(name):
        return 0
    first = {"", *_FIRST_LETTERS.findall(name)}
    return sum(flag for flag, firsts, pattern in _PATTERNS if not firsts.isdisjoint(first) and pattern.search(name))
