"""The dates that an explanation shows beside the article's own are read in the page's order of day and month."""

from __future__ import annotations

from collections.abc import Callable

from arnews_crawler.article import Article
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.evidence import Evidence
from arnews_crawler.extraction.explanation import explain
from arnews_crawler.loaders import load_article

MakePage = Callable[..., bytes]

ENGLISH = (
    "The farmers of the western valley have finished their olive harvest a week before the usual date this year.",
    "The head of the cooperative said that the yield is about a fifth above that of the last season in the valley.",
)


def test_a_page_of_month_first_is_explained_so(make_page: MakePage) -> None:
    html = make_page(
        headline="Olive harvest ends before the rain",
        paragraphs=ENGLISH,
        head='<meta property="article:published_time" content="2026-05-06T09:00:00-04:00">',
        between='<p class="date">05/06/2026</p>',
    ).replace(b'lang="ar" dir="rtl"', b'lang="en-US"')
    evidence = Evidence()
    article = load_article(parse_document(html, "https://example.org/n/1"), evidence=evidence)
    assert isinstance(article, Article)
    assert (article.published_at or "").startswith("2026-05-06")
    others = {other.value: other.reason for other in explain(evidence, article).fields["published_at"].others}
    assert others["05/06/2026"] == "says the same day"
