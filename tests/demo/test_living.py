"""The living newsroom: what it shows when, what fails when, and what can be known of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from html import unescape
from itertools import pairwise

import pytest

from arnews_crawler.demo.addresses import article_path
from arnews_crawler.demo.living import LivingNewsroom, build_living_newsroom, carrier_of
from arnews_crawler.demo.living_model import IncidentKind, Life
from arnews_crawler.demo.living_site import LivingSite
from arnews_crawler.demo.living_truth import Expected, living_truth
from arnews_crawler.demo.model import DemoArticle
from arnews_crawler.demo.newsroom import TIME_ZONE
from arnews_crawler.demo.server import DemoServer
from arnews_crawler.demo.site import Response

BASE = "http://127.0.0.1:1/"
START = datetime(2026, 3, 1, tzinfo=TIME_ZONE)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@cache
def living() -> LivingNewsroom:
    return build_living_newsroom(START, 20, 1, archive=60, daily=30)


@cache
def hourly_truth() -> tuple[Expected, ...]:
    return tuple(living_truth(living(), hours(), BASE))


def hours() -> list[datetime]:
    return [START + timedelta(minutes=7) + number * HOUR for number in range(20 * 24)]


def ask(moment: datetime, target: str, **headers: str) -> Response:
    return LivingSite(living(), lambda: moment).respond(target, BASE, headers)


def text_of(response: Response) -> str:
    return unescape(response.body.decode("utf-8" if "utf-8" in response.headers["Content-Type"] else "cp1256"))


def sound(moment: datetime) -> datetime:
    while living().incident(moment) is not None:
        moment += HOUR
    return moment


def during(kind: IncidentKind) -> datetime:
    return next(incident.start for incident in living().incidents if incident.kind == kind) + timedelta(minutes=7)


def edited() -> list[Life]:
    return [life for life in living().lives if len(life.states) > 1]


class TestGrowth:
    def test_the_same_seed_is_the_same_newsroom(self) -> None:
        again = build_living_newsroom(START, 20, 1, archive=60, daily=30)
        assert again == living()
        assert build_living_newsroom(START, 20, 2, archive=60, daily=30) != again

    def test_it_shows_what_was_published_by_then(self) -> None:
        for moment in (START, START + 3 * DAY, START + 10 * DAY):
            numbers = {life.first.number for life in living().lives if life.at(moment)}
            assert {article.number for article in living().shown(moment).articles} == numbers
        assert len(living().shown(START).articles) == 60

    def test_fridays_are_quiet_and_some_days_busy(self) -> None:
        days = [0] * 20
        for life in living().lives[60:]:
            days[(life.published - START).days] += 1
        assert days[5] <= 2  # 6 March 2026
        assert days[3] > 1.5 * days[0]

    def test_no_page_links_to_what_is_not_there(self) -> None:
        for moment in (START + 5 * HOUR, START + 9 * DAY):
            shown = living().shown(moment)
            there = {article.number for article in shown.articles}
            for article in shown.articles:
                links = {*article.related, *(block.link_number for block in article.blocks if block.link_number)}
                assert links <= there

    def test_what_a_link_alone_leads_to_is_linked_by_a_later_page(self) -> None:
        articles = {life.first.number: life.first for life in living().lives}
        alone = [article for article in articles.values() if article.found_by == ("related",)]
        assert alone
        for article in alone:
            carrier = carrier_of(articles, article)
            assert carrier is not None
            assert article.number in carrier.related
            assert carrier.number > article.number

    def test_all_pages_can_be_read_before_and_after_the_redesign(self) -> None:
        for moment in (living().redesigned_at - HOUR, living().redesigned_at):
            site = LivingSite(living(), lambda moment=moment: sound(moment))  # type: ignore[misc]
            for article in site.newsroom.articles:
                assert site.respond(article_path(article), BASE, {}).status == 200

    def test_a_redesign_changes_layouts_and_no_address(self) -> None:
        before = {one.number: one for one in living().shown(living().redesigned_at - timedelta(seconds=1)).articles}
        after = living().shown(living().redesigned_at).articles
        moved = [article for article in after if before.get(article.number, article).template != article.template]
        assert {article.template for article in moved} == {"wp_block", "app_state", "microdata_amp"}
        assert all(article_path(article) == article_path(before[article.number]) for article in moved)
        assert all(article.body == before[article.number].body for article in moved)


class TestEdits:
    def test_edits_change_a_text_or_only_the_date(self) -> None:
        kinds = set()
        for life in edited():
            for old, new in pairwise(life.states):
                names = ("headline", "teaser", "body")
                kinds.add(tuple(name for name in names if getattr(old.article, name) != getattr(new.article, name)))
        assert kinds >= {(), ("body",), ("headline",), ("teaser",), ("headline", "body")}

    def test_the_page_shows_the_edit_from_its_moment_on(self) -> None:
        for life in edited()[:20]:
            state = life.states[-1]
            path = article_path(life.first)
            if state.article.headline == life.states[-2].article.headline:
                continue
            assert state.article.headline not in text_of(ask(state.at - timedelta(seconds=1), path))
            assert state.article.headline in text_of(ask(sound(state.at), path))

    def test_the_sitemap_tells_what_is_announced(self) -> None:
        told = next(life for life in edited() if life.states[-1].is_announced and not life.removed_at)
        at = sound(told.states[-1].at)
        index = ask(at, "/sitemap_index.xml").body.decode()
        pages = re.findall(r"<loc>http://127.0.0.1:1(/sitemap-articles-\d+.xml)</loc>", index)
        entries = "".join(ask(at, page).body.decode() for page in pages)
        entry = re.search(rf"<loc>{re.escape(BASE[:-1] + article_path(told.first))}</loc>(.*?)</url>", entries)
        assert entry is not None
        assert told.states[-1].at.isoformat() in entry[1]

    def test_silent_edits_are_single_and_within_a_day(self) -> None:
        silent = [life for life in edited() if not life.states[1].is_announced]
        assert silent
        assert all(len(life.states) == 2 for life in silent)
        assert all(life.states[1].at - life.published <= DAY for life in silent)

    def test_a_page_that_did_not_change_answers_304(self) -> None:
        moment = sound(START + DAY)
        article = next(one for one in living().shown(moment).articles if one.date_style == "json_ld")
        etag = ask(moment, article_path(article)).headers["ETag"]
        assert ask(moment, article_path(article), **{"If-None-Match": etag}).status == 304


@pytest.mark.parametrize(("how", "status"), [("gone", 410), ("missing", 404), ("soft", 200), ("home", 302)])
def test_removed_pages(how: str, status: int) -> None:
    newsroom = build_living_newsroom(START, 30, 1, archive=60, daily=40)
    life = next(
        life
        for life in newsroom.lives
        if life.removed_how == how and life.removed_at and newsroom.incident(life.removed_at) is None
    )
    assert life.removed_at is not None
    moment = [life.removed_at]
    site = LivingSite(newsroom, lambda: moment[0])
    response = site.respond(article_path(life.first), BASE, {})
    assert response.status == status
    assert life.first.headline.encode() not in response.body
    moment[0] -= timedelta(seconds=1)
    assert site.respond(article_path(life.first), BASE, {}).status in (200, 503, 403, 429)


class TestIncidents:
    def test_the_first_day_is_sound_and_so_are_fridays(self) -> None:
        incidents = build_living_newsroom(START, 30, 1, archive=5, daily=5).incidents
        assert len({incident.kind for incident in incidents}) == 11
        assert all(incident.start >= START + DAY for incident in incidents)
        assert all(incident.start.weekday() not in (4, 5) for incident in incidents)
        gaps = [later.start - earlier.end for earlier, later in pairwise(incidents)]
        assert min(gaps) >= 6 * HOUR

    @pytest.mark.parametrize(
        ("kind", "robots", "home", "sitemap", "article"),
        [
            ("unavailable", 503, 503, 503, 503),
            ("robots_unavailable", 503, 200, 200, 200),
            ("limited", 200, 429, 429, 429),
            ("forbidden", 200, 403, 403, 403),
            ("broken_sitemaps", 200, 200, 200, 200),
            ("hollow", 200, 200, 200, 200),
            ("captcha", 200, 200, 200, 200),
            ("pages_unavailable", 200, 200, 200, 503),
        ],
    )
    def test_statuses(self, kind: IncidentKind, robots: int, home: int, sitemap: int, article: int) -> None:
        moment = during(kind)
        path = article_path(living().shown(moment).articles[-1])
        answers = [ask(moment, target).status for target in ("/robots.txt", "/", "/sitemap_index.xml", path)]
        assert answers == [robots, home, sitemap, article]

    @pytest.mark.parametrize("kind", ["bodies_as_pictures", "bodies_empty"])
    def test_unreadable_pages_have_their_headline_alone(self, kind: IncidentKind) -> None:
        moment = during(kind)
        site = LivingSite(living(), lambda: moment)
        article = site.newsroom.articles[-1]
        page = text_of(site.respond(article_path(article), BASE, {}))
        assert article.headline in page
        assert _first_words(article) not in page
        assert [asked.is_unreadable for asked in site.take_log()] == [True]
        assert site.take_log() == []

    def test_a_hollow_site_names_no_article(self) -> None:
        moment = during("hollow")
        paths = {article_path(article) for article in living().shown(moment).articles}
        for target in ("/", "/sitemap-articles-1.xml", "/feed/", "/latest/", "/news-sitemap.xml"):
            page = ask(moment, target).body.decode()
            assert not any(path in page for path in paths)

    def test_broken_sitemaps_are_pages(self) -> None:
        assert b"<html>" in ask(during("broken_sitemaps"), "/sitemap_index.xml").body


def _first_words(article: DemoArticle) -> str:
    return article.body[:40]


class TestTruth:
    def test_versions_that_no_run_could_see_are_not_there(self) -> None:
        runs = hours()
        for expected in hourly_truth():
            ends = [version.at for version in expected.versions[1:]]
            for version, end in zip(expected.versions, ends, strict=False):
                assert any(version.at <= run < end for run in runs)

    def test_what_lived_between_two_runs_is_not_required(self) -> None:
        rare = {one.url: one for one in living_truth(living(), [START + HOUR, living().end], BASE)}
        unseen = [
            life
            for life in living().lives
            if life.removed_at and life.published > START + HOUR and life.removed_at < living().end
        ]
        assert unseen
        arabic = [life for life in unseen if life.first.edition == "ar"]
        assert not any(rare[BASE[:-1] + article_path(life.first)].is_required for life in arabic)

    def test_announced_edits_are_required(self) -> None:
        by_number = {expected.number: expected for expected in hourly_truth()}
        counted = 0
        for life in edited():
            state = life.states[-1]
            runs = [run for run in hours() if state.at <= run and living().incident(run) is None]
            if not state.is_announced or not runs or state.article.body == life.states[-2].article.body:
                continue
            assert by_number[life.first.number].versions[-1].is_required
            counted += 1
        assert counted > 5

    def test_touched_pages_have_one_version(self) -> None:
        by_number = {expected.number: expected for expected in hourly_truth()}
        touched = [
            life
            for life in edited()
            if all(state.article.body == life.first.body for state in life.states)
            and all(state.article.headline == life.first.headline for state in life.states)
            and all(state.article.teaser == life.first.teaser for state in life.states)
        ]
        assert touched
        assert all(len(by_number[life.first.number].versions) == 1 for life in touched)

    def test_removals_within_a_day_are_required(self) -> None:
        removed = [expected for expected in hourly_truth() if expected.removed_at]
        assert any(expected.must_be_gone for expected in removed)
        assert not any(expected.must_be_gone for expected in hourly_truth() if expected.removed_at is None)
        late = [one for one in removed if one.removed_at and one.removed_at - one.published > DAY]
        assert late
        assert not any(one.must_be_gone for one in late)


def test_a_server_serves_it_and_stops() -> None:
    site = LivingSite(living(), lambda: START + HOUR)
    with DemoServer(site) as server:
        assert server.base_url.startswith("http://127.0.0.1:")
        truth = list(server.truth())
    assert {line["url"] for line in truth} == {
        server.base_url[:-1] + article_path(article) for article in site.newsroom.articles if article.edition == "ar"
    }
