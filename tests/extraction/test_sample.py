"""The sample in any markup: site name, headline, cut teaser, headline again, body, follow-us line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest

from arnews_crawler.article import Article
from arnews_crawler.loaders import extract, load_flat_text
from arnews_crawler.text.fold import fold_key

SEED = Path(__file__).parents[3] / "shared" / "seed"


@dataclass(frozen=True)
class Sample:
    """The parts of a page in this order."""

    site_name: str
    headline: str
    teaser: str
    body: tuple[str, ...]
    follow_us: str

    @property
    def lines(self) -> list[str]:
        return [self.site_name, self.headline, self.teaser, self.headline, *self.body, self.follow_us]


def cut(body: str, letters: int, dots: str = "...") -> str:
    return body[:letters] + dots


PORT = (
    "أقر المجلس البلدي في مدينة الصفصاف، مساء الثلاثاء، خطة لتوسيع ميناء الصيد القديم تمتد ثلاث سنوات، "
    "بعد جلسة طويلة حضرها أصحاب القوارب وتجار السمك. وتشمل الخطة بناء رصيف ثان وسوق "
    "مغطاة وورشة لإصلاح الشباك، "
    "إضافة إلى طريق يربط الميناء بالمحطة. وقالت رئيسة المجلس إن الكلفة لن تتجاوز ما "
    "رُصد لها، وإن “البحر لا ينتظر أحدا”. "
    "ويخشى الصيادون من أن تطول الأعمال فتضيع عليهم مواسم كاملة، فيما يطالب تجار السوق "
    "بموعد مكتوب لا بوعد شفوي. "
    "وكان المجلس السابق قد أجل المشروع مرتين لأسباب مالية؛ ثم أعيد طرحه في الربيع الماضي مع ممول جديد."
)
CAMEL = (
    (
        "يستعد سباق الهجن في بادية الرميلة لاستقبال أكثر من مئتي مشارك في دورته الحادية "
        "عشرة، التي تنطلق صباح الخميس المقبل."
    ),
    ("وأوضح المنظمون أن مسافة الشوط الرئيس زيدت إلى ثمانية كيلومترات، وأن الجوائز تشمل هذه المرة فئة الناشئين أيضا."),
    "ويرافق السباق معرض للحرف البدوية، تعرض فيه النساء السدو والبسط المصبوغة بقشور الرمان.",
    "وقال أحد المربين: «نعرف الناقة من مشيتها قبل أن نعرفها من نسبها».",
)
SAMPLES = {
    "one paragraph": Sample(
        "ضفاف اليوم",
        "الصفصاف توسع ميناءها القديم وسط قلق الصيادين",
        cut(PORT, 190),
        (PORT,),
        "تابع ضفاف اليوم على الشبكات الاجتماعية",
    ),
    "several paragraphs": Sample(
        "الرميلةنت",
        "سباق الهجن في الرميلة: مئتا مشارك وشوط أطول",
        cut(CAMEL[0], 87, "…"),
        CAMEL,
        "تابعوا الرميلةنت على الشبكات الاجتماعية",
    ),
    "teaser over two paragraphs": Sample(
        "بوابة السدرة",
        "خبز السدرة يعود إلى الأفران بعد شهرين من الانقطاع",
        ("عاد خبز السدرة إلى الأفران بعد انقطاع دام شهرين. وقال الخبازون إن الطحين وص..."),
        (
            "عاد خبز السدرة إلى الأفران بعد انقطاع دام شهرين.",
            ("وقال الخبازون إن الطحين وصل من المطاحن البعيدة على ثلاث دفعات، وإن السعر لم يتغير."),
        ),
        "تابع بوابة السدرة على الشبكات الاجتماعية",
    ),
}


def document(body: str, *, head: str = "", title: str = "") -> str:
    return f"<!DOCTYPE html><html><head>%META%<title>{title}</title>{head}</head><body>{body}</body></html>"


def wrapped(lines: list[str], tag: str) -> str:
    return "\n".join(f"<{tag}>{escape(line)}</{tag}>" for line in lines)


def divs(s: Sample) -> str:
    return document(f"<div>{wrapped(s.lines, 'div')}</div>")


def nested_divs(s: Sample) -> str:
    inner = "".join(f"<div><div><div>{escape(line)}</div></div></div>" for line in s.lines)
    return document(f"<div><div>{inner}</div></div>", title=s.headline)


def table(s: Sample) -> str:
    rows = (
        f'<tr><td align="center"><font size="5">{escape(s.site_name)}</font></td></tr><tr>'
        f"<td><b>{escape(s.headline)}</b><br>{escape(s.teaser)}</td></tr>"
    )
    text = "<br><br>".join(map(escape, [s.headline, *s.body]))
    return document(
        f'<table width="100%" dir="rtl"><tr><td><table border="0">{rows}<tr><td>{text}</td>'
        "</tr></table></td></tr>"
        f"<tr><td>{escape(s.follow_us)}</td></tr></table>"
    )


def breaks(s: Sample) -> str:
    return document("<br>\n".join(map(escape, s.lines)))


def paragraphs(s: Sample) -> str:
    return document(wrapped(s.lines, "p"), title=s.site_name)


def article(s: Sample) -> str:
    body = wrapped(list(s.body), "p")
    return document(
        f'<header><a href="/">{s.site_name}</a></header><main><h1>{escape(s.headline)}</h1>'
        f"<p>{escape(s.teaser)}</p>"
        f"<article><h2>{escape(s.headline)}</h2>{body}</article></main><footer><p>{s.follow_us}</p></footer>",
        title=f"{escape(s.headline)} - {s.site_name}",
    )


def soup(s: Sample) -> str:
    pieces = [
        f"<span><b>{escape(s.site_name)}</b></span>",
        f"<span class=a><b><font>{escape(s.headline)}</font></b></span>",
    ]
    pieces += [f"<span class=b>{escape(s.teaser)}</span>", f"<b>{escape(s.headline)}</b>"]
    pieces += [f"<span><span>{escape(text)}</span></span>" for text in (*s.body, s.follow_us)]
    return document("<br>".join(pieces))


def sections(s: Sample) -> str:
    head = (
        f'<meta property="og:site_name" content="{s.site_name}"><meta property="og:title" '
        f'content="{escape(s.headline)}">'
        f'<meta property="og:description" content="{escape(s.teaser)}"><meta '
        'property="og:type" content="article">'
    )
    return document(
        f"<header><div>{s.site_name}</div></header><section><h1>{escape(s.headline)}</h1>"
        f"<div>{escape(s.teaser)}</div></section>"
        f"<section><h2>{escape(s.headline)}</h2>{wrapped(list(s.body), 'p')}</section>"
        f"<footer>{s.follow_us}</footer>",
        head=head,
        title=f"{s.site_name} | {escape(s.headline)}",
    )


def linked_data(s: Sample) -> str:
    node = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.headline,
        "description": s.teaser,
        "publisher": {"@type": "Organization", "name": s.site_name},
    }
    script = json.dumps(node)
    return document(
        wrapped(s.lines, "div"),
        head=f'<script type="application/ld+json">{script}</script>',
        title=escape(s.headline),
    )


def app_state(s: Sample) -> str:
    content = "".join(f"<p>{escape(text)}</p>" for text in s.body)
    story = {"title": s.headline, "excerpt": s.teaser, "content": content}
    state = {"props": {"pageProps": {"site": {"name": s.site_name}, "article": story}}}
    return document(
        '<div id="__next"><div class="css-1x9k2a"><a class="css-q0z" href="/">'
        f'{s.site_name}</a></div><div class="css-8fjw1"><div class="css-77a">'
        f'{escape(s.headline)}</div><div class="css-1ab">{escape(s.teaser)}</div></div><div '
        f'class="css-0kk2"><div class="css-77a">{escape(s.headline)}</div>'
        f'{wrapped(list(s.body), "div")}</div><div class="css-zz1">{s.follow_us}</div></div>'
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>',
        title=escape(s.headline),
    )


def list_items(s: Sample) -> str:
    return document(f"<ul>{wrapped(s.lines, 'li')}</ul>", title=f"{escape(s.headline)} | {s.site_name}")


MARKUPS = (
    divs, nested_divs, table, breaks, paragraphs, article, soup, sections, linked_data, app_state, list_items,
)  # fmt: skip
# name -> (codec, Content-Type header, meta element)
CHARSETS: dict[str, tuple[str, str | None, str]] = {
    "utf-8": ("utf-8", "text/html; charset=utf-8", '<meta charset="utf-8">'),
    "utf-8 undeclared": ("utf-8", None, ""),
    "windows-1256 undeclared": ("cp1256", None, ""),
    "windows-1256 declared utf-8": ("cp1256", "text/html; charset=utf-8", ""),
    "windows-1256 declared latin-1": ("cp1256", None, '<meta charset="iso-8859-1">'),
    "utf-8 declared windows-1256": ("utf-8", "text/html; charset=windows-1256", ""),
    "utf-16": ("utf-16", None, ""),
}


def assert_is(found: Article, sample: Sample) -> None:
    assert found.site_name == sample.site_name
    assert found.headline == sample.headline
    assert found.teaser == sample.teaser
    assert found.body == "\n\n".join(sample.body)
    assert "teaser_is_excerpt" in found.warnings


def encoded(html: str, charset: str) -> tuple[bytes, str | None]:
    codec, header, meta = CHARSETS[charset]
    return html.replace("%META%", meta).encode(codec, "xmlcharrefreplace"), header


@pytest.fixture(params=list(SAMPLES.values()), ids=list(SAMPLES))
def sample(request: pytest.FixtureRequest) -> Sample:
    found: Sample = request.param
    return found


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\n \t\n"])
def test_flat_text_is_taken_apart(sample: Sample, gap: str) -> None:
    assert_is(load_flat_text(gap.join(sample.lines)), sample)


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("markup", MARKUPS)
def test_any_markup_is_taken_apart(sample: Sample, markup: Callable[[Sample], str], charset: str) -> None:
    html, header = encoded(markup(sample), charset)
    assert_is(extract(html, "https://example.org/news/1", header), sample)


def test_headline_is_dropped_from_the_body_in_every_spelling(sample: Sample) -> None:
    """Compared by letters, stored as printed: the second may have other hamzas, quotes, the site's name."""
    for second in (
        f"«{sample.headline}»",
        sample.headline.replace("أ", "ا"),
        f"{sample.site_name} | {sample.headline}",
        sample.headline.replace("ت", "تَ"),
    ):
        lines = [*sample.lines[:3], second, *sample.lines[4:]]
        found = load_flat_text("\n".join(lines))
        assert found.headline == sample.headline
        assert found.body == "\n\n".join(sample.body)


def test_no_body_begins_with_its_headline(sample: Sample) -> None:
    for markup in MARKUPS:
        html, header = encoded(markup(sample), "utf-8")
        assert not fold_key(extract(html, "", header).body).startswith(fold_key(sample.headline))


# --- the sample that the project was asked for ---


def seeds() -> list[Path]:
    return sorted(path for path in SEED.glob("*.txt")) if SEED.is_dir() else []


def read_seed(path: Path) -> Sample:
    lines = [line for raw in path.read_text("utf-8").splitlines() if (line := raw.strip())]
    site_name, headline, teaser, again, *body, follow_us = lines
    assert again == headline
    assert teaser.endswith("...")
    return Sample(site_name, headline, teaser, tuple(body), follow_us)


@pytest.fixture
def given_sample() -> list[Sample]:
    found = [read_seed(path) for path in seeds()]
    if not found:
        pytest.skip("no ../shared/seed beside the checkout: it holds a publisher's text and is no part of the project")
    return found


def test_the_given_flat_text_is_taken_apart(given_sample: list[Sample]) -> None:
    for path, sample in zip(seeds(), given_sample, strict=True):
        assert_is(load_flat_text(path.read_text("utf-8")), sample)


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("markup", MARKUPS)
def test_the_given_sample_is_taken_apart_in_any_markup(
    given_sample: list[Sample], markup: Callable[[Sample], str], charset: str
) -> None:
    for sample in given_sample:
        html, header = encoded(markup(sample), charset)
        assert_is(extract(html, "https://example.org/news/1", header), sample)
