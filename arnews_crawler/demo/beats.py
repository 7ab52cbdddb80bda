"""A beat: what one section reports about, before it is compiled into pools."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A section's words; the blocks of text hold one template a line."""

    slug: str
    name: str
    heads: tuple[tuple[str, bool, str], ...]
    """What a subject's name begins with, whether it is feminine, and its short form with the article."""
    aims: str
    """What follows the head in the construct state."""
    institutions: tuple[tuple[str, bool, str], ...]
    """Name (a template), whether it is feminine, short form with the article."""
    offices: str
    """Who speaks for the institution; ``self`` is the person."""
    specialists: str
    """Whom the paper asks from outside; ``self`` is the person."""
    tags: tuple[str, ...]
