"""Learning what the pages of a site share from a sample of their sketches, whatever order they come in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from math import ceil
from typing import NamedTuple

from .keys import line_key
from .page_frame import PageFrame
from .page_sketch import PageSketch
from .site_traits import MOST_LABELS, MOST_LINES, MOST_PARTS, SiteTraits, TitleFrame, label_hash

LEAST_PAGES = 4
"""Different pages below which chance looks like a rule."""
_COMMON = 0.6
"""Share of the pages from which a line belongs to the frame; no article stands at so many addresses."""
_LONGEST_NAME = 60
_WORD = re.compile(r"[^\s|–—:»«›•·~/\\>،,.؛-]+")
_EDGES = " \t\n|–—-:»«›•·~/\\>،,.؛"
_PARTED = re.compile(r"\s[-–—|»«›•·:]+\s|[|»›•]")


def learn_traits(sketches: Iterable[PageSketch]) -> SiteTraits:
    """What the pages share; empty where fewer than four different pages with a text of their own are among them."""
    pages = different_pages(sketches)
    if len(pages) < LEAST_PAGES:
        return SiteTraits()
    shared_headings = _shared_labels(pages, lambda page: page.headings)
    frames = _frames(pages, shared_headings)
    return SiteTraits(
        pages=len(pages),
        site_names=_site_names(pages, frames),
        frames=frames,
        shared_headings=shared_headings,
        shared_titles=_shared_labels(pages, lambda page: [title.value for title in page.titles]),
        shared_descriptions=_shared_labels(pages, lambda page: page.descriptions),
        shared_lines=_shared_lines(pages),
        body_classes=frozenset.intersection(*(page.body_classes for page in pages)),
        page_frame=_page_frame(pages),
    )


def different_pages(sketches: Iterable[PageSketch]) -> list[PageSketch]:
    """One sketch for each text of its own: one article at two addresses must not look like boilerplate.

    Lines that most pages have are the frame; what has nothing else (a page that says "not found") is none.
    """
    by_url = {sketch.url: sketch for sketch in sketches}
    ordered = [by_url[url] for url in sorted(by_url)]
    counts = Counter(line for page in ordered for line in page.lines)
    titles = Counter(key for page in ordered for key in _title_keys(page))
    most = _COMMON * len(ordered)
    own = {
        page.url: {line: size for line, size in page.lines.items() if size and counts[line] <= most} for page in ordered
    }
    named = {page.url: {key for key in _title_keys(page) if titles[key] <= most} for page in ordered}
    group = {page.url: page.url for page in ordered if own[page.url]}
    for first, second in combinations(group, 2):
        if _is_same(own[first], own[second], has_same_title=bool(named[first] & named[second])):
            old, new = sorted((group[first], group[second]), reverse=True)
            group = {url: new if root == old else root for url, root in group.items()}
    return [by_url[url] for url in sorted(set(group.values()))]


def _is_same(first: dict[int, int], second: dict[int, int], *, has_same_title: bool) -> bool:
    least = min(sum(first.values()), sum(second.values()))
    common = sum(first[line] for line in first.keys() & second.keys())
    return common >= (0.5 if has_same_title else 0.9) * least


def _title_keys(page: PageSketch) -> set[str]:
    return {line_key(title.value) for title in page.titles}


def _many(pages: Sequence[PageSketch], share: float) -> int:
    """How many pages are a share of them, and at least three."""
    return max(3, ceil(share * len(pages)))


def _shared_lines(pages: Sequence[PageSketch]) -> frozenset[int]:
    counts = Counter(line for page in pages for line in page.lines)
    least = _many(pages, 0.3)
    shared = sorted((-count, line) for line, count in counts.items() if count >= least)
    return frozenset(line for _, line in shared[:MOST_LINES])


def _page_frame(pages: Sequence[PageSketch]) -> PageFrame:
    """The parts that most pages have letter for letter, the largest first: those inside them come with them."""
    counts = Counter(part for page in pages for part in page.parts)
    sizes = {part: size for page in pages for part, size in page.parts.items()}
    least = _many(pages, _COMMON)
    shared = sorted((-sizes[part], part) for part, count in counts.items() if count >= least)[:MOST_PARTS]
    return PageFrame(frozenset(start for _, (start, _) in shared), frozenset(content for _, (_, content) in shared))


def _shared_labels(pages: Sequence[PageSketch], labels: Callable[[PageSketch], Iterable[str]]) -> frozenset[int]:
    counts = Counter(value for page in pages for value in set(map(label_hash, labels(page))))
    least = _many(pages, 0.5)
    shared = sorted((-count, value) for value, count in counts.items() if count >= least)
    return frozenset(value for _, value in shared[:MOST_LABELS])


def _frames(pages: Sequence[PageSketch], shared_headings: frozenset[int]) -> tuple[TitleFrame, ...]:
    """What stands around the headline in each kind of title."""
    frames = []
    own = {page.url: [text for text in page.headings if label_hash(text) not in shared_headings] for page in pages}
    for rule in sorted({title.rule for page in pages for title in page.titles}):
        titles = [_framed(title.value, own[page.url]) for page in pages for title in page.titles if title.rule == rule]
        different = list({line_key(title.text): title for title in sorted(titles)}.values())
        frame = TitleFrame(rule, _shared_words(different, at_end=False), _shared_words(different, at_end=True))
        if frame.before or frame.behind:
            frames.append(frame)
    return tuple(frames)


class _Title(NamedTuple):
    """A title, and how many of its words at the beginning and at the end can be a frame."""

    text: str
    before: int
    behind: int


def _framed(text: str, headings: Sequence[str]) -> _Title:
    """A title whose words that a heading of its page says too are the headline's, however many headlines have them."""
    words = _WORD.findall(text)
    best = _Title(text, len(words) - 1, len(words) - 1)
    longest = 2
    for heading in headings:
        own = _WORD.findall(heading)
        for start in range(len(words) - len(own) + 1):
            if len(own) > longest and words[start : start + len(own)] == own:
                longest, best = len(own), _Title(text, start, len(words) - start - len(own))
    return best


def _shared_words(titles: Sequence[_Title], *, at_end: bool) -> str:
    """The longest end (or beginning) in words that most titles have, as the first of them prints it.

    Where nothing but a space parts it from the headline, nearly all of them must have it.
    """
    printed: dict[tuple[str, ...], list[tuple[str, bool]]] = {}
    for title, most_before, most_behind in titles:
        words = list(_WORD.finditer(title))
        for length in range(1, min(most_behind if at_end else most_before, 8) + 1):
            part = words[-length:] if at_end else words[:length]
            between = (words[-length - 1].end(), part[0].start()) if at_end else (part[-1].end(), words[length].start())
            is_parted = bool(title[slice(*between)].strip())
            text = title[part[0].start() :] if at_end else title[: part[-1].end()]
            printed.setdefault(tuple(word.group() for word in part), []).append((text.strip(), is_parted))
    best: tuple[str, ...] = ()
    for shared, found in printed.items():
        parted = sum(is_parted for _, is_parted in found)
        least = max(LEAST_PAGES - 1, (_COMMON if 2 * parted > len(found) else 0.8) * len(titles))
        if len(found) >= least and len(shared) > len(best):
            best = shared
    texts = sorted(text for text, _ in printed.get(best, ()))
    return texts[0].strip(_EDGES) if texts else ""


def _site_names(pages: Sequence[PageSketch], frames: Sequence[TitleFrame]) -> tuple[str, ...]:
    """The site's names: declared on most pages, in the frame of titles, a title or first heading that never changes."""
    declared = Counter(name for page in pages for name in page.site_names)
    titles = Counter(title.value for page in pages for title in page.titles if title.rule in ("title", "og:title"))
    least = _many(pages, _COMMON)
    names = [name for name, count in sorted(declared.items()) if count >= least]
    names += [name for name, count in sorted(titles.items()) if count >= least]
    for frame in frames:
        for side, last in ((frame.behind, True), (frame.before, False)):
            pieces = [piece.strip() for piece in _PARTED.split(side) if piece.strip(_EDGES)]
            names += [pieces[-1 if last else 0]] if pieces else []
            names.append(side.strip(_EDGES))
    unique: dict[str, str] = {}
    for name in names:
        if 3 <= len(name) <= _LONGEST_NAME and line_key(name):
            unique.setdefault(line_key(name), name.strip(_EDGES))
    return tuple(unique.values())
