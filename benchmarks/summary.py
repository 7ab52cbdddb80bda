"""From the scores of pages to the figures of one engine over one folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from benchmarks.metrics import DateOutcome, PageScore
from benchmarks.runner import EngineRun

Figures = dict[str, str]
"""A measure's name -> its value as printed; ``-`` where nothing is judged."""
_MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Averages:
    """How page values become one: over pages, or over sites first, so that no site outvotes the others."""

    scores: Sequence[PageScore]
    by_site: bool

    def mean(self, value: Callable[[PageScore], float]) -> float:
        """Average of `value` over the pages; 0 for none."""
        groups = self.site_means(value).values() if self.by_site else [value(score) for score in self.scores]
        return fmean(groups) if groups else 0.0

    def site_means(self, value: Callable[[PageScore], float]) -> dict[str, float]:
        """Site -> average of `value` over its pages."""
        groups: dict[str, list[float]] = defaultdict(list)
        for score in self.scores:
            groups[score.site].append(value(score))
        return {site: fmean(values) for site, values in groups.items()}


def summarise(run: EngineRun, by_site: bool) -> Figures:
    """Give all figures of a run, in the order in which they are printed."""
    scores = run.scores
    figures: Figures = {}
    if scores:
        figures |= _summarise_body(Averages(scores, by_site))
        figures |= _summarise_fields(scores)
        figures |= _summarise_dates(scores)
        asked, respected = (
            sum(score.phrases for score in scores),
            sum(score.phrases_respected for score in scores),
        )
        figures["phrases demanded or forbidden, respected"] = _share(respected, asked)
        figures["articles refused"] = str(sum(score.rejected is not None for score in scores))
        figures["articles without a body"] = str(sum(score.shingles.f1 == 0.0 for score in scores))
        figures["exceptions"] = str(sum(score.failed is not None for score in scores))
    for kind, (taken, total) in run.accepted.items():
        figures[f"{kind} taken as articles"] = f"{taken}/{total}"
    if run.seconds:
        figures["pages a second"] = f"{len(run.seconds) / max(sum(run.seconds), 1e-9):.1f}"
        figures["slowest page, ms"] = f"{max(run.seconds) * 1000:.0f}"
    figures["peak memory, MB"] = f"{run.peak_memory / _MEBIBYTE:.0f}"
    return figures


def list_worst(scores: Iterable[PageScore], count: int, by_words: bool) -> list[PageScore]:
    """Give the pages with the lowest body F1, worst first."""

    def f1(score: PageScore) -> float:
        return (score.words if by_words else score.shingles).f1

    return sorted(scores, key=lambda score: (f1(score), score.name))[:count]


def _summarise_body(averages: Averages) -> Figures:
    by_site = averages.site_means(lambda score: score.shingles.f1)
    worst = min(by_site, key=lambda site: by_site[site])
    figures = {
        "body precision": f"{averages.mean(lambda score: score.shingles.precision):.4f}",
        "body recall": f"{averages.mean(lambda score: score.shingles.recall):.4f}",
        "body F1": f"{averages.mean(lambda score: score.shingles.f1):.4f}",
    }
    if averages.by_site:
        figures["body F1, lowest site"] = f"{by_site[worst]:.4f} {worst}"
    return figures | {
        "word precision": f"{averages.mean(lambda score: score.words.precision):.4f}",
        "word recall": f"{averages.mean(lambda score: score.words.recall):.4f}",
        "word F1": f"{averages.mean(lambda score: score.words.f1):.4f}",
        "body exact": _share_of([score.body_exact for score in averages.scores]),
        "body same words": _share_of([score.body_same_words for score in averages.scores]),
    }


def _summarise_fields(scores: Sequence[PageScore]) -> Figures:
    repeated = [score.headline_repeated for score in scores if score.headline_repeated is not None]
    return {
        "headline exact": _share_of([score.headline_exact for score in scores]),
        "headline by fold key": _share_of([score.headline_same_key for score in scores]),
        "headline repeated in body": f"{sum(repeated)}/{len(repeated)}" if repeated else "-",
        "teaser exact": _share_of([score.teaser_exact for score in scores]),
    }


def _summarise_dates(scores: Sequence[PageScore]) -> Figures:
    counts = {outcome: sum(score.date is outcome for score in scores) for outcome in DateOutcome}
    dated = sum(counts[outcome] for outcome in (DateOutcome.RIGHT, DateOutcome.MISSING, DateOutcome.WRONG_DAY))
    undated = counts[DateOutcome.INVENTED] + counts[DateOutcome.ABSENT]
    unlisted = counts[DateOutcome.UNLISTED] + counts[DateOutcome.UNANSWERED]
    return {
        "date (day)": _share(counts[DateOutcome.RIGHT], dated),
        "date missing": str(counts[DateOutcome.MISSING]) if dated else "-",
        "date of another day": str(counts[DateOutcome.WRONG_DAY]) if dated else "-",
        "date where the page has none": f"{counts[DateOutcome.INVENTED]}/{undated}" if undated else "-",
        "date where the truth lists none": f"{counts[DateOutcome.UNLISTED]}/{unlisted}" if unlisted else "-",
    }


def _share_of(values: Iterable[bool | None]) -> str:
    judged = [value for value in values if value is not None]
    return _share(sum(judged), len(judged))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"
