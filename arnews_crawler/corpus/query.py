"""What a person types into the search box, read into terms: any input is a query, none is an error.

=================  ======================================================================
قمة بيروت          both words, in any of their forms
"قمة بيروت"        the words as spelt, side by side
-بيروت             not this word
قمة OR مؤتمر       either (also ``|``)
بيرو*              words that begin so
headline:قمة       in the headline only
=================  ======================================================================

Everything else that looks like an operator (brackets, ``AND``, ``NEAR``, a lone quote) is text. Function and question
words look for nothing, unless there is nothing else or they stand in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from arnews_crawler.corpus.keys import WordKeys, word_keys
from arnews_crawler.text.search_stem import rank_key, search_stems
from arnews_crawler.text.stop_words import STOP_WORDS

SHORTEST_PREFIX: Final = 3
"""Letters before an asterisk; of fewer, thousands of words begin so, and the asterisk is passed over."""
MAX_TERMS: Final = 64
"""Terms beyond these are ignored: a pasted page must not become a query of ten thousand words."""
_MAX_LENGTH: Final = 10_000

_TOKEN: Final = re.compile(r'(?P<sign>-?)(?P<field>headline:)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_OR: Final = frozenset({"OR", "|", "||"})

_EXACT: Final = ("words",)
_FORMS: Final = ("words", "stems")
_RELATED: Final = ("words", "stems", "skeletons")


@dataclass(frozen=True)
class Term:
    """One thing to look for: folded words; several are a phrase, one is a word in any of its forms."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_prefix: bool = False
    in_headline: bool = False
    stems: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """Of a single word, as it was printed; those of the folded word where none are given."""

    def __post_init__(self) -> None:
        if not self.stems and len(self.words) == 1:
            object.__setattr__(self, "stems", search_stems(self.words[0]))

    @property
    def is_form(self) -> bool:
        """Whether a word in any of its forms is looked for."""
        return not self.is_phrase and not self.is_prefix

    @property
    def is_stop_word(self) -> bool:
        """Whether this tells nothing of a subject."""
        return self.is_form and not self.in_headline and self.words[0] in STOP_WORDS

    def is_word(self, keys: WordKeys) -> bool:
        """Whether a word of a text is what this term of one word looks for."""
        word = self.words[0]
        if self.is_prefix:
            return keys.word.startswith(word)
        return keys.word == word or (not self.is_phrase and not set(self.stems).isdisjoint(keys.stems))

    def is_phrase_at(self, keys: Sequence[str]) -> bool:
        """Whether as many folded words of a text, side by side, are what this phrase looks for."""
        *first, last = self.words
        *others, end = keys
        return first == others and (end.startswith(last) if self.is_prefix else end == last)

    def to_fts5(self) -> str:
        """This term in FTS5. Folded words hold letters and digits only, so quoting them is enough."""
        words = self._phrase(_EXACT, " ".join(self.words))
        if not self.is_form:
            return f"{words} *" if self.is_prefix else words
        # The word as spelt is found by its stem already; naming it too ranks it above its other forms.
        return _either([words, *(self._phrase(_FORMS, stem) for stem in self.stems)])

    def to_ranking(self) -> str:
        """What is in all that `to_fts5` finds, and in more: counts a word's forms once more, and related words."""
        if not self.is_form:
            return self.to_fts5()
        # However a word's end is printed, two words of one folding share a stem: the word itself need not be named.
        forms = [self._phrase(_FORMS, stem) for stem in self.stems]
        return _either([*forms, self._phrase(_RELATED, rank_key(self.stems))])

    def _phrase(self, kinds: Sequence[str], text: str) -> str:
        places = ("headline",) if self.in_headline else ("text", "headline")
        return f'{{{" ".join(f"{place}_{kind}" for place in places for kind in kinds)}}} : "{text}"'


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
        return self._matching(" AND ", self.groups)

    def match_any(self, required: Sequence[int] | None = None) -> str | None:
        """The FTS5 expression that one group must meet; None where that is the same as `match_all`.

        :param required: numbers of the groups of which one has to be there; all of them else.
        """
        if len(self.groups) < 2:
            return None
        chosen = self.groups if required is None else [self.groups[number] for number in required]
        return self._matching(" OR ", chosen)

    def match_group(self, number: int) -> str:
        """The FTS5 expression of one group alone."""
        return _either(term.to_fts5() for term in self.groups[number])

    def ranked(self, matching: str) -> str:
        """An expression that finds what ``matching`` finds, and has more to rank it by."""
        if len(self.groups) < 2 or not any(term.is_form for term in self.terms):
            return matching
        return f"({matching}) AND {_either(term.to_ranking() for term in self.terms)}"

    def _matching(self, conjunction: str, groups: Sequence[tuple[Term, ...]]) -> str | None:
        if not groups:
            return None
        wanted = conjunction.join(_either(term.to_fts5() for term in group) for group in groups)
        if not self.excluded:
            return wanted
        return f"({wanted}) NOT {_either(term.to_fts5() for term in self.excluded)}"


def _either(parts: Iterable[str]) -> str:
    return f"({' OR '.join(parts)})"


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
    return Query(tuple(map(tuple, _telling(_distinct(groups)))), tuple(dict.fromkeys(excluded)))


def _terms_of(token: re.Match[str]) -> list[Term]:
    in_headline = token["field"] is not None
    is_phrase = token["phrase"] is not None
    keys = word_keys(token["phrase"] if is_phrase else token["word"])
    words = tuple(each.word for each in keys)
    if not words:
        return []
    if is_phrase:
        return [Term(words, is_phrase=True, in_headline=in_headline)]
    is_prefix = token["word"].endswith("*") and len(words[-1]) >= SHORTEST_PREFIX
    if is_prefix or (token["sign"] and len(words) > 1):
        return [Term(words, is_phrase=len(words) > 1, is_prefix=is_prefix, in_headline=in_headline)]
    return [Term((each.word,), in_headline=in_headline, stems=each.stems) for each in keys]


def _distinct(groups: list[list[Term]]) -> list[list[Term]]:
    """Each group once, at its first place: a word said twice counts once."""
    return [list(group) for group in dict.fromkeys(tuple(dict.fromkeys(group)) for group in groups)][:MAX_TERMS]


def _telling(groups: list[list[Term]]) -> list[list[Term]]:
    """The groups that tell of a subject; all of them where none does."""
    telling = [group for group in groups if not all(term.is_stop_word for term in group)]
    return telling or groups
