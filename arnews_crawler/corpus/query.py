"""What a person types into the search box, read into terms: any input is a query, none is an error.

=================  ======================================================================
قمة بيروت          both words, in any of their forms
"قمة بيروت"        the words as spelt, side by side
-بيروت             not this word
قمة OR مؤتمر       either (also ``|``)
بيرو*              words that begin so
headline:قمة       in the headline only
=================  ======================================================================

Everything else that looks like an operator (brackets, ``AND``, ``NEAR``, a lone quote) is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from arnews_crawler.corpus.keys import cached_stem
from arnews_crawler.text.fold import fold_text

MAX_TERMS: Final = 64
"""Terms beyond these are ignored: a pasted page must not become a query of ten thousand words."""
_MAX_LENGTH: Final = 10_000

_TOKEN: Final = re.compile(r'(?P<sign>-?)(?P<field>headline:)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_OR: Final = frozenset({"OR", "|", "||"})

_ALL_WORDS: Final = "headline_words text_words"
_ALL_STEMS: Final = "headline_stems text_stems"


@dataclass(frozen=True)
class Term:
    """One thing to look for: folded words; several are a phrase, one is a word in any of its forms."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_prefix: bool = False
    in_headline: bool = False

    def is_word(self, key: str) -> bool:
        """Whether a folded word of a text is what this term of one word looks for."""
        word = self.words[0]
        if self.is_prefix:
            return key.startswith(word)
        return key == word or (not self.is_phrase and cached_stem(key) == cached_stem(word))

    def is_phrase_at(self, keys: Sequence[str]) -> bool:
        """Whether as many folded words of a text, side by side, are what this phrase looks for."""
        *first, last = self.words
        *others, end = keys
        return first == others and (end.startswith(last) if self.is_prefix else end == last)

    def to_fts5(self) -> str:
        """This term in FTS5. Folded words hold letters and digits only, so quoting them is enough."""
        words = "headline_words" if self.in_headline else _ALL_WORDS
        stems = "headline_stems" if self.in_headline else _ALL_STEMS
        if self.is_phrase or self.is_prefix:
            star = " *" if self.is_prefix else ""
            return f'{{{words}}} : "{" ".join(self.words)}"{star}'
        # The word as spelt is found by its stem already; naming it too ranks it above its other forms.
        word = self.words[0]
        return f'({{{words}}} : "{word}" OR {{{stems}}} : "{cached_stem(word)}")'


@dataclass(frozen=True)
class Query:
    """A query: each group is a set of alternatives, and ``excluded`` may not occur."""

    groups: tuple[tuple[Term, ...], ...]
    excluded: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms that are looked for."""
        return tuple(term for group in self.groups for term in group)

    def match_all(self) -> str | None:
        """The FTS5 expression that every group must meet; None where nothing is looked for."""
        return self._expression(" AND ")

    def match_any(self) -> str | None:
        """The FTS5 expression that one group must meet; None where that is the same as `match_all`."""
        return self._expression(" OR ") if len(self.groups) > 1 else None

    def _expression(self, conjunction: str) -> str | None:
        if not self.groups:
            return None
        wanted = conjunction.join(f"({' OR '.join(term.to_fts5() for term in group)})" for group in self.groups)
        if not self.excluded:
            return wanted
        return f"({wanted}) NOT ({' OR '.join(term.to_fts5() for term in self.excluded)})"


def parse_query(text: str) -> Query:
    """Read what a person typed. A query of signs only looks for nothing.

    >>> parse_query('القمّة -"بيروت اليوم"').excluded
    (Term(words=('بيروت', 'اليوم'), is_phrase=True, is_prefix=False, in_headline=False),)
    >>> parse_query('" OR ( *').groups
    ()
    """
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    joins = False
    for token in _TOKEN.finditer(text[:_MAX_LENGTH].translate(_QUOTES)):
        if token["word"] in _OR and not token["sign"] and not token["field"]:
            joins = bool(groups)
            continue
        terms = _terms_of(token)
        if not terms or len(groups) + len(excluded) >= MAX_TERMS:
            continue
        if token["sign"]:
            excluded.extend(terms)
        elif joins:
            groups[-1].append(terms[0])
            groups.extend([term] for term in terms[1:])
        else:
            groups.extend([term] for term in terms)
        joins = False
    return Query(tuple(tuple(group) for group in _distinct(groups)), tuple(dict.fromkeys(excluded)))


def _terms_of(token: re.Match[str]) -> list[Term]:
    in_headline = token["field"] is not None
    if token["phrase"] is not None:
        words = tuple(fold_text(token["phrase"]).split())
        return [Term(words, is_phrase=True, in_headline=in_headline)] if words else []
    words = tuple(fold_text(token["word"]).split())
    if not words:
        return []
    is_prefix = token["word"].endswith("*")
    if is_prefix or (token["sign"] and len(words) > 1):
        return [Term(words, is_phrase=len(words) > 1, is_prefix=is_prefix, in_headline=in_headline)]
    return [Term((word,), in_headline=in_headline) for word in words]


def _distinct(groups: list[list[Term]]) -> list[list[Term]]:
    """Each group once, at its first place: a word said twice counts once."""
    return [list(group) for group in dict.fromkeys(tuple(dict.fromkeys(group)) for group in groups)][:MAX_TERMS]
