"""Each page over HTTP: what it shows, in which language, and what it says when there is nothing."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import WITHHELD, Get, Served

PAGES = (
    *("", "/search", "/search?q=المدينة", "/sections", "/section?name=ثقافة", "/sites", "/site/news.example"),
    *("/article/1", "/article/1/changes", "/article/46", "/trends", "/trends?q=القمح&q=المدينة&by=month"),
    *("/runs", "/rejects", "/rejects?code=video"),
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_there_in_both_languages(path: str, get: Get) -> None:
    for code, direction in (("ar", "rtl"), ("en", "ltr")):
        reply = get(f"/{code}{path}")
        assert reply.status == 200
        assert f'<html lang="{code}" dir="{direction}">' in reply.text
        assert reply.text.count("<h1") == 1


def test_the_first_page_is_arabic_unless_asked_otherwise(get: Get) -> None:
    assert '<html lang="ar" dir="rtl">' in get("/").text
    assert '<html lang="en" dir="ltr">' in get("/?lang=en").text


def test_the_start_page_has_numbers_articles_sites_and_health(get: Get) -> None:
    text = get("/en").text
    assert "<dd>46</dd>" in text, "not the one withheld, not the duplicate"
    assert "news.example</bdi></a> <span>23</span>" in text
    assert re.search(r'daily\.example</bdi> <span class="state failed">', text)
    assert "<svg" in text
    assert text.index("القديمة 40") < text.index("الأسواق 41"), "the last published first"


@pytest.mark.parametrize("query", ["المدينه", "مدينة", "وبالمدينة", "الـمـديـنـة", "ٱلمَدِينَة"])
def test_a_search_finds_any_spelling_and_marks_the_stored_words(query: str, get: Get) -> None:
    assert "<mark>المدينة</mark>" in get(f"/ar/search?q={query}").text


def test_a_search_can_be_narrowed_and_sorted(get: Get) -> None:
    def found(values: str) -> list[str]:
        return re.findall(r"/ar/article/(\d+)", get(f"/ar/search?{values}").text)

    assert set(found("q=المدينة&site=daily.example")) < set(found("q=المدينة"))
    assert found("q=المدينة&site=nowhere.example") == []
    assert found("q=المدينة&from=2026-03-20&to=2026-03") == ["40"]
    assert found("section=ثقافه&from=2026-03-18") == ["42"]
    by_date = found("q=المدينة&sort=date")
    assert by_date[:3] == ["40", "43", "3"]


def test_a_search_tells_how_much_it_finds_and_on_which_sites(get: Get) -> None:
    text = get("/en/search?q=القمح").text
    assert re.search(r"All</a> <span>12</span>", text)
    assert re.search(r'site=daily\.example"><bdi>daily\.example</bdi></a> <span>12</span>', text)


def test_nothing_found_may_be_a_slip(get: Get) -> None:
    text = get("/en/search?q=القمخح").text
    assert 'role="status"' in text
    assert "Did you mean" in text


def test_a_long_list_goes_on_on_the_next_page(get: Get) -> None:
    first, second = (get(f"/ar/search?q=العمل&page={page}").text for page in (1, 2))
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    ids = [set(re.findall(r"/ar/article/(\d+)", text)) for text in (first, second)]
    assert ids[0]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize(
    "query", ["a-b", "من:", '"', "AND", ")(", "NEAR(", "*", "-", "OR OR", "من", "\u0000", "x" * 10_000]
)
def test_no_query_is_too_odd(query: str, get: Get) -> None:
    assert get(f"/ar/search?q={query}").status == 200
    assert get(f"/ar/trends?q={query}").status == 200


def test_a_query_of_ten_thousand_arabic_letters_is_answered(get: Get) -> None:
    assert get(f"/ar/search?q={'م' * 10_000}").status == 200


def test_an_address_with_too_many_values_is_read_in_part(get: Get) -> None:
    reply = get("/ar/search?q=المدينة&" + "&".join(f"x{number}=1" for number in range(500)))
    assert reply.status == 200
    assert "<mark>المدينة</mark>" in reply.text


def test_filters_are_open_where_one_is_in_use(get: Get) -> None:
    assert "<details>\n<summary>Narrow and order" in get("/en/search?q=المدينة").text
    for narrowed in ("site=news.example", "sort=date", "from=2026-03", "from=x"):
        assert "<details open>" in get(f"/en/search?q=المدينة&{narrowed}").text


def test_a_day_that_is_none_is_told(get: Get) -> None:
    reply = get("/en/search?q=المدينة&from=yesterday")
    assert reply.status == 400
    assert 'role="alert"' in reply.text
    assert "2026-03-09" in reply.text


def test_an_article_says_its_language_and_where_it_is_from(get: Get) -> None:
    text = get("/en/article/1").text
    assert '<h1 lang="ar" dir="rtl">أسعار القمح ترتفع في الأسواق 1</h1>' in text
    assert '<a href="https://daily.example/a/1" rel="noopener noreferrer external">' in text
    assert "<bdi>json-ld</bdi>" in text
    assert "2026/03/a.warc.gz" in text
    assert "ab" * 32 in text
    assert 'href="/en/article/1/changes"' in text


def test_versions_are_compared_word_by_word(get: Get) -> None:
    text = get("/ar/article/1/changes?from=1&to=2").text
    assert "<del>أحمد</del><ins>محمود</ins>" in text
    assert "<del>محمود</del><ins>أحمد</ins>" in get("/ar/article/1/changes?from=2&to=1").text
    for odd in ("from=9&to=9", "from=x", "from=0", "from=" + "9" * 40):
        assert get(f"/ar/article/1/changes?{odd}").status == 200


@pytest.mark.parametrize("path", ["/ar/article/47", "/ar/article/999", "/ar/article/x", "/ar/article/" + "9" * 30])
def test_an_article_that_is_not_there_or_withheld_is_not_found(path: str, get: Get) -> None:
    for each in (path, f"{path}/changes"):
        assert get(each).status == 404


def test_a_page_that_is_not_there_is_told_in_its_language(get: Get) -> None:
    assert get("/en/nowhere").status == 404
    assert "Nothing is here" in get("/en/nowhere").text
    assert get("/ar/site/nowhere.example").status == 404


def test_a_duplicate_leads_to_its_original(get: Get) -> None:
    reply = get("/ar/article/48")
    assert reply.status == 302
    assert reply.headers["location"] == "/ar/article/2"
    assert "copy.example" not in get("/ar/sites").text


def test_trends_count_and_can_be_read_without_the_picture(get: Get) -> None:
    text = get("/en/trends?q=القمح&q=المدينة&by=month").text
    assert 'role="img"' in text
    assert re.search(r'<th scope="row"><bdi>2026-03</bdi></th><td>\d+</td><td>\d+</td>', text)


def test_the_operator_sees_why_pages_were_not_stored(get: Get) -> None:
    text = get("/en/rejects?code=video").text
    assert "https://news.example/video/1" in text
    assert "no_body</code>" not in text
    assert '<span class="state failed">' in get("/en/runs").text


@pytest.mark.parametrize("path", PAGES)
def test_what_is_withheld_is_on_no_page(path: str, get: Get) -> None:
    assert WITHHELD not in get(f"/ar{path}").text


def test_the_language_is_switched_where_one_is(site: Served) -> None:
    text = site.get("/ar/search?q=a b&site=news.example").text
    assert 'href="/en/search?q=a+b&amp;site=news.example" lang="en"' in text
