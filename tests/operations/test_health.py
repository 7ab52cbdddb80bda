"""A site's health from its own history: each real failure is told, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.run_history import RunHistory
from arnews_crawler.operations.health import Patient, complaints
from arnews_crawler.operations.vital_signs import FIELDS, Sightings, Signs

BODY = "كلمة " * 200
TAKEN_DOWN = {f"https://example.org/news/{n}" for n in range(100, 140)}


def article(number: int, **fields: Any) -> Article:
    values: dict[str, Any] = {
        "url": f"https://example.org/news/{number}",
        "headline": "عنوان",
        "teaser": "مقدمة",
        "body": BODY,
        "published_at": "2026-03-01T10:00:00+00:00",
        "authors": ["سمير"],
        "section": "اقتصاد",
        "image_url": "https://example.org/a.jpg",
        "tags": ["قمح"],
    }
    return Article(**{**values, **fields})


def signs(number: int, **fields: Any) -> Signs:
    taken = Signs()
    for n in range(number):
        taken.note_article(article(n, **fields))
    return taken


def counts(articles: int = 20, **fields: int) -> Mapping[str, float]:
    """The counts of a run whose articles all have all fields, but for those that are named."""
    numbers = {f"arnews/field/{name}": fields.get(name, articles) for name in FIELDS}
    return {**numbers, "item_scraped_count": articles, "arnews/body/median_length": 1000, **_rest(fields)}


def _rest(fields: Mapping[str, int]) -> dict[str, float]:
    return {f"arnews/reject/{name}": number for name, number in fields.items() if name not in FIELDS}


class All(frozenset[str]):
    """Every address."""

    def __contains__(self, url: object) -> bool:
        return True


def history(*runs: Mapping[str, float], **extra: Any) -> RunHistory:
    urls = [f"https://example.org/news/{n}" for n in range(50, 60)]
    return RunHistory(healthy=runs, is_known=True, article_urls=urls, last_exit=0, **{"new": All(), **extra})


def refuse(taken: Signs, code: str, number: int, folder: str = "news", *, is_surprise: bool = False) -> Signs:
    for n in range(100, 100 + number):
        url = f"https://example.org/{folder}/{n}"
        taken.rejects.setdefault(code, Sightings()).note(url)
        if is_surprise:
            taken.surprises.setdefault(code, Sightings()).note(url)
    return taken


@pytest.mark.parametrize("name", ["teaser", "published_at", "authors", "section", "image_url", "tags"])
def test_a_field_that_all_had_and_none_has_is_told_with_its_layout_and_examples(name: str) -> None:
    (told,) = complaints(Patient(signs(5, **{name: [] if name in ("authors", "tags") else None}), history(counts())))
    assert told.startswith(f"{name} is missing in 5 of 5 articles, where 100% of the site's used to have it; ")
    assert "layout example.org/news/#: https://example.org/news/0 " in told
    assert told.count("https://") == 3


def test_a_spider_s_own_layout_is_named() -> None:
    (told,) = complaints(Patient(signs(6, teaser=None), history(counts()), layout="of marafi since 2026-01-01"))
    assert "layout of marafi since 2026-01-01: https://" in told


@pytest.mark.parametrize(
    ("taken", "past"),
    [
        (signs(4, teaser=None), history(counts())),  # fewer than five
        (signs(20, teaser=None), history()),  # a first run has nothing to compare with
        (signs(20, teaser=None), history(counts(20, teaser=4))),  # most never had one
        (signs(6, teaser=None), history(counts(1))),  # one article is no custom
        (signs(5, teaser=None), history(counts(20, teaser=13))),  # a third never had one
        (signs(0), history(counts())),
    ],
)
def test_what_is_no_failure_is_not_told(taken: Signs, past: RunHistory) -> None:
    assert list(complaints(Patient(taken, past))) == []


def test_an_article_that_is_read_again_and_never_had_a_field_has_not_lost_it() -> None:
    taken = signs(20, published_at=None)
    taken.note_article(article(50))
    never = {article(n).url for n in range(18)}
    assert list(complaints(Patient(taken, history(counts(), bare={"published_at": never})))) == []
    (told,) = complaints(Patient(taken, history(counts(), bare={"published_at": set(list(never)[:10])})))
    assert told.startswith("published_at is missing in 10 of 11 articles")


def test_half_of_a_run_is_not_most_of_it() -> None:
    taken = signs(6, teaser=None)
    for n in range(6):
        taken.note_article(article(50 + n))
    assert list(complaints(Patient(taken, history(counts())))) == []
    taken.note_article(article(70, teaser=None))
    assert len(list(complaints(Patient(taken, history(counts()))))) == 1


def test_a_section_is_of_another_kind_and_a_field_can_be_given_up() -> None:
    taken = signs(20, teaser=None)
    assert list(complaints(Patient(taken, history(counts()), is_section=True))) == []
    assert list(complaints(Patient(taken, history(counts()), ignored=("teaser",)))) == []


@pytest.mark.parametrize(("code", "name"), [("no_body", "body"), ("stub", "body"), ("no_headline", "headline")])
def test_articles_without_body_or_headline_are_told(code: str, name: str) -> None:
    (line,) = complaints(Patient(refuse(signs(0), code, 6), history(counts())))
    assert line.startswith(f"{name} is missing in 6 of 6 articles; layout example.org/news/#: https://")
    again = refuse(signs(1), code, 12)
    assert len(list(complaints(Patient(again, history(counts(), new=(), known=TAKEN_DOWN))))) == 1
    # On a first run too, where the site itself announces the pages as articles, and they are nothing else.
    told = list(complaints(Patient(refuse(signs(3), code, 6, is_surprise=True))))
    assert len(told) == (code != "stub")


@pytest.mark.parametrize(
    ("taken", "past"),
    [
        (refuse(signs(0), "no_body", 4), history(counts())),
        (refuse(signs(9), "no_body", 8), history(counts())),  # not most
        (refuse(signs(0), "no_body", 30, "tag"), history(counts())),  # where no article ever was
        (refuse(signs(3), "no_body", 30), RunHistory()),  # a first run, and nothing announces them
        (refuse(signs(5), "stub", 10), history(counts(20, stub=40))),  # the site was always so
        (refuse(signs(3), "video", 40), history(counts(20, video=200))),
        (refuse(signs(3), "video", 40), RunHistory()),
        # Looked at once more, and never an article: tags, writers, pages of the house, be they announced too.
        (refuse(signs(1), "stub", 12), history(counts(), new=())),
        (refuse(signs(1), "author", 12, "author", is_surprise=True), history(counts(), new=())),
        (refuse(signs(3), "listing", 30, is_surprise=True), RunHistory()),
        (
            refuse(signs(0), "http_404", 40),
            history(counts(), known=TAKEN_DOWN, new=()),
        ),
    ],
)
def test_pages_that_were_never_articles_are_not_told(taken: Signs, past: RunHistory) -> None:
    assert list(complaints(Patient(taken, past))) == []


@pytest.mark.parametrize("code", ["paywall", "login", "http_500", "timeout", "robots_forbidden", "http_404"])
def test_pages_where_articles_were_and_that_are_refused_now_are_told(code: str) -> None:
    (told,) = complaints(Patient(refuse(signs(2), code, 12), history(counts())))
    assert told.startswith(f"12 of 14 pages where articles used to be are refused ({code}); layout ")


def test_bodies_that_are_all_short_are_told() -> None:
    (told,) = complaints(Patient(signs(10, body="كلمة " * 20), history(*[counts()] * 3)))
    assert told.startswith("body has 100 letters in the middle of 10 articles, where 1000 are usual; layout")
    assert list(complaints(Patient(signs(9, body="كلمة " * 20), history(*[counts()] * 3)))) == []
    assert list(complaints(Patient(signs(10, body="كلمة " * 120), history(*[counts()] * 3)))) == []


def test_chance_alone_is_never_a_failure() -> None:
    """A year of runs of a site where fields come and go, each judged by those before."""
    chance = random.Random(7)
    shares = {"teaser": 0.55, "authors": 0.8, "tags": 0.95, "section": 1.0, "published_at": 1.0, "image_url": 0.7}
    past: list[Mapping[str, float]] = []
    for _ in range(2000):
        taken = Signs()
        for n in range(chance.choice([0, 0, 1, 2, 3, 8, 20])):
            given = {name: (["x"] if chance.random() < share else []) for name, share in shares.items()}
            taken.note_article(article(n, **given))
        assert list(complaints(Patient(taken, history(*past[-30:])))) == []
        if taken.articles:
            past.append(counts(taken.articles, **{name: taken.has[name] for name in shares}))
