"""What the file makes of an article: new, revised, unchanged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter

FETCHED_AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]


def test_a_new_article_is_a_row_and_its_first_revision(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    article = make_article(
        teaser="مقدّمة",
        section="ثقافة",
        authors=["سلمى", "نادر"],
        tags=["كتب"],
        published_at="2026-03-01T10:00:00+03:00",
        published_precision="second",
        evidence={"headline": "json_ld"},
        warnings=["teaser_is_excerpt"],
    )
    assert store(article) == BatchOutcome(stored=1)
    stored = corpus.get(article.url)
    assert stored is not None
    for name, value in vars(article).items():
        assert getattr(stored, name) == value
    assert stored.id == 1
    assert stored.revision == 1
    assert {stored.first_seen_at, stored.last_seen_at, stored.fetched_at} == {"2026-03-01T12:00:00+00:00"}
    (revision,) = corpus.revisions(1)
    assert (revision.revision, revision.headline, revision.teaser, revision.body, revision.changed) == (
        *(1, article.headline, article.teaser, article.body),
        [],
    )


def test_the_text_is_stored_to_the_letter(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    headline, body = "«مُحَمَّد» يقول: ١٢ أيّار", "أَوّل \u200cسطر؛ =2+2\n\n“ثانٍ” 'x'); DROP TABLE articles"
    store(make_article(headline=headline, body=body))
    row = next(corpus.rows("SELECT headline, body FROM articles"))
    assert tuple(row) == (headline, body)


def test_a_second_look_changes_the_time_only(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(make_article(section="ثقافة"))
    before = dict(next(corpus.rows("SELECT * FROM articles")))
    assert store(make_article(section="ثقافة")) == BatchOutcome(unchanged=1)
    after = dict(next(corpus.rows("SELECT * FROM articles")))
    assert after == {**before, "last_seen_at": "2026-03-01T13:00:00+00:00"}
    assert len(corpus.revisions(1)) == 1


def test_a_changed_text_is_a_revision_and_the_old_one_stays(
    store: Store, corpus: Corpus, make_article: MakeArticle
) -> None:
    store(make_article(teaser="قديم"))
    assert store(make_article(teaser="قديم", body="نصّ آخر")) == BatchOutcome(revised=1)
    assert store(make_article(headline="عنوان آخر", body="نصّ آخر")) == BatchOutcome(revised=1)
    stored = corpus.get(1)
    assert stored is not None
    assert (stored.headline, stored.teaser, stored.body, stored.revision) == (
        *("عنوان آخر", None, "نصّ آخر"),
        3,
    )
    assert stored.first_seen_at == "2026-03-01T12:00:00+00:00"
    assert stored.fetched_at == "2026-03-01T14:00:00+00:00"
    revisions = corpus.revisions(1)
    assert [(r.revision, r.changed) for r in revisions] == [
        (1, []),
        (2, ["body"]),
        (3, ["headline", "teaser"]),
    ]
    assert [r.body for r in revisions] == [make_article().body, "نصّ آخر", "نصّ آخر"]


def test_an_undone_change_is_a_revision_too(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    for body in ("أوّل", "ثانٍ", "أوّل"):
        store(make_article(body=body))
    assert [r.body for r in corpus.revisions(1)] == ["أوّل", "ثانٍ", "أوّل"]


def test_one_batch_may_hold_an_article_and_its_revisions(
    store: Store, corpus: Corpus, make_article: MakeArticle
) -> None:
    outcome = store(make_article(body="أوّل"), make_article(body="ثانٍ"), make_article(body="ثالث"))
    assert outcome == BatchOutcome(stored=1, revised=2)
    assert [r.body for r in corpus.revisions(1)] == ["أوّل", "ثانٍ", "ثالث"]
    assert [len(corpus.search(word)) for word in ("أول", "ثان", "ثالث")] == [0, 0, 1]


def test_a_revision_is_found_by_its_new_words_only(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(make_article(headline="موسم الزيتون", teaser="قطاف", body="بدأ القطاف"))
    store(make_article(headline="موسم الليمون", body="انتهى الحصاد"))
    for word, ids in (("الزيتون", []), ("القطاف", []), ("الليمون", [1]), ("الحصاد", [1]), ("موسم", [1])):
        assert [hit.id for hit in corpus.search(word)] == ids
    # A row's old keys that were not deleted would stay in the index, though no text has them any more.
    stale = corpus.rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'الزيتون OR القطاف OR زيتون'")
    assert list(stale) == []


def test_metadata_alone_is_no_revision(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(make_article(section="ثقافة", authors=["سلمى"], modified_at="2026-03-01T10:00:00+00:00"))
    outcome = store(make_article(section="كتب", tags=["جديد"], modified_at="2026-03-02T10:00:00+00:00"))
    assert outcome == BatchOutcome(unchanged=1)
    stored = corpus.get(1)
    assert stored is not None
    assert (stored.section, stored.tags, stored.modified_at) == ("كتب", ["جديد"], "2026-03-02T10:00:00+00:00")
    assert stored.authors == ["سلمى"], "what a later page leaves out stays"
    assert stored.revision == 1


def test_a_date_of_publication_is_replaced_by_a_more_exact_one_only(
    store: Store, corpus: Corpus, make_article: MakeArticle
) -> None:
    def look(at: str | None, precision: str | None) -> tuple[str | None, str | None]:
        rule = {"published_at": f"rule of {at}"} if at else {}
        store(make_article(published_at=at, published_precision=precision, evidence=rule))
        stored = corpus.get(1)
        assert stored is not None
        assert stored.evidence == ({"published_at": f"rule of {stored.published_at}"} if at else stored.evidence)
        return stored.published_at, stored.published_precision

    assert look(None, None) == (None, None)
    day = ("2026-03-01T00:00:00+03:00", "day")
    assert look(*day) == day
    assert look("2026-02-28T00:00:00+03:00", "day") == day
    second = ("2026-03-01T10:00:01+03:00", "second")
    assert look(*second) == second
    assert look("2026-03-01T11:00:00+03:00", "minute") == second
    assert look(None, None) == second


def test_what_came_back_is_gone_no_more(
    store: Store, corpus: Corpus, writer: CorpusWriter, make_article: MakeArticle
) -> None:
    for again in (make_article(), make_article(url="https://news.example/amp/1"), make_article(body="محرّر")):
        store(make_article())
        writer._connection.execute("UPDATE articles SET gone_at = '2026-03-02T00:00:00+00:00'")
        store(again)
        stored = corpus.get(1)
        assert stored is not None
        assert stored.gone_at is None


def test_a_withheld_article_is_left_alone(
    store: Store, corpus: Corpus, writer: CorpusWriter, make_article: MakeArticle
) -> None:
    store(make_article(), make_article(url="https://news.example/amp/1"))
    writer._connection.execute("UPDATE articles SET withheld = 1")
    before = tuple(next(corpus.rows("SELECT * FROM articles")))
    again = [
        make_article(),
        make_article(body="محرّر"),
        make_article(url="https://news.example/amp/1", headline="آخر", body="محرّر"),
    ]
    for article in again:
        assert store(article) == BatchOutcome(unchanged=1)
    assert store(make_article(url="https://news.example/print/1")) == BatchOutcome(variants=1)
    assert tuple(next(corpus.rows("SELECT * FROM articles"))) == before
    assert corpus.get(1) is None
    assert corpus.get("https://news.example/a/1") is None
    assert corpus.revisions(1) == []
    assert list(corpus.articles()) == []
    assert corpus.search("المكتبة") == []


def test_the_site_is_taken_from_the_url_where_the_record_names_none(
    store: Store, corpus: Corpus, make_article: MakeArticle
) -> None:
    store(make_article(url="https://www.other.example/1", site=""))
    assert corpus.get(1).site == "other.example"  # type: ignore[union-attr]


def test_what_cannot_be_cited_or_dated_is_a_bug(writer: CorpusWriter, make_article: MakeArticle) -> None:
    with pytest.raises(ValueError, match="without a URL"):
        writer.add_article(make_article(url=""), fetched_at=FETCHED_AT)
    with pytest.raises(ValueError, match="time zone"):
        writer.add_article(make_article(), fetched_at=datetime(2026, 3, 1))  # noqa: DTZ001
