"""Tests whether a person asks are told from pages, and end a run."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Response, XmlResponse

from arnews_crawler.politeness.challenge import find_challenge

Fetch = Callable[..., dict[str, Any]]
WIDGET = '<div class="g-recaptcha" data-sitekey="x"></div>'
API = '<script src="https://captcha.example/api.js" async></script>'
PARAGRAPH = "<p>أعلنت بلدية المدينة صباح اليوم افتتاح الجسر الجديد بعد عامين من العمل المتواصل على ضفتي النهر.</p>"


def html(body: str, head: str = "", status: int = 200, charset: str = "utf-8", **headers: str) -> HtmlResponse:
    text = f"<!DOCTYPE html><html><head><title>موقع</title>{head}</head><body>{body}</body></html>"
    fields: dict[str, Any] = {name.replace("_", "-"): value for name, value in headers.items()}
    return HtmlResponse(
        "https://a.example/x", status=status, headers=fields, body=text.encode(charset), encoding=charset
    )


TESTS: dict[str, Response] = {
    "widget": html(f'<h1>تحقق</h1><form method="post">{WIDGET}<button>متابعة</button></form>', API),
    "widget of another maker": html('<form><div class="h-captcha"></div></form>', status=403),
    "turnstile": html('<form id="f"><div class="cf-turnstile" data-sitekey="x"></div></form><p>لحظة</p>'),
    "own picture": html('<form action="/verify"><img src="/captcha.png"><input name="captcha_code"></form>'),
    "frame": html('<iframe src="https://geo.captcha.example/?c=1"></iframe>'),
    "header": html("<p>x</p>" * 900, status=403, cf_mitigated="challenge"),
    "header with 200": html(PARAGRAPH * 30, cf_mitigated="challenge"),
    "header of a firewall": Response("https://a.example/x", status=405, headers={"x-amzn-waf-action": "captcha"}),
    "script alone": html("<p>Please enable JS</p>", "<script src='https://ct.captcha.example/c.js'></script>", 403),
    "refresh": html("<h1>Checking your browser before accessing</h1>", '<meta http-equiv="refresh" content="5">', 503),
    "refresh with 200": html("<h1>جارٍ التحقق من متصفحك…</h1>", '<meta http-equiv="refresh" content="3;url=/x">'),
    "words in Arabic": html("<h1>نرجو إثبات أنّكَ إنسانٌ قبل المتابعة</h1>", status=403),
    "words in windows-1256": html("<h1>الرجاء التحقق من أنك لست روبوتا</h1>", status=403, charset="cp1256"),
    "words in French": html("<h1>Vérifiez que vous êtes humain</h1>", status=403),
}
ARTICLE = f"<h1>الجسر</h1>{PARAGRAPH * 2}"
COMMENT = f'<form action="/comment"><textarea name="comment"></textarea><input name="name">{WIDGET}</form>'
PAGES: dict[str, Response] = {
    "article": html(ARTICLE),
    "article with a comment form": html(ARTICLE + COMMENT, API),
    "long article with a widget": html(f"<h1>خبر</h1>{PARAGRAPH * 12}<form>{WIDGET}</form>", API),
    "short article that says it is one": html(f"<article>{ARTICLE}</article><form>{WIDGET}</form>", API),
    "article with an invisible test": html(ARTICLE, '<script src="https://captcha.example/api.js?render=x"></script>'),
    "article about tests": html(
        f"<h1>لماذا تسألك المواقع: هل أنت إنسان؟</h1><p>عبارة «تحقق من أنك لست روبوتا»</p>{PARAGRAPH}"
    ),
    "newsletter": html(f'<p>اشترك</p><form><input type="email" name="mail">{WIDGET}</form>'),
    "login": html(f'<form><input name="user"><input type="password" name="p">{WIDGET}</form>'),
    "shell of scripts": html('<div id="root"></div>', '<script src="/cdn-cgi/challenge-platform/main.js"></script>'),
    "listing": html('<a href="/1">x</a> ' * 40 + f"<form>{WIDGET}</form>"),
    "forbidden": html("<h1>403 Forbidden</h1>", status=403),
    "out of order": html("<h1>الموقع تحت الصيانة</h1>", status=503),
    "feed about tests": XmlResponse("https://a.example/feed", body=b"<rss><title>captcha</title></rss>"),
    "comment in the markup": html(f"<!-- {WIDGET} <form> --><p>خبر عاجل</p>"),
    "empty": html(""),
}


@pytest.mark.parametrize("name", TESTS)
def test_a_test(name: str) -> None:
    assert find_challenge(TESTS[name])


@pytest.mark.parametrize("name", PAGES)
def test_a_page(name: str) -> None:
    assert find_challenge(PAGES[name]) is None


@pytest.mark.parametrize("piece", ["<script ", "<!-- ", "<form captcha ", "<", "<input ", "<a captcha>"])
def test_time_grows_with_the_length_alone(piece: str) -> None:
    response = html(piece * (500_000 // len(piece)))
    began = time.process_time()
    find_challenge(response)
    assert time.process_time() - began < 1


def test_one_at_the_entrance_ends_the_run(site: Any, fetch: Fetch) -> None:
    site.answers["/"] = (200, {"Content-Type": "text/html"}, TESTS["widget"].body)
    done = fetch(site.url + "/", *(site.page(f"/{n}") for n in range(30)), settings={"DOWNLOAD_DELAY": 0.2})
    assert done["results"][site.url + "/"].startswith("captcha: ")
    assert done["reason"] == "blocked"
    assert done["statistics"]["arnews/problem"].startswith("captcha: http://127.0.0.1")
    assert len(site.paths) < 30


def test_a_redirect_to_a_test_is_one(site: Any, fetch: Fetch) -> None:
    site.answers["/sorry"] = (403, {"Content-Type": "text/html"}, TESTS["words in Arabic"].body)
    page = site.redirect("/a", site.url + "/sorry")
    assert fetch(page)["results"][page].startswith("captcha: ")
