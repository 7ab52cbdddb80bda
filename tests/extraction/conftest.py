"""Pages to extract from, made of parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

HEADLINE = "مزارعو الوادي ينهون موسم الزيتون قبل المطر"
PARAGRAPHS = (
    (
        "أنهى مزارعو الوادي الغربي موسم قطاف الزيتون قبل أسبوع من موعده المعتاد، بعدما حذرت "
        "الأرصاد من أمطار غزيرة."
    ),
    (
        "وقال رئيس التعاونية الزراعية إن الإنتاج هذا العام يزيد بنحو الخمس على العام "
        "الماضي، وإن المعاصر تعمل ليلا ونهارا."
    ),
    (
        "ويشكو صغار المزارعين من ارتفاع أجور النقل، ويطالبون البلدية بإصلاح الطريق الترابي "
        "المؤدي إلى المعصرة القديمة."
    ),
    (
        "وأضافت إحدى العاملات في القطاف أن الأجر اليومي لم يتغير منذ ثلاث سنوات، على الرغم "
        "من غلاء المعيشة في القرية."
    ),
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
