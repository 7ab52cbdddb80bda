"""Site name, headline, teaser and body apart: lines in the order of the page, the repeated title dropped.

Lines are compared by fold keys and kept as they were printed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from arnews_crawler.text.fold import fold_key, fold_text, fold_words

from .keys import line_key
from .phrases import FOLLOW_US, NOTICE, READ_ALSO, SHARE
from .site_name import strip_site_name
from .teaser import is_cut_beginning

_SEPARATORS = ".:|–—-•؛…"


@dataclass
class Split:
    """The parts of an article. ``dropped`` holds each line left out, with the reason."""

    headline: str = ""
    teaser: str | None = None
    body: list[str] = field(default_factory=list)
    teaser_is_excerpt: bool = False
    dropped: list[tuple[str, str]] = field(default_factory=list)


def split_lines(
    lines: Sequence[str],
    *,
    headline: str,
    headline_keys: Collection[str] = (),
    site_names: Collection[str] = (),
    teaser: str | None = None,
) -> Split:
    """The lines of an article (cleaned, none empty) to its parts.

    ``headline_keys`` are fold keys of other spellings of the headline that the page uses; ``teaser`` is one that stands
    apart from the lines.

    >>> split = split_lines(["اتفاق جديد", "وصل الوفد إلى العا...", "وصل الوفد إلى العاصمة."], headline="اتفاق جديد")
    >>> split.teaser, split.body
    ('وصل الوفد إلى العا...', ['وصل الوفد إلى العاصمة.'])
    """
    split = Split(headline=headline, teaser=teaser)
    keys = {fold_key(headline), *headline_keys} - {""}
    names = {fold_key(name) for name in site_names}
    rest: list[str] = []
    longest = max([len(headline), *map(len, keys)]) * 2 + 80
    known = "".join(f"\n{key}" for key in keys | names)
    for line in lines:
        first = line_key(line.partition(" ")[0]) if len(line) < longest else ""
        if first and f"\n{first}" not in known:
            rest.append(line)
            continue
        # A paragraph is longer than any spelling of the headline with a site's name around it.
        key = fold_key(line) if len(line) < longest else ""
        if key in names and not rest:
            split.dropped.append((line, "site_name"))
        elif key and (key in keys or fold_key(strip_site_name(line, site_names)) in keys):
            split.dropped.append((line, "repeated_headline"))
        elif key or len(line) >= longest:
            rest.append(line)
    _take_excerpt(split, rest)
    _drop_ends(split, rest)
    if rest:
        rest[0] = without_leading_headline(rest[0], headline)
    split.body = rest
    if split.teaser is not None and rest:
        split.teaser_is_excerpt = is_cut_beginning(split.teaser, " ".join(rest[:8]))
    return split


def _take_excerpt(split: Split, rest: list[str]) -> None:
    """A first line that is the cut beginning of what follows is the teaser, and no part of the body."""
    while len(rest) > 1 and is_cut_beginning(rest[0], " ".join(rest[1:8])):
        excerpt = rest.pop(0)
        if split.teaser is None:
            split.teaser = excerpt
        split.dropped.append((excerpt, "teaser_is_excerpt"))


def _drop_ends(split: Split, rest: list[str]) -> None:
    while rest and _is_end_line(rest[-1]) and len(rest) > 1:
        split.dropped.append((rest.pop(), "boilerplate"))
    while len(rest) > 1 and _is_end_line(rest[0]):
        split.dropped.append((rest.pop(0), "boilerplate"))


def _is_end_line(line: str) -> bool:
    if len(line) > 220:
        return False
    key = fold_text(line)
    return bool(
        FOLLOW_US.match(key) or NOTICE.match(key) or READ_ALSO.match(key) or (len(line) < 60 and SHARE.match(key))
    )


def without_leading_headline(line: str, headline: str) -> str:
    """A paragraph without the headline in front of it, where a mark parts the two.

    >>> without_leading_headline("اتفاق جديد في العاصمة: وصل الوفد اليوم ووقع الاتفاق.", "اتفاق جديد في العاصمة")
    'وصل الوفد اليوم ووقع الاتفاق.'
    >>> without_leading_headline("اتفاق جديد في العاصمة وقع اليوم.", "اتفاق جديد في العاصمة")
    'اتفاق جديد في العاصمة وقع اليوم.'
    """
    wanted = [word.key for word in fold_words(headline)]
    if not wanted:
        return line
    end = 0
    words = fold_words(line[: 3 * len(headline) + 40])
    for key in wanted:
        word = next(words, None)
        if word is None or word.key != key:
            return line
        end = word.end
    rest = line[end:].lstrip("»”\"' ")
    if rest[:1] and rest[0] in _SEPARATORS and len(rest) > 20:
        return rest.lstrip(_SEPARATORS + " ")
    return line
