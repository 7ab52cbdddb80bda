"""What is compared and searched of an article: keys made of its text, never stored as text."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from arnews_crawler.text.fold import fold_text
from arnews_crawler.text.stem import stem_word

_SEPARATOR: Final = "\x1f"
"""Between the parts of what is hashed: no stored text holds it, so no two texts run into each other."""

_REMEMBERED: Final = 65_536
"""Words whose keys are remembered: the words of a language repeat, and that is most of the cost (5 MB)."""

cached_stem: Final = lru_cache(maxsize=_REMEMBERED)(stem_word)
"""`stem_word`, remembered."""


class SearchKeys(NamedTuple):
    """One row of ``articles_fts``: folded words and their stems, of the headline and of the running text."""

    headline_words: str
    headline_stems: str
    text_words: str
    text_stems: str


class ArticleKeys(NamedTuple):
    """All keys of an article; ``text_key`` is equal for the same text in another spelling."""

    search: SearchKeys
    text_key: bytes


def article_keys(headline: str, teaser: str | None, body: str) -> ArticleKeys:
    """Return the keys of an article's stored text; the same text gives the same keys for ever, within a
    version.

    >>> article_keys("قمّة", None, "نص") == article_keys("قمة", None, "نصّ")
    True
    """
    headline_words, headline_stems = _words_and_stems(headline)
    body_words, body_stems = _words_and_stems(body)
    # Spaces fall out as in fold_key: a paragraph's end or a split word is no difference.
    same = f"{headline_words}{_SEPARATOR}{body_words}".replace(" ", "")
    text_words, text_stems = body_words, body_stems
    if teaser:
        teaser_words, teaser_stems = _words_and_stems(teaser)
        text_words, text_stems = f"{teaser_words} {body_words}", f"{teaser_stems} {body_stems}"
    search = SearchKeys(headline_words, headline_stems, text_words, text_stems)
    return ArticleKeys(search, blake2b(same.encode(), digest_size=16).digest())


def _words_and_stems(text: str) -> tuple[str, str]:
    """Fold piece by piece: what stands between spaces folds by itself, and most was met before."""
    keys = [_piece_keys(piece) for piece in text.split()]
    return " ".join([words for words, _ in keys if words]), " ".join([stems for _, stems in keys if stems])


@lru_cache(maxsize=_REMEMBERED)
def _piece_keys(piece: str) -> tuple[str, str]:
    words = fold_text(piece)
    return words, " ".join(map(cached_stem, words.split()))


def content_hash(headline: str, teaser: str | None, body: str) -> str:
    """Return a hash of the stored text: a single letter changed is a new revision.

    >>> content_hash("قمّة", None, "نص") == content_hash("قمة", None, "نص")
    False
    """
    text = f"{headline}{_SEPARATOR}{teaser or ''}{_SEPARATOR}{body}"
    return blake2b(text.encode(), digest_size=16).hexdigest()
