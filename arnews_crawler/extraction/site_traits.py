"""What the pages of one site share, as it was learned from a sample of them: names, headings, lines, classes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from .evidence import Candidate
from .keys import line_key
from .metadata import LONGEST_LABEL
from .page_frame import PageFrame

TRAITS_VERSION: Final = 3
"""Changes whenever the same sample would teach something else: traits of another version are learned anew."""
MOST_LINES: Final = 4_000
MOST_PARTS: Final = 100
# Quotation marks and full stops are the headline's own, unless a space parts them from it.
_SEPARATOR_AT_END = re.compile(r"(?:\s+[»«،,.؛]+|\s*[|–—:›•·~/\\>-]+)\s*$|\s+$|[،؛]\s*$")
_SEPARATOR_AT_START = re.compile(r"^\s*(?:[|–—:›•·~/\\>-]+|[»«،,.؛]+\s)\s*|^\s+")
MOST_LABELS: Final = 200


class TitleFrame(NamedTuple):
    """The words that one kind of title (``title``, ``og:title``) has before and behind the headline on most pages."""

    rule: str
    before: str
    behind: str


@dataclass(frozen=True, kw_only=True)
class SiteTraits:
    """What a page of the site says although it is no part of its article. An empty one changes nothing."""

    version: int = TRAITS_VERSION
    pages: int = 0
    """Different pages that it was learned from; 0 where they were too few to learn anything."""
    site_names: tuple[str, ...] = ()
    frames: tuple[TitleFrame, ...] = ()
    shared_headings: frozenset[int] = frozenset()
    """Hashes of headings that stand on most pages: no headlines."""
    shared_titles: frozenset[int] = frozenset()
    """Hashes of what most pages call themselves in their metadata."""
    shared_descriptions: frozenset[int] = frozenset()
    """Hashes of meta descriptions that stand on most pages: the site's slogan, no teaser."""
    shared_lines: frozenset[int] = frozenset()
    """Hashes of lines, each with how it is set, that stand on several pages: menus, notices, boilerplate."""
    body_classes: frozenset[str] = frozenset()
    """Class names that ``<body>`` has on every page: they say nothing of one."""
    page_frame: PageFrame = field(default_factory=PageFrame)
    """Menus, footers and other parts that most pages have letter for letter."""

    def to_json(self) -> str:
        """As text, the same for equal traits."""
        return json.dumps(
            {
                "version": self.version,
                "pages": self.pages,
                "site_names": self.site_names,
                "frames": self.frames,
                "shared_headings": _as_text(self.shared_headings),
                "shared_titles": _as_text(self.shared_titles),
                "shared_descriptions": _as_text(self.shared_descriptions),
                "shared_lines": _as_text(self.shared_lines),
                "body_classes": sorted(self.body_classes),
                "part_starts": sorted(self.page_frame.starts),
                "part_contents": _as_text(self.page_frame.contents),
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> SiteTraits:
        """Traits from their text. Raises ValueError where it is none of ours or of another version."""
        try:
            told: dict[str, Any] = json.loads(text)
            if told["version"] != TRAITS_VERSION:
                raise ValueError(f"traits of version {told['version']!r}; this arnews reads {TRAITS_VERSION}")
            return cls(
                pages=int(told["pages"]),
                site_names=tuple(map(str, told["site_names"][:MOST_LABELS])),
                frames=tuple(TitleFrame(*map(str, frame)) for frame in told["frames"][:MOST_LABELS]),
                shared_headings=_as_hashes(told["shared_headings"][:MOST_LABELS]),
                shared_titles=_as_hashes(told["shared_titles"][:MOST_LABELS]),
                shared_descriptions=_as_hashes(told["shared_descriptions"][:MOST_LABELS]),
                shared_lines=_as_hashes(told["shared_lines"][:MOST_LINES]),
                body_classes=frozenset(map(str, told["body_classes"][:MOST_LABELS])),
                page_frame=PageFrame(
                    frozenset(map(str, told["part_starts"][:MOST_PARTS])),
                    _as_hashes(told["part_contents"][:MOST_PARTS]),
                ),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"no traits of a site: {error!r}") from error

    def strip_frame(self, candidate: Candidate) -> Candidate:
        """A title without what the site puts around all of them, whichever separator stands between, even none."""
        value = candidate.value
        for frame in self.frames:
            if frame.rule == candidate.rule:
                bare = _without(value, frame)
                value = bare if line_key(bare) else value
        return Candidate(value, candidate.rule)

    def is_shared_label(self, text: str) -> bool:
        """Whether most pages have this heading or title."""
        return label_hash(text) in self.shared_headings | self.shared_titles

    def own_headlines(self, gathered: list[Candidate], shown: tuple[str, ...]) -> list[Candidate]:
        """Candidates for the headline, as far as they are this page's own, without the site's frame.

        A headline may stand on all pages, in a box of the latest news: one that this page's own title says stays.
        ``shown`` names the rules of what readers see.
        """
        if not self.pages:
            return gathered
        bare = [self.strip_frame(candidate) for candidate in gathered]
        own = {
            line_key(candidate.value)
            for candidate in bare
            if candidate.rule not in shown and label_hash(candidate.value) not in self.shared_titles
        }
        return [
            candidate
            for candidate in bare
            if line_key(candidate.value) in own or not self.is_shared_label(candidate.value)
        ]

    def own_descriptions(self, descriptions: list[Candidate]) -> list[Candidate]:
        """Meta descriptions without those that most pages have."""
        return [found for found in descriptions if label_hash(found.value) not in self.shared_descriptions]


def _without(title: str, frame: TitleFrame) -> str:
    """A title without its frame and the separators; one that only begins like the frame (a longer word) stays."""
    if frame.behind and title.endswith(frame.behind):
        rest = title[: -len(frame.behind)]
        title = _SEPARATOR_AT_END.sub("", rest) if _SEPARATOR_AT_END.search(rest) else title
    if frame.before and title.startswith(frame.before):
        rest = title[len(frame.before) :]
        title = _SEPARATOR_AT_START.sub("", rest) if _SEPARATOR_AT_START.search(rest) else title
    return title


def label_hash(text: str) -> int:
    """64 bits of a short text's folded key, the same in every process."""
    return stable_hash(line_key(text[:LONGEST_LABEL]))


def stable_hash(text: str) -> int:
    """64 bits of a text, the same in every process: Python's own hash is salted.

    >>> stable_hash("خبر") == stable_hash("خبر") != stable_hash("نبأ")
    True
    """
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _as_text(hashes: frozenset[int]) -> list[str]:
    return [f"{value:016x}" for value in sorted(hashes)]


def _as_hashes(texts: list[str]) -> frozenset[int]:
    return frozenset(int(text, 16) for text in texts)
