"""What is compared and searched of an article: keys made of its text, never stored as text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from arnews_crawler.text.fold import FoldedWord, fold_words
from arnews_crawler.text.hamza_readings import hamza_readings
from arnews_crawler.text.search_stem import HAMZA, printed_ending, rank_key, search_stems
from arnews_crawler.text.stop_words import STOP_WORDS

_SEPARATOR: Final = "\x1f"
"""Between the parts of what is hashed: no stored text holds it, so no two texts run into each other."""

_REMEMBERED: Final = 65_536
"""Words whose keys are remembered: the words of a language repeat, and that is most of the cost (20 MB)."""


class WordKeys(NamedTuple):
    """What one word of a text is found by."""

    word: str
    """As it is spelt, folded."""
    stems: tuple[str, ...]
    """One for each way to read it, and its other spellings."""
    skeleton: str
    """Shared by related words: ranks, and never matches."""


class SearchKeys(NamedTuple):
    """One row of ``articles_fts``: the keys of the headline and of the running text, joined by spaces."""

    text_words: str
    text_stems: str
    """Those that the word itself is not: the words are looked through with them."""
    text_skeletons: str
    """Those that are neither the word nor one of its stems."""
    headline_words: str
    headline_stems: str
    headline_skeletons: str


class ArticleKeys(NamedTuple):
    """All keys of an article; ``text_key`` is equal for the same text in another spelling."""

    search: SearchKeys
    text_key: bytes


@lru_cache(maxsize=_REMEMBERED)
def word_keys(printed: str) -> tuple[WordKeys, ...]:
    """Return the keys of the words in a piece of text, which is best short: it is remembered.

    >>> [(keys.word, keys.stems) for keys in word_keys("«والمدرسةُ»")]
    [('والمدرسه', ('مدرسه',))]
    """
    return tuple(_keys_of(word, printed[word.start : word.end]) for word in fold_words(printed))


def _keys_of(word: FoldedWord, printed: str) -> WordKeys:
    ending = printed_ending(printed)
    stems = search_stems(word.key, ending)
    others = hamza_readings(printed, word.key)
    found_by = (*stems, *others, *(stem for spelling in others for stem in search_stems(spelling, ending)))
    if ending == HAMZA and word.key not in STOP_WORDS:
        # Without its hamza الماء has the particle ما for a stem: by that it would be found everywhere.
        found_by = tuple(stem for stem in found_by if stem not in STOP_WORDS)
    # What ranks is made of the word as it stands: another spelling is no relative.
    return WordKeys(word.key, tuple(dict.fromkeys(found_by or stems)), rank_key(stems))


@lru_cache(maxsize=_REMEMBERED)
def _piece_keys(piece: str) -> tuple[str, str, str]:
    """Words, stems and skeletons of what stands between spaces: it folds by itself, and most was met before."""
    keys = word_keys.__wrapped__(piece)
    return (
        " ".join([each.word for each in keys]),
        " ".join([stem for each in keys for stem in each.stems if stem != each.word]),
        " ".join([each.skeleton for each in keys if each.skeleton not in (each.word, *each.stems)]),
    )


def article_keys(headline: str, teaser: str | None, body: str) -> ArticleKeys:
    """Return the keys of an article's stored text; the same text gives the same keys for ever, within a
    version.

    >>> article_keys("قمّة", None, "نص") == article_keys("قمة", None, "نصّ")
    True
    """
    of_headline, of_body = _joined(headline.split()), _joined(body.split())
    # Spaces fall out as in fold_key: a paragraph's end or a split word is no difference.
    same = f"{of_headline[0]}{_SEPARATOR}{of_body[0]}".replace(" ", "")
    of_text = of_body
    if teaser:
        of_text = _joined((*teaser.split(), *body.split()))
    return ArticleKeys(SearchKeys(*of_text, *of_headline), blake2b(same.encode(), digest_size=16).digest())


def _joined(pieces: Iterable[str]) -> tuple[str, str, str]:
    keys = [each for each in map(_piece_keys, pieces) if each[0]]
    if not keys:
        return "", "", ""
    words, stems, skeletons = zip(*keys, strict=True)
    return " ".join(words), " ".join(filter(None, stems)), " ".join(filter(None, skeletons))


def content_hash(headline: str, teaser: str | None, body: str) -> str:
    """Return a hash of the stored text: a single letter changed is a new revision.

    >>> content_hash("قمّة", None, "نص") == content_hash("قمة", None, "نص")
    False
    """
    text = f"{headline}{_SEPARATOR}{teaser or ''}{_SEPARATOR}{body}"
    return blake2b(text.encode(), digest_size=16).hexdigest()
