"""One article at several addresses and sites: variants and duplicates, and their edits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.reader import Corpus

FETCHED_AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]


def test_the_same_text_at_another_address_of_the_site_is_no_second_article(
    store: Store, corpus: Corpus, make_article: MakeArticle
) -> None:
    store(make_article())
    print_version = make_article(url="https://news.example/print/1", headline="إفتتاحُ المكتبةِ رقم ١!")
    assert store(print_version) == BatchOutcome(variants=1)
    assert store(print_version) == BatchOutcome(unchanged=1)
    assert corpus.statistics().articles == 1
    assert corpus.addresses(1) == ["https://news.example/a/1", "https://news.example/print/1"]
    found = corpus.get("https://news.example/print/1")
    assert found is not None
    assert found.headline == "افتتاح المكتبة رقم 1"


def test_five_addresses_in_one_batch_are_one_article(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    urls = [f"https://news.example/{form}/1" for form in ("a", "amp", "print", "m", "share")]
    assert store(*(make_article(url=url) for url in urls)) == BatchOutcome(stored=1, variants=4)
    assert sorted(corpus.addresses(1)) == sorted(urls)
    assert corpus.addresses(1)[0] == urls[0]


def test_the_same_headline_over_another_text_is_another_article(
    store: Store, corpus: Corpus, make_article: MakeArticle
) -> None:
    store(make_article(1, headline="نشرة الصباح"))
    store(make_article(2, headline="نشرة الصباح"))
    assert corpus.statistics().articles == 2


def test_the_text_of_another_site_is_a_duplicate_of_the_earlier(
    store: Store, corpus: Corpus, make_article: MakeArticle
) -> None:
    store(make_article())
    for number, site in enumerate(("b.example", "c.example"), 2):
        copy = make_article(1, url=f"https://{site}/{number}", site=site)
        assert store(copy) == BatchOutcome(stored=1)
    assert [row["duplicate_of"] for row in corpus.rows("SELECT duplicate_of FROM articles ORDER BY id")] == [
        *(None, 1, 1)
    ]
    assert [article.id for article in corpus.articles()] == [1]


def test_an_edited_original_hands_its_place_to_the_earliest_copy(
    store: Store, corpus: Corpus, make_article: MakeArticle
) -> None:
    store(make_article(), *(make_article(1, url=f"https://{s}/1", site=s) for s in ("b.example", "c.example")))
    store(make_article(body="نصّ محرّر"))
    assert duplicates(corpus) == {1: None, 2: None, 3: 2}
    store(make_article())  # edited back: now the copy was first
    assert duplicates(corpus) == {1: 2, 2: None, 3: 2}


def test_a_copy_that_is_edited_is_a_duplicate_no_more(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    copy = make_article(1, url="https://b.example/1", site="b.example")
    store(make_article(), copy)
    store(make_article(1, url="https://b.example/1", site="b.example", body="نصّ محرّر"))
    assert duplicates(corpus) == {1: None, 2: None}


def duplicates(corpus: Corpus) -> dict[int, int | None]:
    return dict(map(tuple, corpus.rows("SELECT id, duplicate_of FROM articles ORDER BY id")))


def test_an_edit_seen_at_another_address_revises_the_article(
    store: Store, corpus: Corpus, make_article: MakeArticle
) -> None:
    amp = "https://news.example/amp/1"
    store(make_article(), make_article(url=amp))
    assert store(make_article(url=amp, body="نصّ محرّر")) == BatchOutcome(revised=1)
    assert store(make_article(body="نصّ محرّر")) == BatchOutcome(unchanged=1)
    assert store(make_article(url=amp)) == BatchOutcome(unchanged=1), "an old copy undoes nothing"
    stored = corpus.get(1)
    assert stored is not None
    assert (stored.url, stored.body, stored.revision) == ("https://news.example/a/1", "نصّ محرّر", 2)


def test_an_address_may_come_to_hold_another_article(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    latest = "https://news.example/latest"
    store(make_article(1), make_article(1, url=latest))
    assert store(make_article(2, url=latest)) == BatchOutcome(stored=1)
    assert corpus.addresses(1) == ["https://news.example/a/1"]
    assert corpus.addresses(2) == [latest]
