"""Validation: what is no article is dropped with a code, before anything is compared or stored.

======================  ==========================================================
code                    the item
======================  ==========================================================
``no_url``              has no absolute address to be cited by: http(s); of saved pages also file
``no_headline``         has no headline
``no_body``             has no body, or one without a letter or digit
``headline_is_body``    says in its body what its headline says, and no more
``undecodable``         holds U+FFFD: it was read with the wrong encoding
``not_text``            holds something else than text where text belongs
======================  ==========================================================
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple, Self

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler

from arnews_crawler.text.fold import fold_key
from pipelines.counting import Counts
from pipelines.dropped import RejectedItem

_REQUIRED_TEXT: Final = ("url", "headline", "body")
_OPTIONAL_TEXT: Final = (
    "teaser",
    "section",
    "agency",
    "site_name",
    "published_at",
    "modified_at",
    "published_raw",
)
_TEXT_LISTS: Final = ("authors", "tags")
WEB_SCHEMES: Final = ("http://", "https://")
SAVED_SCHEMES: Final = (*WEB_SCHEMES, "file:///")
"""A saved page that names no address of its own is known by its file's."""
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_FAR_LONGER: Final = 20
"""Folding can make a text shorter, by its vowel signs and its punctuation, but not by so much."""
_BEGINNING: Final = 400


class _Fault(NamedTuple):
    code: str
    detail: str


class ValidatePipeline:
    """Drops what is no article and counts it as ``arnews/reject/<code>``."""

    def __init__(self, stats: Counts, *, schemes: tuple[str, ...] = WEB_SCHEMES) -> None:
        self._stats = stats
        self._schemes = schemes

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline for a crawl."""
        assert crawler.stats is not None
        return cls(crawler.stats)

    def process_item(self, item: Any) -> Any:
        """Pass a sound article on; raises `RejectedItem` for another."""
        adapter = ItemAdapter(item)
        fault = _find_fault(adapter, self._schemes)
        if fault is None:
            return item
        self._stats.inc_value(f"arnews/reject/{fault.code}")
        raise RejectedItem(str(adapter.get("url") or ""), fault.code, fault.detail)


def _find_fault(adapter: ItemAdapter, schemes: tuple[str, ...]) -> _Fault | None:
    return _find_wrong_type(adapter) or _find_undecodable(adapter) or _find_missing(adapter, schemes)


def _find_wrong_type(adapter: ItemAdapter) -> _Fault | None:
    for name in (*_REQUIRED_TEXT, *_OPTIONAL_TEXT):
        value = adapter.get(name)
        if value is not None and not isinstance(value, str):
            return _Fault("not_text", f"{name} is {type(value).__name__}")
    for name in _TEXT_LISTS:
        if not all(isinstance(value, str) for value in adapter.get(name) or ()):
            return _Fault("not_text", f"{name} holds something else than text")
    return None


def _find_undecodable(adapter: ItemAdapter) -> _Fault | None:
    texts = [(name, adapter.get(name)) for name in (*_REQUIRED_TEXT, *_OPTIONAL_TEXT)]
    texts += [(name, value) for name in _TEXT_LISTS for value in adapter.get(name) or ()]
    for name, text in texts:
        if text and _REPLACEMENT in text:
            return _Fault("undecodable", f"{name} holds {text.count(_REPLACEMENT)} undecodable characters")
    return None


def _find_missing(adapter: ItemAdapter, schemes: tuple[str, ...]) -> _Fault | None:
    if not (adapter.get("url") or "").startswith(schemes):
        return _Fault("no_url", "no absolute http or https address")
    headline = fold_key(adapter.get("headline") or "")
    if not headline:
        return _Fault("no_headline", "no headline")
    text = adapter.get("body") or ""
    if len(text) > _FAR_LONGER * len(headline) and fold_key(text[:_BEGINNING]):
        return None  # most articles: there is text, and far more of it than the headline has
    body = fold_key(text)
    if not body:
        return _Fault("no_body", "no body")
    if body == headline:
        return _Fault("headline_is_body", "the body says what the headline says")
    return None
