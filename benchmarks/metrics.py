"""The measures of one page: overlap of texts, headline, date, forbidden and demanded phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime
from enum import Enum

from benchmarks.corpora import Truth
from benchmarks.folding import fold_key, fold_words, plain_text

SHINGLE_SIZE = 4
"""Words in a shingle, as in the scrapinghub article extraction benchmark."""
_HEADLINE_WORDS = 4
"""A body may begin with the same two words as its headline by chance; not with four."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean; 0 where nothing is shared."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What an engine says of a page; empty or None where it gives nothing."""

    body: str = ""
    headline: str | None = None
    teaser: str | None = None
    published: str | None = None
    rejected: str | None = None
    """The code with which the engine refused the page as no article."""
    failed: str | None = None
    """The exception that came out of the engine."""

    @property
    def is_accepted(self) -> bool:
        """Whether the engine took the page as an article."""
        return bool(self.body.strip()) and self.rejected is None and self.failed is None


class DateOutcome(Enum):
    """How an answer's day stands to the truth's."""

    NOT_JUDGED = "not judged"
    RIGHT = "right"
    MISSING = "missing"
    WRONG_DAY = "wrong day"
    ABSENT = "rightly none"
    INVENTED = "invented"
    UNLISTED = "not in the truth"
    """An answer where the truth lists none, though the page may state one."""
    UNANSWERED = "none, as in the truth"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScore:
    """Everything measured on one page; None where the truth does not judge it."""

    name: str
    site: str
    shingles: Overlap
    words: Overlap
    body_exact: bool
    body_same_words: bool
    headline_exact: bool | None
    headline_same_key: bool | None
    teaser_exact: bool | None
    date: DateOutcome
    headline_repeated: bool | None
    phrases: int
    phrases_respected: int
    rejected: str | None = None
    failed: str | None = None


def compare_counts(truth: Sequence[Hashable], answer: Sequence[Hashable]) -> Overlap:
    """Compare as multisets: what stands twice counts twice. Two empty texts agree."""
    if not truth and not answer:
        return Overlap(1.0, 1.0)
    if not truth or not answer:
        return Overlap(0.0, 0.0)
    shared = (Counter(truth) & Counter(answer)).total()
    return Overlap(shared / len(answer), shared / len(truth))


def compare_shingles(truth: Sequence[str], answer: Sequence[str]) -> Overlap:
    """Compare runs of four folded words; of as many as the shorter text has, where that is fewer."""
    size = min(SHINGLE_SIZE, max(1, min(len(truth), len(answer))))
    return compare_counts(make_shingles(truth, size), make_shingles(answer, size))


def make_shingles(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    """Give all runs of `size` words.

    >>> make_shingles(["a", "b", "c"], 2)
    [('a', 'b'), ('b', 'c')]
    """
    return list(zip(*(words[start:] for start in range(size)), strict=False))


def parse_date(raw: str | None) -> date | datetime | None:
    """Read an ISO 8601 or RFC 2822 date; None for anything else.

    A date alone stays one: it stands for no instant.

    >>> parse_date("Tue, 04 Jan 2022 19:24:21 +0000")
    datetime.datetime(2022, 1, 4, 19, 24, 21, tzinfo=datetime.timezone.utc)
    >>> parse_date("2020-10-07")
    datetime.date(2020, 10, 7)
    """
    text = (raw or "").strip()
    for read in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text)
        except ValueError:
            continue
    return None


def is_same_day(truth: date | datetime, answer: date | datetime) -> bool:
    """Whether both name one day: as written, or, for two instants, as written at the truth's offset."""
    if _day(truth) == _day(answer):
        return True
    if not isinstance(truth, datetime) or not isinstance(answer, datetime):
        return False
    if truth.tzinfo is None or answer.tzinfo is None or answer.time() == time():
        # Midnight is what a date alone looks like once it has an offset: no instant to carry over.
        return False
    return answer.astimezone(truth.tzinfo).date() == truth.date()


def judge_date(truth: Truth, answer: str | None) -> DateOutcome:
    """Judge the day. An answer that is no date counts as a wrong one: a reader would store it."""
    if truth.has_no_date:
        return DateOutcome.INVENTED if answer else DateOutcome.ABSENT
    if truth.lists_no_date:
        return DateOutcome.UNLISTED if answer else DateOutcome.UNANSWERED
    if truth.published is None:
        return DateOutcome.NOT_JUDGED
    expected = parse_date(truth.published)
    if expected is None:
        raise ValueError(f"The truth's date {truth.published!r} is neither ISO 8601 nor RFC 2822")
    if not answer:
        return DateOutcome.MISSING
    given = parse_date(answer)
    is_right = given is not None and is_same_day(expected, given)
    return DateOutcome.RIGHT if is_right else DateOutcome.WRONG_DAY


def has_repeated_headline(headline: str, body: str) -> bool:
    """Whether a line of the body is the headline, or the body begins with it."""
    key = fold_key(headline)
    if not key:
        return False
    if any(fold_key(line) == key for line in body.splitlines()):
        return True
    words = fold_words(headline)
    return len(words) >= _HEADLINE_WORDS and fold_words(body)[: len(words)] == words


def count_phrases(truth: Truth, answer_words: Sequence[str]) -> tuple[int, int]:
    """Count demanded and forbidden phrases, and those respected.

    A forbidden phrase that the true body holds, and a demanded one that it lacks, is the labeller's slip.
    """
    truth_words = fold_words(truth.body)
    asked = respected = 0
    for phrases, wanted in ((truth.must_contain, True), (truth.must_not_contain, False)):
        for phrase in phrases:
            words = fold_words(phrase)
            if not words or _has_run(truth_words, words) is not wanted:
                continue
            asked += 1
            respected += _has_run(answer_words, words) is wanted
    return asked, respected


def score_page(name: str, site: str, truth: Truth, answer: Extracted) -> PageScore:
    """Measure one answer. A refused or failed page is an empty answer."""
    truth_words, answer_words = fold_words(truth.body), fold_words(answer.body)
    asked, respected = count_phrases(truth, answer_words)
    headline = truth.headline
    return PageScore(
        name=name,
        site=site,
        shingles=compare_shingles(truth_words, answer_words),
        words=compare_counts(truth_words, answer_words),
        body_exact=plain_text(truth.body) == plain_text(answer.body),
        body_same_words=truth_words == answer_words,
        headline_exact=_is_equal(headline, answer.headline),
        headline_same_key=None if headline is None else fold_key(headline) == fold_key(answer.headline or ""),
        teaser_exact=_is_equal(truth.teaser, answer.teaser),
        date=judge_date(truth, answer.published),
        headline_repeated=None if headline is None else has_repeated_headline(headline, answer.body),
        phrases=asked,
        phrases_respected=respected,
        rejected=answer.rejected,
        failed=answer.failed,
    )


def _is_equal(truth: str | None, answer: str | None) -> bool | None:
    return None if truth is None else plain_text(truth) == plain_text(answer or "")


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _has_run(words: Sequence[str], run: Sequence[str]) -> bool:
    # Word borders on both sides, so that "من" is not found inside "زمن".
    return f" {' '.join(run)} " in f" {' '.join(words)} "
