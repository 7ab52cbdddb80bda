"""The pages that lead to articles: start, search, sections, sites."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import unquote

from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.search import Sort
from arnews_crawler.web.asking import Answer, Ask, not_found
from arnews_crawler.web.charts import Chart, over_time
from arnews_crawler.web.counting import count_all, steps_between
from arnews_crawler.web.listing import (
    FARTHEST_PAGE,
    EntryPage,
    count_by,
    find,
    newest,
    published_span,
    site_health,
)
from arnews_crawler.web.memory import remembered

_ON_START: Final = 10
_DAYS: Final = 30
_TITLE: Final = 80


def start_page(corpus: Corpus, ask: Ask) -> Answer:
    """Numbers, the newest articles, sites, and how their last runs ended."""
    by_site = count_by(corpus, "site")
    first, last = published_span(corpus)
    values = {
        "articles": sum(by_site.values()),
        "by_site": by_site,
        "first": first,
        "last": last,
        "entries": newest(corpus, Filters(), size=_ON_START).entries,
        "health": site_health(corpus),
        "chart": _last_days(corpus, ask, last),
    }
    return Answer("start.html", ask.language("name"), values)


def search_page(corpus: Corpus, ask: Ask) -> Answer:
    """What a query and filters find; without a query, the newest that the filters let through."""
    query = ask.value("q")
    sort: Sort = "date" if ask.value("sort") == "date" else "relevance"
    values: dict[str, Any] = {
        "query": query,
        "sort": sort,
        "wanted": {name: ask.value(name) for name in ("site", "section", "from", "to")},
        "sites": [name for name in count_by(corpus, "site") if name],
        "sections": [name for name in count_by(corpus, "section") if name],
    }
    title = ask.language("search")
    if query:
        title = f"{query[:_TITLE]}{'…' if len(query) > _TITLE else ''} · {title}"
    try:
        filters = _read_filters(ask)
    except ValueError:
        return Answer("search.html", title, {**values, "error": ask.language("bad_date"), "page": None}, 400)
    number = ask.number("page", 1, FARTHEST_PAGE)
    page = find(corpus, query, filters, sort, number) if query else newest(corpus, filters, number)
    # Counting what is in most articles takes longer than finding the first of it.
    is_rare = query and page.entries and not page.ranked_newest
    found = remembered(corpus, (query, filters), lambda: corpus.counts(query, "site", filters)) if is_rare else {}
    return Answer("search.html", title, {**values, "page": page, "found": found})


def sites_page(corpus: Corpus, ask: Ask) -> Answer:
    """All sites, with how many articles each has."""
    rows = [(name, ask.link(f"site/{name}"), number) for name, number in count_by(corpus, "site").items() if name]
    title = ask.language("sites")
    return Answer("counts.html", title, {"rows": rows, "head": ask.language("site")})


def sections_page(corpus: Corpus, ask: Ask) -> Answer:
    """All sections, with how many articles each has."""
    counts = count_by(corpus, "section")
    rows = [(name, ask.link("section", name=name), number) for name, number in counts.items() if name]
    if "" in counts:
        rows.append((ask.language("no_section"), "", counts[""]))
    return Answer("counts.html", ask.language("sections"), {"rows": rows, "head": ask.language("section")})


def site_page(corpus: Corpus, ask: Ask) -> Answer:
    """The articles of a site, the last published first."""
    site = unquote(ask.place)
    return _articles_of(corpus, ask, Filters(site=site), site, {"site": site})


def section_page(corpus: Corpus, ask: Ask) -> Answer:
    """The articles of a section, of all sites, the last published first."""
    section = ask.value("name")
    if not section:
        return Answer(redirect=ask.link("sections"))
    return _articles_of(corpus, ask, Filters(section=section), section, {"section": section})


def _articles_of(corpus: Corpus, ask: Ask, filters: Filters, title: str, search: dict[str, str]) -> Answer:
    page: EntryPage = newest(corpus, filters, ask.number("page", 1, FARTHEST_PAGE))
    if not page.entries and page.number == 1:
        return not_found(ask)
    return Answer("articles.html", title, {"page": page, "search": search})


def _read_filters(ask: Ask) -> Filters:
    return Filters(
        date_from=ask.value("from") or None,
        date_to=ask.value("to") or None,
        site=ask.value("site") or None,
        section=ask.value("section") or None,
    )


def _last_days(corpus: Corpus, ask: Ask, last: str | None) -> Chart | None:
    """The chart of the last days that have articles; None where no article has a date."""
    try:
        end = date.fromisoformat((last or "")[:10])
    except ValueError:
        return None
    start = (end - timedelta(days=_DAYS - 1)).isoformat()
    words = ask.language
    series = {words("articles"): remembered(corpus, start, lambda: count_all(corpus, "day", start))}
    return over_time(words("chart_articles"), words("day"), steps_between(start, end.isoformat(), "day"), series)
