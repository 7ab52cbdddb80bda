"""The one record: an article as a researcher reads it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Article:
    """One version of one article. Text is stored as printed; a field that the page does not give is None or empty.

    >>> Article(url="https://example.org/1", headline="عنوان", body="نص").teaser is None
    True
    """

    url: str = ""
    """The canonical absolute address; empty only for a page read without one."""
    site: str = ""
    """The host that published it, without ``www.``: the corpus groups by it."""
    headline: str = ""
    """The headline alone: no site name, no section, no kicker."""
    teaser: str | None = None
    """What stands between headline and body, or the excerpt that a listing or feed prints; as printed."""
    body: str = ""
    """The paragraphs, separated by one blank line; headline and teaser are not repeated in it."""
    section: str | None = None
    authors: list[str] = field(default_factory=list)
    """People, in the order printed. An agency is no author."""
    tags: list[str] = field(default_factory=list)
    agency: str | None = None
    """The news agency named as source, as printed (رويترز, وكالات)."""
    language: str | None = None
    """BCP 47 primary subtag of the text itself, such as ``ar``."""
    published_at: str | None = None
    """ISO 8601 with offset; ``published_precision`` says how much of it the page gave."""
    modified_at: str | None = None
    published_raw: str | None = None
    """The characters that ``published_at`` was read from."""
    published_precision: str | None = None
    """``second``, ``minute``, ``day`` or ``month``."""
    image_url: str | None = None
    site_name: str | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    """Field -> the rule that gave it."""
    warnings: list[str] = field(default_factory=list)
    """Codes of what is doubtful, such as ``teaser_is_excerpt``."""
