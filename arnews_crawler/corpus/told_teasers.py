"""Teasers that a site tells elsewhere than on the article's page: in a feed, on a listing's card.

A feed names the newest pages alone and a card moves on, so that a later look may find less than an earlier one, and in
another order. What is stored must depend on neither: of several teasers told, the same one is preferred always.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from arnews_crawler.corpus.keys import content_hash
from arnews_crawler.corpus.records import Row, encode_json
from arnews_crawler.text.fold import fold_key

_TELLERS: Final = ("listing", "feed")
"""Where a teaser may be told, the better place last."""


def told_by(rule: str | None) -> str | None:
    """Return the place that a teaser was told at, by its evidence; None for one that its page prints.

    >>> told_by("feed"), told_by("listing (the longest)"), told_by("og:description")
    ('feed', 'listing', None)
    """
    place = (rule or "").partition(" ")[0]
    return place if place in _TELLERS else None


def preference(rule: str, teaser: str) -> tuple[int, int, str]:
    """Return an order of teasers told: a feed's before a card's, which is cut more often; the longer one."""
    return _TELLERS.index(told_by(rule) or _TELLERS[0]), len(teaser), teaser


def keep_told_teaser(old: Row, new: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a later look at an article with the stored teaser, if that was told and the later one is no better.

    A teaser that the page itself gives is better always. So is what is told together with another text: that is an
    edit. A stored one that stands in the new body is none any more.
    """
    place, teaser = told_by(json.loads(old["evidence"]).get("teaser")), old["teaser"]
    if place is None or teaser is None:
        return new
    evidence = json.loads(new["evidence"])
    is_edited = (old["headline"], old["body"]) != (new["headline"], new["body"])
    if new["teaser"] is None:
        if is_edited and fold_key(teaser) in fold_key(new["body"]):
            return new
    else:
        other = told_by(evidence.get("teaser"))
        is_same = teaser == new["teaser"]
        if other is None or (is_edited and not is_same) or preference(other, new["teaser"]) > preference(place, teaser):
            return new
    return with_teaser(new, teaser, place)


def with_teaser(row: Row, teaser: str, rule: str) -> dict[str, Any]:
    """Return the row of an article with a teaser that was told."""
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - sqlite3.Row iterates over values
    evidence = {**json.loads(row["evidence"]), "teaser": rule}
    return {
        **values,
        "teaser": teaser,
        "evidence": encode_json(evidence),
        "content_hash": content_hash(row["headline"], teaser, row["body"]),
    }
