"""Pages to extract from, made of parts."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

import pytest

from arnews_crawler.article import Article
from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.loaders import extract

HEADLINE = "مزارعو الوادي ينهون موسم الزيتون قبل المطر"
PARAGRAPHS = (
    ("أنهى مزارعو الوادي الغربي موسم قطاف الزيتون قبل أسبوع من موعده المعتاد، بعدما حذرت الأرصاد من أمطار غزيرة."),
    (
        "وقال رئيس التعاونية الزراعية إن الإنتاج هذا العام يزيد بنحو الخمس على العام "
        "الماضي، وإن المعاصر تعمل ليلا ونهارا."
    ),
    ("ويشكو صغار المزارعين من ارتفاع أجور النقل، ويطالبون البلدية بإصلاح الطريق الترابي المؤدي إلى المعصرة القديمة."),
    ("وأضافت إحدى العاملات في القطاف أن الأجر اليومي لم يتغير منذ ثلاث سنوات، على الرغم من غلاء المعيشة في القرية."),
)

MakePage = Callable[..., bytes]


@pytest.fixture
def make_page() -> MakePage:
    """A plain article page; every part can be replaced."""

    def make(
        *,
        headline: str = HEADLINE,
        paragraphs: Sequence[str] = PARAGRAPHS,
        head: str = "",
        above: str = "",
        between: str = "",
        inside: str = "",
        below: str = "",
        title: str | None = None,
    ) -> bytes:
        body = "".join(f"<p>{text}</p>" for text in paragraphs)
        page = (
            f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">'
            f"<title>{headline if title is None else title}</title>{head}</head><body>{above}"
            f'<main><article><h1>{headline}</h1>{between}<div class="entry-content">'
            f"{body}{inside}</div></article></main>"
            f"{below}</body></html>"
        )
        return page.encode()

    return make


@pytest.fixture
def headline() -> str:
    """The headline of `make_page` where none is given."""
    return HEADLINE


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    """The paragraphs of `make_page` where none are given."""
    return PARAGRAPHS


@pytest.fixture
def at_most() -> Callable[[float], AbstractContextManager[None]]:
    """Fails what takes more processor time: a busy machine fails nothing, an endless loop does not hang."""

    def stop(*_: object) -> None:
        pytest.fail("took too long")

    @contextmanager
    def limit(seconds: float) -> Iterator[None]:
        before = signal.signal(signal.SIGVTALRM, stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        began = time.process_time()
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
        assert time.process_time() - began < seconds

    return limit


@pytest.fixture
def outcome() -> Callable[[bytes], Article | ExtractionError]:
    """A page's record or its refusal."""

    def find(html: bytes) -> Article | ExtractionError:
        try:
            return extract(html, "https://example.org/news/1", "text/html")
        except ExtractionError as error:
            return error

    return find


@pytest.fixture
def refusal() -> Callable[..., ExtractionError]:
    """A page's refusal; fails where it is taken for an article."""

    def refuse(html: bytes, content_type: str | None = None) -> ExtractionError:
        with pytest.raises(ExtractionError) as caught:
            extract(html, "https://example.org/news/1", content_type)
        return caught.value

    return refuse
