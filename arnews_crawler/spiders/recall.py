"""What a run asks for again and what it leaves alone, from what earlier runs know of the site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from arnews_crawler.corpus.crawl_memory import CrawlMemory, KnownUrl
from arnews_crawler.corpus.schedule import HEALING
from arnews_crawler.discovery.shapes import page_number
from arnews_crawler.spiders.arguments import SpiderArguments
from arnews_crawler.spiders.frontier import Candidate, Limits, Why
from arnews_crawler.spiders.reporting import Reporter
from arnews_crawler.text.dates import parse_date

FAMILIAR: Final = 60
"""Articles of which the sample is chosen by which a site is got to know again; the newest."""
LISTINGS: Final = 12
"""Listings that a run looks at, first pages only; two thirds are those that have brought most, the rest takes turns."""
_STEADY: Final = 8
_EARLY: Final = timedelta(minutes=6)
"""A page is read some seconds after its run began: an hour later, the next run of an hourly cron is that much early."""
_MOST_ILL: Final = 200
_CONVALESCENCE: Final = timedelta(days=1)
"""How long back pages are asked for again that were refused while the site was ill."""
_LISTING: Final = 20
_AGAIN: Final = 10
_UNPROVEN: Final = 200
"""Pages a run that are read because of a moved date in a sitemap whose dates have not proven right yet."""
_DISBELIEVED: Final = 20
_STAMP_LEAST: Final = 20
_STAMP_SHARE: Final = 0.9
"""Where nearly all dates of a sitemap have moved at once, they tell when it was made."""


class Recall:
    """Decides with the memory of a site; a site without one is read whole.

    :param memory: None for a run that is to know nothing (dry run, single pages).
    :param now: the moment that is compared with when something is due.
    """

    def __init__(
        self, memory: CrawlMemory | None, arguments: SpiderArguments, report: Reporter, now: datetime, limits: Limits
    ) -> None:
        self._memory = memory
        self._arguments = arguments
        self._report = report
        self._now = now
        self._due_by = now + _EARLY
        self._limits = limits
        self._moves: int | None = None
        self._has_asked_after_illness = False
        self.is_incremental = memory is not None and not arguments.full and memory.has_articles()
        """Whether the run only looks for what is new, due or changed."""
        base_url = arguments.base_url or ""
        self.is_continuation = self.is_incremental and memory is not None and memory.was_killed(base_url)
        """Whether the run goes on with one that was killed: what that one had asked is not asked again."""
        if self.is_continuation:
            report.count("arnews/run/continued")

    def choose(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return what is to be asked for, of what one source announces or one page links to."""
        if self._memory is None or not candidates:
            return list(candidates)
        undecided = [each.url for each in candidates if each.why == "new"]
        known = self._memory.look_up(undecided)
        stamped = _is_stamped(candidates, known)
        chosen = []
        for candidate in candidates:
            url = known.get(candidate.url)
            if url is not None and url.is_withheld:
                self._report.count("arnews/refused/withheld")
                continue
            if url is not None and url.article_id is not None and candidate.found_by != "related":
                self._report.count("arnews/article/named")
            why = self._why(candidate, url, is_stamped=stamped)
            if why is not None:
                chosen.append(_asked_again(candidate, url, why))
            elif url is not None and url.article_id is not None:
                self._report.count("arnews/known/listed")
        return chosen

    def again(self) -> list[Candidate]:
        """Return what is to be looked at again, whether or not anything names it in this run."""
        if self._memory is None:
            return []
        most, arguments = self._limits.pages, self._arguments
        found = [_from_memory(url, "due") for url in self._memory.due(self._due_by, most)]
        if arguments.full:
            found += [_from_memory(url, "full") for url in self._memory.all_pages(most)]
        elif arguments.recheck is not None:
            since = self._now - arguments.recheck
            found += [_from_memory(url, "due") for url in self._memory.changed_since(since, most)]
        if self.is_incremental and not self.is_continuation:
            found += [_from_memory(url, "listing") for url in self._round()]
        return list({candidate.url: candidate for candidate in reversed(found)}.values())[::-1]

    def after_illness(self) -> list[Candidate]:
        """Return what showed no text while the site was ill, once a run, unless this run shows that it still is.

        Their next looks lie hours apart; an article that is edited before would be stored without its first version.
        Whole pages are asked for: that such a page did not change would say nothing of how the site is.
        """
        if self._memory is None or not self.is_incremental or self._has_asked_after_illness:
            return []
        self._has_asked_after_illness = True
        refused = sum(self._report.number(f"arnews/reject/{code}") for code in HEALING)
        if refused > self._report.number("arnews/article/found"):
            return []
        since = self._now - _CONVALESCENCE
        known = self._memory.refused_while_ill(self._arguments.base_url or "", since, _MOST_ILL)
        return [replace(_from_memory(url, "due"), etag=None, last_modified=None) for url in known]

    def familiar(self) -> list[Candidate]:
        """Return articles that a run which has little new to read can get to know the site by."""
        if self._memory is None or not self.is_incremental:
            return []
        known = self._memory.changed_since(datetime.fromtimestamp(0, UTC), FAMILIAR)
        return [replace(_from_memory(url, "full"), etag=None, last_modified=None) for url in known]

    def text_of(self, url: str) -> tuple[str, str] | None:
        """Return headline and body of the article that an earlier run read at an address."""
        return self._memory.text_of(url) if self._memory is not None else None

    def _round(self) -> list[KnownUrl]:
        """The listings of this run: the steady ones, and those whose turn it is."""
        assert self._memory is not None
        first_pages = [url for url in self._memory.listings(self._limits.pages) if not _is_later_page(url.url)]
        steady = sorted(first_pages, key=lambda url: (url.depth, url.unchanged, url.visited_at))[:_STEADY]
        others = [url for url in first_pages if url not in steady]
        return [*steady, *others[: LISTINGS - len(steady)]]

    def _why(self, candidate: Candidate, known: KnownUrl | None, *, is_stamped: bool) -> Why | None:
        if candidate.why != "new" or known is None or known.visited_at is None:
            return candidate.why
        if known.next_due_at is not None and known.next_due_at <= self._due_by.isoformat(timespec="seconds"):
            return "due"
        if self._was_left_out(known):
            return "new"
        if self._arguments.full:
            return "full"
        if is_stamped or not _has_moved(candidate, known) or not self._may_follow_date():
            return None
        return "lastmod"

    def _was_left_out(self, known: KnownUrl) -> bool:
        """Whether an earlier run read a page and did not want it, which this one may want."""
        bound, _, date = (known.code or "").partition(" ")
        if bound == "section":
            return self._arguments.section is None
        if bound not in ("since", "until"):
            return False
        published = parse_date(date)
        since, until = self._arguments.since, self._arguments.until
        if published is None:
            return since is None and until is None
        return (since is None or published.value >= since) and (until is None or published.value <= until)

    def _may_follow_date(self) -> bool:
        """Whether one more page may be read because its date in the sitemap has moved."""
        assert self._memory is not None
        if self._moves is None:
            record = self._memory.lastmod_record()
            unlimited = self._limits.pages if record.is_believed else _DISBELIEVED
            self._moves = unlimited if record.is_proven else _UNPROVEN
        self._moves -= 1
        if self._moves < 0:
            self._report.count("arnews/refused/lastmod_doubted")
        return self._moves >= 0


def _asked_again(candidate: Candidate, known: KnownUrl | None, why: Why) -> Candidate:
    if known is None or why == "new":
        return candidate  # read as if for the first time, also where an earlier run read it and did not want it
    return replace(candidate, why=why, etag=known.etag, last_modified=known.last_modified)


def _from_memory(known: KnownUrl, why: Why) -> Candidate:
    is_new = known.visited_at is None
    return Candidate(
        known.url,
        known.found_by or "listing",
        depth=known.depth,
        priority=_LISTING if why == "listing" else _AGAIN,
        is_announced=True,
        lastmod=known.lastmod,
        why="new" if is_new else why,
        etag=known.etag,
        last_modified=known.last_modified,
    )


def _is_later_page(url: str) -> bool:
    number = page_number(url)
    return number is not None and number.number > 1


def _is_stamped(candidates: Iterable[Candidate], known: dict[str, KnownUrl]) -> bool:
    """Whether a source dates its pages by the moment when it was made itself."""
    dated = moved = 0
    for candidate in candidates:
        url = known.get(candidate.url)
        if url is not None and url.lastmod is not None and candidate.lastmod is not None:
            dated += 1
            moved += _has_moved(candidate, url)
    return dated >= _STAMP_LEAST and moved >= _STAMP_SHARE * dated


def _has_moved(candidate: Candidate, known: KnownUrl) -> bool:
    """Whether a sitemap says that a page changed since it was read."""
    if candidate.lastmod is None or candidate.lastmod == known.lastmod:
        return False
    said, before = parse_date(candidate.lastmod), parse_date(known.lastmod or known.visited_at or "")
    return said is not None and (before is None or said.value > before.value)
