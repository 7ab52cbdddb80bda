"""What is compared and searched of an article: keys made of its text, never stored as text."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from arnews_crawler.text.stem import stem_word

from arnews_crawler.text.fold import fold_text

_SEPARATOR: Final = "\x1f"
"""Between the parts of what is hashed: no stored text holds it, so no two texts run into each other."""

cached_stem: Final = lru_cache(maxsize=200_000)(stem_word)
"""`stem_word`, remembered: the words of a language repeat, and a running text has few that are new."""


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
    headline_words = fold_text(headline)
    body_words = fold_text(body)
    text_words = f"{fold_text(teaser)} {body_words}" if teaser else body_words
    search = SearchKeys(headline_words, stem_words(headline_words), text_words, stem_words(text_words))
    # Spaces fall out as in fold_key: a paragraph's end or a split word is no difference.
    same = f"{headline_words}{_SEPARATOR}{body_words}".replace(" ", "")
    return ArticleKeys(search, blake2b(same.encode(), digest_size=16).digest())


def stem_words(folded: str) -> str:
    """Return the stems of folded words, joined by single spaces."""
    return " ".join(map(cached_stem, folded.split(" ")))


def content_hash(headline: str, teaser: str | None, body: str) -> str:
    """Return a hash of the stored text: a single letter changed is a new revision.

    >>> content_hash("قمّة", None, "نص") == content_hash("قمة", None, "نص")
    False
    """
    text = f"{headline}{_SEPARATOR}{teaser or ''}{_SEPARATOR}{body}"
    return blake2b(text.encode(), digest_size=16).hexdigest()
