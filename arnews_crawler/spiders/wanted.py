"""Which articles a run was asked for: since, until, section."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote, urlsplit

from arnews_crawler.article import Article
from arnews_crawler.discovery.announcement import Announcement
from arnews_crawler.spiders.arguments import SpiderArguments
from arnews_crawler.text.dates import parse_date
from arnews_crawler.text.fold import fold_key


class Wanted:
    """Answers with the argument that an article or a link is left out by."""

    def __init__(self, arguments: SpiderArguments) -> None:
        self._since = arguments.since
        self._until = arguments.until
        self._section = fold_key(arguments.section) if arguments.section else None

    def excluded_by(self, article: Article) -> str | None:
        """Return ``since``, ``until`` or ``section``; None where the article is wanted.

        An article without a date is wanted: nothing says that it is old.
        """
        if article.published_at:
            published = datetime.fromisoformat(article.published_at)
            if self._since and published < self._since:
                return "since"
            if self._until and published > self._until:
                return "until"
        if self._section and not self._is_in_section(article):
            return "section"
        return None

    def announcement_excluded_by(self, announcement: Announcement) -> str | None:
        """Return what makes it needless to read an announced page: it is older than is asked for.

        A page that last changed before ``since`` was not published after it. The other way round a changed
        page may be an old one, so ``until`` looks at the date of publication alone.
        """
        if self._since is None and self._until is None:
            return None
        published = _latest(announcement.published)
        changed = _latest(announcement.lastmod) or published
        if self._since and changed and changed < self._since:
            return "since"
        if self._until and published and published - timedelta(days=1) > self._until:
            return "until"
        return None

    def is_in_section(self, url: str) -> bool:
        """Whether an address names the section that is asked for."""
        if self._section is None:
            return False
        segments = unquote(urlsplit(url).path).split("/")
        return any(fold_key(segment) == self._section for segment in segments if segment)

    def is_section_name(self, text: str) -> bool:
        """Whether a link's text is the section that is asked for."""
        return self._section is not None and fold_key(text) == self._section

    def _is_in_section(self, article: Article) -> bool:
        return fold_key(article.section or "") == self._section or self.is_in_section(article.url)


def _latest(raw: str | None) -> datetime | None:
    """Return the latest moment that a source's date can mean: a day lasts until its end, in any time zone."""
    parsed = parse_date(raw) if raw else None
    if parsed is None:
        return None
    spans = {"day": timedelta(days=1, hours=14), "month": timedelta(days=32)}
    try:
        return parsed.value.astimezone(UTC) + spans.get(parsed.precision, timedelta(0))
    except OverflowError:
        return None
