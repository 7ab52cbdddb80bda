"""Whether a text that a feed or a listing prints of an article is its teaser, by the article's own text alone."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from lxml.etree import XPath, _Element

from arnews_crawler.text.fold import fold_key, fold_text

from .descriptions import CUT, MIN_TEASER, is_piecemeal, runs_into
from .phrases import is_boilerplate_line

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
    return frozenset(key for key in keys if len(key) >= MIN_TEASER)


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
    plain = CUT.sub("", text)
    key, words = fold_key(plain), fold_text(plain).split()
    if len(key) < MIN_TEASER or key in fold_key(headline) or is_boilerplate_line(" ".join(words), len(key)):
        return False
    beginning = body[:_REACH]
    whole = fold_key(beginning)
    for piece in (key, *(key.removeprefix(caption) for caption in captions if key.startswith(caption))):
        if runs_into(piece, whole) or piece in whole:
            return False
    return not is_piecemeal(words, f"{fold_text(headline)} {fold_text(beginning)}")
