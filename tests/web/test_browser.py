"""The reader in a real browser: on a phone and a desk, by keyboard, without script, for those who hear it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.web.report import write_report
from tests.web.browsing import axe_source, violations, visiting
from tests.web.conftest import Served

WIDTHS = (390, 1280)
HEAVIEST = 200_000
PAGES = (
    *("", "/search?q=المدينة", "/search?from=x", "/search?q=zzzz", "/sections", "/site/news.example", "/article/1"),
    *("/article/1/changes", "/article/46", "/trends", "/trends?q=القمح&q=المدينة", "/runs", "/rejects", "/nowhere"),
)

TABLES = (
    *("/news", "/news/articles", "/news/corpus", "/news/articles/1", "/news/articles?_facet=site&site=news.example"),
    *("/news?sql=select+headline+from+corpus+where+site=:site&site=news.example", "/-/versions"),
)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reader_searches_opens_compares_and_switches_the_language(
    width: int, chromium: Browser, site: Served
) -> None:
    with visiting(chromium, width) as visit:
        page = visit.page
        page.goto(f"{site.url}/ar")
        page.get_by_label("كلمات البحث").fill("اسعار القمح")
        page.get_by_role("button", name="بحث").click()
        expect(page.locator("mark").first).to_have_text("أسعار")
        page.get_by_role("link", name="أسعار القمح ترتفع في الأسواق 1", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("أسعار القمح ترتفع في الأسواق 1")
        page.get_by_role("link", name="ما تغيّر").click()
        expect(page.locator(".difference del").first).to_have_text("أحمد")
        expect(page.locator(".difference ins").first).to_have_text("محمود")
        page.get_by_role("link", name="English").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("What changed")
        expect(page.locator("html")).to_have_attribute("dir", "ltr")
        expect(page.locator(".difference").first).to_have_attribute("dir", "rtl")
        assert visit.complaints == []


def focus_on(page: Page, text: str) -> None:
    """Press Tab until what has the focus says so."""
    for _ in range(60):
        page.keyboard.press("Tab")
        label = "e => (e.labels && e.labels[0] ? e.labels[0] : e).innerText.trim()"
        if page.evaluate(f"({label})(document.activeElement)") == text:
            return
    raise AssertionError(text)


def test_a_reader_needs_no_mouse(chromium: Browser, site: Served) -> None:
    with visiting(chromium, 1280) as visit:
        page = visit.page
        page.goto(f"{site.url}/en")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to the content")
        assert page.locator(":focus").bounding_box()["y"] >= 0  # type: ignore[index]
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        focus_on(page, "Words to find")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px", "the focus is seen"
        page.keyboard.type("مكتبه")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/en/search"))
        headline = page.locator(".entries h3").first.inner_text()
        focus_on(page, headline)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/en/article/"))
        focus_on(page, "Which rule gave which field")
        page.keyboard.press("Enter")
        expect(page.get_by_text("json-ld")).to_be_visible()


def test_reading_and_searching_need_no_script(chromium: Browser, site: Served) -> None:
    with visiting(chromium, 390, java_script_enabled=False) as visit:
        page = visit.page
        page.goto(f"{site.url}/ar/trends?q=القمح&by=month")
        expect(page.locator("svg .bar, svg .line").first).to_be_attached()
        page.get_by_text("الأرقام في جدول").click()
        expect(page.get_by_role("row").nth(1)).to_be_visible()
        page.get_by_role("link", name="بحث").click()
        page.get_by_label("كلمات البحث").fill("وبالمكتبات")
        page.get_by_label("كلمات البحث").press("Enter")
        expect(page.locator("mark").first).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scheme", "width", "codes"), [("light", 390, ("ar", "en")), ("light", 1280, ("ar", "en")), ("dark", 1280, ("ar",))]
)
def test_axe_finds_nothing(scheme: str, width: int, codes: tuple[str, ...], chromium: Browser, site: Served) -> None:
    axe_source()
    with visiting(chromium, width, color_scheme=scheme, bypass_csp=True) as visit:
        for code in codes:
            for path in PAGES:
                visit.page.goto(f"{site.url}/{code}{path}")
                for details in visit.page.locator("details").all():
                    details.evaluate("each => { each.open = true; }")
                assert violations(visit.page) == [], path


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_datasette_s_pages_and_their_policy_bars_nothing(
    width: int, chromium: Browser, site: Served
) -> None:
    axe_source()
    for path in TABLES:
        with visiting(chromium, width) as visit:
            visit.page.goto(f"{site.url}{path}", wait_until="networkidle")
            assert visit.complaints == [], path
            assert violations(visit.page) == [], path
            if not path.startswith("/-/"):
                assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_a_table_s_cells_run_as_their_text_does_and_its_columns_are_counted(chromium: Browser, site: Served) -> None:
    with visiting(chromium, 1280) as visit:
        page = visit.page
        page.goto(f"{site.url}/news/articles")
        headline = page.locator("td.col-headline").first
        assert headline.evaluate("each => getComputedStyle(each).unicodeBidi") == "plaintext"
        page.locator("th.col-site svg").click()
        page.get_by_role("link", name="Facet by this").click()
        expect(page.locator(".facet-info li").first).to_contain_text("daily.example 23")
        page.goto(f"{site.url}/news")
        page.get_by_label("sql").fill("select count(*) as n from corpus")
        page.get_by_role("button", name="Run SQL").click()
        expect(page.locator("td").first).to_have_text("46")
        assert visit.complaints == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_is_light_still_and_as_wide_as_the_window(width: int, chromium: Browser, site: Served) -> None:
    for path in PAGES:
        with visiting(chromium, width) as visit:
            visit.page.goto(f"{site.url}/ar{path}", wait_until="networkidle")
            visit.page.evaluate("document.fonts.ready")
            assert 0 < visit.weight() < HEAVIEST, path
            assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            assert visit.page.evaluate("window.shift") == 0, path
            assert all(response.url.startswith(site.url) for response in visit.responses)


def test_arabic_is_set_in_the_font_that_is_shipped(chromium: Browser, site: Served) -> None:
    with visiting(chromium, 1280) as visit:
        visit.page.goto(f"{site.url}/ar/article/1", wait_until="networkidle")
        fonts = [response.url for response in visit.responses if response.url.endswith(".woff2")]
        assert len(fonts) == 2
        session = visit.page.context.new_cdp_session(visit.page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": ".body p"})["nodeId"]
        used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        most = max(used, key=lambda font: font["glyphCount"])
        assert most["isCustomFont"]
        assert "Naskh" in most["familyName"]


@pytest.mark.parametrize(
    "path", ["/ar/article/46", "/ar/rejects", "/ar/search?q=هجومي", "/news/articles/46", "/news/rejects"]
)
def test_nothing_that_a_site_sent_runs(path: str, chromium: Browser, site: Served) -> None:
    with visiting(chromium, 1280) as visit:
        visit.page.goto(f"{site.url}{path}", wait_until="networkidle")
        assert not [each for each in visit.complaints if "Content Security Policy" not in each]
        assert all(response.url.startswith((site.url, "data:")) for response in visit.responses)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_report_is_read_from_a_file_alone(language: str, chromium: Browser, web_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    with Corpus(web_file) as corpus:
        out.write_text(write_report(corpus, language), "utf-8")
    with visiting(chromium, 390, bypass_csp=True) as visit:
        visit.page.goto(out.as_uri(), wait_until="networkidle")
        assert violations(visit.page) == []
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert visit.page.evaluate("document.fonts.check('16px Naskh', 'خبر')")
        assert all(response.url.startswith(("file:", "data:")) for response in visit.responses)
        cut_off = """all => all.filter(each => {
            const text = each.getBoundingClientRect(), picture = each.closest('svg').getBoundingClientRect();
            return text.width && (text.left < picture.left || text.right > picture.right);
        }).map(each => each.textContent)"""
        assert visit.page.locator("svg text").count() > 20
        assert visit.page.locator("svg text").evaluate_all(cut_off) == []
