"""What the file knows of one address: how it was found, what it answered, what is stored, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.takedowns import WITHHELD

_STATE: Final = f"""
    SELECT u.url, u.found_by, u.found_at, u.visited_at, u.last_status, u.code, u.failures, u.missing, u.unchanged,
        u.next_due_at, a.id AS article_id, a.url AS article_url, a.headline, a.revision, a.gone_at,
        {WITHHELD.format(url="u.url")} AS withheld
    FROM urls u LEFT JOIN articles a ON a.id = u.article_id WHERE u.url = ?
"""  # noqa: S608 - a condition of our own
_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class UrlStory:
    """One address in the file."""

    url: str
    verdict: str
    """What became of it and what comes next, in a sentence."""
    state: dict[str, Any]
    """Its row of ``urls`` and the article that stands there; empty where it was never met."""
    source: dict[str, Any]
    """Its row of ``sources``; empty where it is no sitemap or feed."""
    rejects: list[dict[str, Any]]
    """The newest reasons why it was not stored."""
    captures: list[dict[str, Any]]
    """The newest raw pages of it that are kept."""


def tell_story(corpus: Corpus, url: str, *, now: datetime | None = None) -> UrlStory:
    """Return what is known of a canonical address. Raises `CorpusError`."""
    state = next((dict(row) for row in corpus.rows(_STATE, (url,))), {})
    source_query = "SELECT kind, lastmod, visited_at, unchanged, is_whole FROM sources WHERE url = ?"
    source = next((dict(row) for row in corpus.rows(source_query, (url,))), {})
    rejects_query = "SELECT run_id, code, detail, seen_at FROM rejects WHERE url = ? ORDER BY id DESC LIMIT ?"
    rejects = [dict(row) for row in corpus.rows(rejects_query, (url, _MOST))]
    captures_query = """
        SELECT run_id, code, status, fetched_at, warc_file, warc_offset, warc_length FROM captures
        WHERE url = ? ORDER BY id DESC LIMIT ?
    """
    captures = [dict(row) for row in corpus.rows(captures_query, (url, _MOST))]
    verdict = _verdict(state, source, rejects, now or datetime.now(UTC))
    return UrlStory(url, verdict, state, source, rejects, captures)


def _verdict(state: dict[str, Any], source: dict[str, Any], rejects: list[dict[str, Any]], now: datetime) -> str:
    if source:
        return f"a source ({source['kind']}), last asked at {source['visited_at']}"
    if not state and rejects:
        return f"refused at {rejects[0]['seen_at']}: {_reason(rejects[0])}"
    if not state:
        return "never met: no page or source that was read names it"
    return "; ".join(filter(None, (_what_happened(state, rejects), _what_comes(state, now))))


def _what_happened(state: dict[str, Any], rejects: list[dict[str, Any]]) -> str:
    article = f"article {state['article_id']}"
    if state["withheld"]:
        what = f"withheld as {article}" if state["article_id"] is not None else "withheld"
        return f"{what}: it is never fetched again"
    if state["article_id"] is not None and state["article_url"] != state["url"]:
        return f"another address of {article}, {state['article_url']}"
    if state["article_id"] is not None and state["gone_at"]:
        return f"stored as {article}; the site took the page away, seen at {state['gone_at']}"
    if state["article_id"] is not None:
        return f"stored as {article}, revision {state['revision']}, last looked at {state['visited_at']}"
    if state["visited_at"] is None:
        return f"found by {state['found_by']} at {state['found_at']} and not read yet"
    if state["failures"]:
        return f"{_counted(state['failures'])}, the last at {state['visited_at']}{_because(rejects)}"
    bound = (state["code"] or "").split(" ")[0]
    if bound in ("since", "until", "section"):
        return f"read at {state['visited_at']}: an article that --{bound} of that run left out"
    return f"read at {state['visited_at']}: no article ({state['code']}){_because(rejects)}"


def _what_comes(state: dict[str, Any], now: datetime) -> str:
    due = state["next_due_at"]
    if state["withheld"]:
        return ""
    if due is None:
        return "not due: only a changed date in a sitemap, --recheck, --full or --url have it read again"
    return "due in the next run" if datetime.fromisoformat(due) <= now else f"due again at {due}"


def _because(rejects: list[dict[str, Any]]) -> str:
    return f": {_reason(rejects[0])}" if rejects else ""


def _reason(reject: dict[str, Any]) -> str:
    return f"{reject['code']} ({reject['detail']})" if reject["detail"] else str(reject["code"])


def _counted(failures: int) -> str:
    return "failed once" if failures == 1 else f"failed {failures} times in a row"
