"""The generated newsroom: variety, uniqueness, ways to be found, truth that cannot be read two ways."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import combinations

import pytest

from arnews_crawler.demo.body import LEAST_WORDS, Ledger
from arnews_crawler.demo.model import (
    DATE_STYLES,
    HEADLINE_SPELLINGS,
    SEPARATORS,
    SOURCES,
    TEMPLATES,
    DemoArticle,
    Newsroom,
)
from arnews_crawler.demo.newsroom import build_newsroom
from arnews_crawler.demo.orthography import bare_key

CLOCK = datetime(2025, 6, 2, 9, 41, 17, tzinfo=UTC)
SEEDS = (1, 20, 333, 4_444)
WORD = re.compile(r"\w[\w\u064b-\u0652]*")


@cache
def newsroom(articles: int, seed: int) -> Newsroom:
    return build_newsroom(articles, seed, now=CLOCK)


def shingles(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(text)
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def printed_texts(article: DemoArticle) -> list[str]:
    """Everything of an article that its page prints as text."""
    blocks = [text for block in article.blocks for text in (block.text, *block.items, block.caption)]
    heads = (article.headline, article.headline_variant, article.og_headline, article.teaser)
    return [text for text in (*heads, *blocks, *article.tags, *article.authors) if text]


@pytest.fixture(params=SEEDS)
def large(request: pytest.FixtureRequest) -> Newsroom:
    return newsroom(500, request.param)


class TestVariety:
    """Articles are not near-duplicates of each other."""

    def test_no_two_bodies_share_a_seventh_of_their_five_grams(self, large: Newsroom) -> None:
        grams = [shingles(article.body) for article in large.articles]
        holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, own in enumerate(grams):
            for gram in own:
                holders[gram].append(at)
        shared = Counter(pair for group in holders.values() for pair in combinations(group, 2))
        likeness = {
            pair: common / (len(grams[pair[0]]) + len(grams[pair[1]]) - common) for pair, common in shared.items()
        }
        assert max(likeness.values()) < 0.15

    def test_no_text_stands_twice_in_one_site(self, large: Newsroom) -> None:
        seen: Counter[str] = Counter()
        for article in large.articles:
            seen.update(bare_key(part) for block in article.blocks for part in block.truth())
            own = article.teaser if article.teaser_kind == "own" else None
            seen.update(bare_key(text) for text in (article.headline, own, article.og_headline) if text)
        assert [text for text, times in seen.items() if times > 1] == []

    def test_headlines_have_five_to_fourteen_words_and_every_form(self, large: Newsroom) -> None:
        headlines = [article.headline for article in large.articles if article.edition == "ar"]
        assert all(5 <= len(headline.split()) <= 14 for headline in headlines)
        for form in ("؟", ":", r"\.\.", r"\d", '[«“"]', "[٠-٩]"):
            assert sum(re.search(form, headline) is not None for headline in headlines) >= 10, form

    def test_lengths_reach_from_one_paragraph_to_sixty(self, large: Newsroom) -> None:
        lengths = Counter(
            sum(block.kind == "paragraph" for block in article.blocks)
            - sum(block.kind == "list" for block in article.blocks)
            for article in large.articles
        )
        assert min(lengths) == 1
        assert max(lengths) == 60
        assert lengths[1] >= 20
        assert lengths.total() / 3 < sum(times for length, times in lengths.items() if 4 < length < 30)

    def test_an_only_paragraph_is_long_enough_to_be_news(self, large: Newsroom) -> None:
        only = [article.body for article in large.articles if "\n\n" not in article.body]
        assert only
        assert min(len(body.split()) for body in only) >= LEAST_WORDS

    def test_every_kind_of_block_teaser_and_spelling_occurs(self, large: Newsroom) -> None:
        kinds = Counter(block.kind for article in large.articles for block in article.blocks)
        assert {"paragraph", "subheading", "list", "quote", "picture", "embed", "read_also"} == set(kinds)
        assert min(kinds.values()) >= 15
        assert {article.teaser_kind for article in large.articles} == {"none", "own", "excerpt"}
        assert {article.headline_repeats for article in large.articles} == {0, 1, 2, 3}
        assert {article.headline_spelling for article in large.articles} == set(HEADLINE_SPELLINGS)
        assert {article.separator for article in large.articles} == set(SEPARATORS)
        assert {article.date_style for article in large.articles} == set(DATE_STYLES)
        assert {len(article.authors) for article in large.articles} == {0, 1, 2, 3}
        assert any(article.agency for article in large.articles)
        assert any(article.og_headline for article in large.articles)
        assert {article.section for article in large.articles} == set(large.sections)

    def test_the_english_edition_is_a_handful(self, large: Newsroom) -> None:
        english = [article for article in large.articles if article.edition == "en"]
        assert 3 <= len(english) <= 8
        assert not [a for a in english if re.search("[\u0600-\u06ff]", "".join(printed_texts(a)))]


class TestTruth:
    """No seed gives a truth that a careful reader could doubt."""

    def test_no_body_begins_with_its_headline_nor_holds_its_teaser(self, large: Newsroom) -> None:
        for article in large.articles:
            body = bare_key(article.body)
            assert not body.startswith(bare_key(article.headline))
            if article.teaser_kind == "own":
                assert article.teaser is not None
                assert bare_key(article.teaser) not in body

    def test_an_excerpt_is_the_beginning_of_the_body(self, large: Newsroom) -> None:
        for article in large.articles:
            if article.teaser_kind == "excerpt":
                assert article.teaser is not None
                kept = article.teaser.rstrip(" .…")
                assert article.teaser != kept
                assert len(article.teaser) - len(kept) <= 4
                flat = article.body.replace("\n\n", " ")
                assert flat.startswith(kept)
                assert len(kept) < len(flat) * 0.9

    def test_teaser_kind_says_whether_there_is_one(self, large: Newsroom) -> None:
        assert all((a.teaser is None) == (a.teaser_kind == "none") for a in large.articles)

    def test_text_is_clean_and_composed(self, large: Newsroom) -> None:
        for article in large.articles:
            for text in printed_texts(article):
                assert unicodedata.is_normalized("NFC", text)
                assert text == " ".join(text.split())
                assert not re.search(r"[{}<>\u200b-\u200f\u202a-\u202e]", text)

    def test_variants_spell_the_same_headline(self, large: Newsroom) -> None:
        site = bare_key(large.site_name)
        for article in large.articles:
            headline, variant = bare_key(article.headline), bare_key(article.headline_variant)
            assert {
                "same": article.headline_variant == article.headline,
                "quotes": variant == headline and article.headline_variant != article.headline,
                "tashkeel": variant == headline and article.headline_variant != article.headline,
                "site_prefix": variant == site + headline,
                "site_suffix": variant == headline + site,
            }[article.headline_spelling], article.headline_variant

    def test_the_sample_order_has_its_excerpt_and_one_repeat(self, large: Newsroom) -> None:
        sample = [article for article in large.articles if article.template == "sample_order"]
        assert {(article.teaser_kind, article.headline_repeats) for article in sample} == {("excerpt", 1)}

    def test_windows_1256_holds_its_articles(self, large: Newsroom) -> None:
        large.site_name.encode("cp1256")
        for article in large.articles:
            if article.template == "tables_1256":
                assert article.date_style != "visible_arabic_digits"
                for text in (*printed_texts(article), article.agency or "", article.separator):
                    text.encode("cp1256")

    def test_dates_rise_with_numbers_and_lie_in_the_past(self, large: Newsroom) -> None:
        dated = [article.published for article in large.articles if article.published is not None]
        assert dated == sorted(dated)
        assert dated[-1] < large.now
        for article in large.articles:
            assert (article.published is None) == (article.date_style == "none")
            if article.modified is not None:
                assert article.date_style in ("json_ld", "meta")
                assert article.published is not None
                assert article.published < article.modified < large.now
            if article.date_style == "visible_relative":
                assert article.published is not None
                assert large.now - article.published < timedelta(days=7)
        assert any(article.modified for article in large.articles)


class TestWaysToBeFound:
    """Each article can be found, and only by what ``found_by`` says."""

    def test_each_source_alone_leads_to_articles(self, large: Newsroom) -> None:
        single = Counter(article.found_by[0] for article in large.articles if len(article.found_by) == 1)
        assert set(single) == set(SOURCES)
        assert all(article.found_by for article in large.articles)

    def test_old_articles_stand_in_listings_alone(self, large: Newsroom) -> None:
        old = [article for article in large.articles[:200] if article.found_by == ("listing",)]
        assert len(old) >= 40

    def test_feeds_hold_recent_articles(self, large: Newsroom) -> None:
        assert min(a.number for a in large.articles if "feed" in a.found_by) >= 400

    @pytest.mark.parametrize("size", [2, 9, 30, 60, 500])
    def test_links_reach_every_article_that_needs_them(self, size: int) -> None:
        for seed in SEEDS:
            room = newsroom(size, seed)
            carriers = [article for article in room.articles if article.found_by != ("related",)]
            reached = {number for article in carriers for number in article.related}
            assert {a.number for a in room.articles if "related" in a.found_by} <= reached

    def test_links_lead_only_to_what_links_may_find(self, large: Newsroom) -> None:
        for article in large.articles:
            pointed = [block.link_number for block in article.blocks if block.kind == "read_also"]
            assert None not in pointed
            assert len(set(article.related)) == len(article.related)
            for number in (*article.related, *(number for number in pointed if number)):
                assert number != article.number
                assert "related" in large.article(number).found_by
                assert large.article(number).edition == "ar"

    def test_read_also_prints_the_other_headline(self, large: Newsroom) -> None:
        for block in (block for article in large.articles for block in article.blocks):
            if block.kind == "read_also":
                assert block.link_number is not None
                assert block.text == large.article(block.link_number).headline


class TestBuilding:
    """Deterministic, of any size, fast."""

    def test_same_seed_same_newsroom(self) -> None:
        assert build_newsroom(60, 7, now=CLOCK) == build_newsroom(60, 7, now=CLOCK)
        assert build_newsroom(60, 7, now=CLOCK).articles != build_newsroom(60, 8, now=CLOCK).articles

    def test_another_clock_changes_dates_only(self) -> None:
        later = build_newsroom(60, 7, now=CLOCK + timedelta(days=40))
        for one, other in zip(build_newsroom(60, 7, now=CLOCK).articles, later.articles, strict=True):
            assert (one.headline, one.body, one.teaser, one.related) == (
                other.headline,
                other.body,
                other.teaser,
                other.related,
            )
            if one.published is not None:
                assert other.published == one.published + timedelta(days=40)

    def test_the_clock_is_real_unless_given(self) -> None:
        now = build_newsroom(1, 1).now
        assert abs(datetime.now(UTC) - now) < timedelta(minutes=2)
        assert (now.second, now.microsecond, now.utcoffset()) == (0, 0, timedelta(hours=3))

    @pytest.mark.parametrize("size", [1, 2, 3, 12])
    def test_small_newsrooms(self, size: int) -> None:
        for seed in range(20):
            room = newsroom(size, seed)
            assert [article.number for article in room.articles] == list(range(1, size + 1))
            assert all(article.found_by != ("related",) for article in room.articles)

    def test_thirty_articles_have_every_template_and_single_source(self) -> None:
        for seed in range(20):
            room = newsroom(30, seed)
            assert {article.template for article in room.articles} == set(TEMPLATES)
            assert {a.found_by[0] for a in room.articles if len(a.found_by) == 1} == set(SOURCES)
            assert max(article.body.count("\n\n") for article in room.articles) >= 59

    def test_an_empty_newsroom_is_refused(self) -> None:
        with pytest.raises(ValueError, match="at least one"):
            build_newsroom(0, 1)
        with pytest.raises(IndexError):
            newsroom(3, 1).article(4)

    def test_an_exhausted_grammar_says_so(self) -> None:
        ledger = Ledger()
        assert ledger.draw(lambda: "نص واحد") == "نص واحد"
        with pytest.raises(RuntimeError, match="no new text"):
            ledger.draw(lambda: "نص واحد!")

    def test_five_thousand_articles_take_seconds(self) -> None:
        before = time.process_time()
        room = build_newsroom(5_000, 5, now=CLOCK)
        assert len({bare_key(article.headline) for article in room.articles}) == 5_000
        assert time.process_time() - before < 10, "2.5 s on the machine that this was written on"
