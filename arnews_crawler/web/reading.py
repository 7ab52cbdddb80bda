"""The pages of one article: its text, and what changed from one version to the next."""

from __future__ import annotations

from typing import Any, Final

from arnews_crawler.corpus.captures import COLUMNS, Capture, capture_from_row
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.records import Revision, StoredArticle
from arnews_crawler.web.addresses import safe_link
from arnews_crawler.web.asking import Answer, Ask, not_found
from arnews_crawler.web.differences import Piece, compare_texts, is_same

_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "ur", "ps", "ckb", "ug", "sd", "he", "arz", "dv", "yi"})
_MOST_CAPTURES: Final = 20
_MOST_SIMILAR: Final = 10


def article_page(corpus: Corpus, ask: Ask) -> Answer:
    """An article, to be read."""
    article = _find(corpus, ask)
    if article is None:
        return not_found(ask)
    if article.duplicate_of is not None:
        return Answer(redirect=ask.link(f"article/{article.duplicate_of}"))
    addresses = corpus.addresses(article.id)
    values: dict[str, Any] = {
        **_text_values(article),
        "paragraphs": article.body.split("\n\n"),
        "revisions": corpus.revisions(article.id),
        "addresses": [url for url in addresses if url != article.url],
        "captures": _captures(corpus, [article.url, *addresses]),
        "similar": _similar(corpus, article.id),
    }
    return Answer("article.html", article.headline, values)


def changes_page(corpus: Corpus, ask: Ask) -> Answer:
    """Two versions of an article, word by word; without a choice, the last two."""
    article = _find(corpus, ask)
    if article is None:
        return not_found(ask)
    if article.duplicate_of is not None:
        return Answer(redirect=ask.link(f"article/{article.duplicate_of}"))
    revisions = {revision.revision: revision for revision in corpus.revisions(article.id)}
    newest = max(revisions, default=1)
    to = ask.number("to", newest, newest)
    since = ask.number("from", max(to - 1, 1), newest)
    values: dict[str, Any] = {**_text_values(article), "revisions": list(revisions.values()), "since": since, "to": to}
    if since in revisions and to in revisions:
        values["fields"] = _compare(revisions[since], revisions[to])
    return Answer("changes.html", f"{ask.language('changes')} · {article.headline}", values)


def direction_of(language: str | None) -> str:
    """Return the value of ``dir`` for a text in a language.

    >>> direction_of("ar-EG"), direction_of("en"), direction_of(None)
    ('rtl', 'ltr', 'auto')
    """
    if not language:
        return "auto"
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def _find(corpus: Corpus, ask: Ask) -> StoredArticle | None:
    return corpus.get(ask.place) if ask.place.isascii() and ask.place.isdigit() and len(ask.place) < 19 else None


def _text_values(article: StoredArticle) -> dict[str, Any]:
    return {
        "article": article,
        "lang": article.language or "und",
        "dir": direction_of(article.language),
        "source": safe_link(article.url),
    }


def _compare(old: Revision, new: Revision) -> list[tuple[str, list[list[Piece]]]]:
    """Each field with its paragraphs; a field that is empty in both is left out, one that did not change is short."""
    found = []
    for name in ("headline", "teaser", "body"):
        paragraphs = compare_texts(getattr(old, name) or "", getattr(new, name) or "")
        if paragraphs and not is_same(paragraphs):
            found.append((name, paragraphs))
    return found


def _captures(corpus: Corpus, urls: list[str]) -> list[Capture]:
    marks = ", ".join("?" for _ in urls)
    query = f"SELECT {COLUMNS} FROM captures WHERE url IN ({marks}) ORDER BY id DESC LIMIT {_MOST_CAPTURES}"  # noqa: S608
    return [capture_from_row(row) for row in corpus.rows(query, urls)]


def _similar(corpus: Corpus, article_id: int) -> list[tuple[int, str, str, float]]:
    """Other articles with nearly the same text: id, headline, site, share."""
    query = """
        SELECT c.id, c.headline, c.site, s.share FROM (
            SELECT other_id AS id, share FROM similar WHERE article_id = ?1
            UNION SELECT article_id, share FROM similar WHERE other_id = ?1
        ) s JOIN corpus c ON c.id = s.id ORDER BY s.share DESC, c.id LIMIT ?2
    """
    return [tuple(row) for row in corpus.rows(query, (article_id, _MOST_SIMILAR))]
