"""A page that is only lines of text: site name, headline, teaser, headline again, body, follow-us line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from arnews_crawler.text.clean import clean_text
from arnews_crawler.text.fold import fold_key, fold_text

from .errors import NotAnArticle
from .phrases import FOLLOW_US
from .split import Split, split_lines
from .teaser import is_cut_beginning

_MAX_SITE_NAME = 40


@dataclass
class FlatArticle:
    """The parts of a flat text, and which rule gave each."""

    split: Split
    site_name: str | None = None
    rules: dict[str, str] = field(default_factory=dict)


def read_flat_text(text: str) -> FlatArticle:
    """Lines of a page, in the page's order, to an article's parts.

    The headline is the line that stands again further down, else the first line that is no site name. Raises
    NotAnArticle (``no_headline``, ``no_body``).
    """
    lines = [line for raw in re.split(r"[\r\n\u2028\u2029]+", text) if (line := clean_text(raw))]
    if not lines:
        raise NotAnArticle("no_body", "no text in it")
    index, rule = _headline_index(lines)
    headline = lines[index]
    site = _site_name(lines, index)
    split = split_lines(lines[index + 1 :], headline=headline, site_names=[site] if site else [])
    if not split.body:
        raise NotAnArticle("no_body", "nothing but a headline")
    rules = {"headline": rule, "body": "lines below the headline"}
    if site:
        rules["site_name"] = "line above the headline"
    if split.teaser is not None:
        rules["teaser"] = "cut beginning of the body"
    else:
        _take_own_teaser(split, lines, index, rules)
    return FlatArticle(split, site, rules)


def _headline_index(lines: list[str]) -> tuple[int, str]:
    """Where the headline stands: the first line that is repeated below as a line of its own."""
    keys = [fold_key(line) for line in lines]
    for index, key in enumerate(keys[:8]):
        if len(key) >= 8 and key in keys[index + 1 : index + 8]:
            return index, "line that is repeated"
    for index, line in enumerate(lines[:3]):
        if index + 1 < len(lines) and not _is_name(lines, index):
            return index, "first line" if index == 0 else "first line below the site's name"
        if len(line) > 200:
            break
    raise NotAnArticle("no_headline", "no line that could be a headline above the text")


def _is_name(lines: list[str], index: int) -> bool:
    """A short first line that the last line names again, or that has at most three words and a headline below it."""
    line = lines[index]
    if index > 0 or len(line) > _MAX_SITE_NAME or len(lines) < 3:
        return False
    named_again = fold_text(line) in fold_text(lines[-1]) and bool(FOLLOW_US.match(fold_text(lines[-1])))
    return named_again or (len(line.split()) <= 3 and len(lines[1]) < 200 and len(lines) > 3)


def _site_name(lines: list[str], headline: int) -> str | None:
    above = [line for line in lines[:headline] if len(line) <= _MAX_SITE_NAME]
    return above[0] if above else None


def _take_own_teaser(split: Split, lines: list[str], index: int, rules: dict[str, str]) -> None:
    """What stands between the headline and its repetition, and is not the body's beginning, is a teaser of its own."""
    key = fold_key(lines[index])
    repeated = next((i for i in range(index + 1, min(index + 4, len(lines))) if fold_key(lines[i]) == key), None)
    if repeated is not None and repeated - index == 2 and len(split.body) > 1 and split.body[0] == lines[index + 1]:
        split.teaser = split.body.pop(0)
        split.teaser_is_excerpt = is_cut_beginning(split.teaser, " ".join(split.body[:4]))
        rules["teaser"] = "between the headline and its repetition"
