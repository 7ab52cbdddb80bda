"""The headline as the page prints it, where no heading element shows it."""

from __future__ import annotations

from .blocks import Block
from .content import Content, ContentFinder
from .headline import HeadlineVote, has_kicker, shares_words
from .keys import line_key
from .site_name import strip_site_name

_REACH = 8
_HEADINGS = frozenset({"h1", "h2", "h3"})
_LINES = frozenset({"repeated_line", "line_above_text"})


def as_shown(vote: HeadlineVote, finder: ContentFinder, content: Content, names: list[str]) -> HeadlineVote:
    """The vote with the headline's printed spelling, or with the printed headline that tells the same news.

    Meta elements carry editors' variants and other quotes; what stands above the text is what readers quote. A page
    that shows neither keeps what its meta elements say.
    """
    if vote.rule in _HEADINGS:
        return vote
    if finder.headline_block is not None:
        shown = strip_site_name(finder.page.blocks[finder.headline_block].text, names)
        key = line_key(shown)
        # A label that the title has too belongs to the headline; one that is only printed is a kicker.
        if key != line_key(vote.headline) and key not in vote.told and has_kicker(shown, vote.headline):
            return vote
        return HeadlineVote(shown, vote.keys | {line_key(shown)}, "line_as_shown", f"{vote.rule} agrees")
    if vote.rule in _LINES:
        return vote
    line = _line_above(vote.headline, finder, content)
    if line is None:
        return vote
    shown = strip_site_name(line.text, names)
    return HeadlineVote(shown, vote.keys | {line_key(shown)}, "line_above_body", f"{vote.rule} tells the same news")


def _line_above(headline: str, finder: ContentFinder, content: Content) -> Block | None:
    """The first line above the body, or at its top, that shares words with the headline that metadata give."""
    if not content.kept:
        return None
    first = content.kept[0].index
    for block in finder.page.blocks[max(0, first - _REACH) : first + 2]:
        fits = 15 <= len(block.text) <= 200 and block.link_share < 0.3 and not block.text.endswith((".", "…"))
        if fits and shares_words(block.text, headline):
            return block
    return None
