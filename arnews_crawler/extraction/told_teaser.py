"""Whether a text that a feed or a listing prints of an article is its teaser, by the article's own text alone."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import islice

from lxml.etree import XPath, _Element

from arnews_crawler.text.fold import fold_key, fold_text

_CUT = re.compile(r"\s*\[?\s*(?:…|\.{3,})\s*\]?\s*$")
_SHORTEST = 15
_REACH = 6_000
_TEXT = XPath("string()")
_MOST_CAPTIONS = 50


def read_captions(tree: _Element) -> frozenset[str]:
    """Return keys of the captions of a page's pictures, which systems that strip HTML take for its first words."""
    captions = (
        element
        for element in tree.iter("figcaption", "p")
        if element.tag == "figcaption" or "wp-caption-text" in (element.get("class") or "")
    )
    keys = (fold_key(str(_TEXT(caption))) for caption in islice(captions, _MOST_CAPTIONS))
    return frozenset(key for key in keys if len(key) >= _SHORTEST)


def is_told_teaser(text: str, headline: str, body: str, captions: Collection[str] = ()) -> bool:
    """Whether a text is the newsroom's own: no headline, caption, cut beginning of the body, nor lines of it glued.

    An editor's teaser may share no word with the text below it. That it is no slogan, the place where it was printed
    has to show: it stands there for one page alone.

    >>> body = "وصل الوفد إلى العاصمة صباح اليوم، واستقبله المحافظ."
    >>> is_told_teaser("وصل الوفد إلى العاصمة صب...", "وصول الوفد", body)
    False
    >>> is_told_teaser("زيارة هي الأولى منذ عشر سنين", "وصول الوفد", body)
    True
    """
    plain = _CUT.sub("", text)
    key, words = fold_key(plain), fold_text(plain).split()
    if len(key) < _SHORTEST or key in fold_key(headline):
        return False
    beginning = body[:_REACH]
    whole = fold_key(beginning)
    for piece in (key, *(key.removeprefix(caption) for caption in captions if key.startswith(caption))):
        if whole.startswith(piece[: len(piece) * 9 // 10]) or piece in whole:
            return False
    return not _is_piecemeal(words, f"{fold_text(headline)} {fold_text(beginning)}")


def _is_piecemeal(words: list[str], text: str) -> bool:
    """Whether nearly every run of four words stands in a text: a machine left out what stood between."""
    runs = [" ".join(words[start : start + 4]) for start in range(max(1, len(words) - 3))]
    return sum(run in text for run in runs) >= 0.6 * len(runs)
