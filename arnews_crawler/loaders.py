"""ArticleLoader: the item loader that splits site name, headline, teaser and body and drops the repeated title."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from itemloaders import ItemLoader
from itemloaders.processors import Compose, Identity, TakeFirst
from parsel import Selector

from arnews_crawler.article import Article
from arnews_crawler.extraction.addresses import split_address
from arnews_crawler.extraction.blocks import read_blocks
from arnews_crawler.extraction.document import Document, parse_document
from arnews_crawler.extraction.errors import NotAnArticle
from arnews_crawler.extraction.evidence import Evidence
from arnews_crawler.extraction.flat_text import read_flat_text
from arnews_crawler.extraction.hints import Layout, PageHints
from arnews_crawler.extraction.page import ExtractedArticle, extract_page
from arnews_crawler.extraction.site_name import strip_site_name
from arnews_crawler.extraction.split import split_lines
from arnews_crawler.text.clean import clean_text


class StripSiteName:
    """A headline without the site's name; ``site_names`` come from the loader's context.

    >>> StripSiteName()("اتفاق جديد - نوادر", loader_context={"site_names": ["نوادر"]})
    'اتفاق جديد'
    """

    def __call__(self, value: str, loader_context: dict[str, Any] | None = None) -> str:
        """Called by the loader with its context."""
        names: Iterable[str] = (loader_context or {}).get("site_names", ())
        return strip_site_name(value, names)


class CleanLines:
    """Values as the record stores text: what ``MapCompose(clean_text)`` gives, for hundreds of lines at once.

    >>> CleanLines()([" بيان\\n الوزارة"])
    ['بيان الوزارة']
    """

    def __call__(self, values: Iterable[str]) -> list[str]:
        """Called by the loader with all values of a field."""
        return list(map(clean_text, values))


class Unique:
    """Values in their order, each once.

    >>> Unique()(["سمير", "مها", "سمير"])
    ['سمير', 'مها']
    """

    def __call__(self, values: Iterable[str]) -> list[str]:
        """Called by the loader with all values of a field."""
        return list(dict.fromkeys(values))


class ArticleLoader(ItemLoader):
    """Loads an Article from values that extraction, selectors or hints gave.

    The body's values are lines in the order of the page; ``load_item`` splits them together with headline and teaser,
    since whether a line is the repeated title or the cut teaser shows only beside the others.
    """

    default_item_class = Article
    default_input_processor = CleanLines()
    default_output_processor = TakeFirst()

    headline_out = Compose(TakeFirst(), StripSiteName())
    body_out = Identity()
    authors_out = Unique()
    tags_out = Unique()
    url_in = Identity()
    image_url_in = Identity()

    def get_input_processor(self, field_name: str) -> Callable[..., Any]:
        """What cleans a field's values. Articles declare no processors: nothing is looked for in their fields."""
        processor: Callable[..., Any] = getattr(self, f"{field_name}_in", self.default_input_processor)
        return processor

    def get_output_processor(self, field_name: str) -> Callable[..., Any]:
        """What makes one value of a field's values."""
        processor: Callable[..., Any] = getattr(self, f"{field_name}_out", self.default_output_processor)
        return processor

    def load_item(self) -> Article:
        """The article, split. Raises NotAnArticle (``no_headline``, ``no_body``) where nothing of either is left."""
        values = {name: self.get_output_value(name) for name in self._values if self._values[name]}
        headline = values.pop("headline", None) or ""
        split = split_lines(
            values.pop("body", []),
            headline=headline,
            headline_keys=self.context.get("headline_keys", ()),
            site_names=self.context.get("site_names", ()),
            teaser=values.pop("teaser", None),
        )
        if not split.headline:
            raise NotAnArticle("no_headline", "no value for it")
        if not split.body:
            raise NotAnArticle("no_body", "nothing but the headline is left")
        article: Article = self.item
        for name, value in values.items():
            setattr(article, name, value)
        article.headline, article.teaser = split.headline, split.teaser
        article.body = "\n\n".join(split.body)
        if split.teaser_is_excerpt:
            article.warnings.append("teaser_is_excerpt")
            article.evidence.setdefault("teaser", "cut beginning of the body")
        return article


def load_article(document: Document, hints: PageHints | None = None, evidence: Evidence | None = None) -> Article:
    """A parsed page, and what the site says of it elsewhere, to its article.

    Raises NotAnArticle where the page is none. An ``evidence`` that is handed in is filled in both cases.
    """
    hints = hints or PageHints()
    found = extract_page(document, hints, evidence)
    if hints.languages and found.language and found.language not in hints.languages:
        raise NotAnArticle(
            "other_language", f"the text is {found.language}, wanted: {', '.join(sorted(hints.languages))}"
        )
    loader = ArticleLoader(
        item=Article(),
        site_names=found.site_names,
        headline_keys=found.headline_keys,
    )
    _add_found(loader, found)
    for layout in _layouts_of(hints):
        _apply_layout(loader, layout, document)
    article = loader.load_item()
    article.url, article.site = found.url, _site_of(found.url)
    article.evidence = {**found.evidence.rules(), **article.evidence}
    article.warnings = list(dict.fromkeys([*found.warnings, *found.publication.warnings, *article.warnings]))
    return article


def load_flat_text(text: str, url: str = "", evidence: Evidence | None = None) -> Article:
    """A page as lines of text to its article. Raises NotAnArticle. An ``evidence`` that is handed in is filled."""
    flat = read_flat_text(text)
    if evidence is not None:
        for line, reason in flat.split.dropped:
            evidence.propose("body", line, "line", reason)
    loader = ArticleLoader(item=Article(), site_names=[flat.site_name] if flat.site_name else [])
    loader.add_value("headline", flat.split.headline)
    loader.add_value("teaser", flat.split.teaser)
    loader.add_value("body", flat.split.body)
    loader.add_value("site_name", flat.site_name)
    article = loader.load_item()
    article.url, article.site = url, _site_of(url)
    article.evidence = {**flat.rules, **article.evidence}
    return article


def extract(html: bytes, url: str = "", content_type: str | None = None) -> Article:
    """The bytes of a page, its address and its Content-Type header to the article that it holds.

    One parse, no network. Raises ExtractionError: UnreadableDocument for what is no readable page, NotAnArticle for a
    page that holds none. Relative dates count from now.
    """
    return load_article(parse_document(html, url, content_type), PageHints(fetched_at=datetime.now(UTC)))


def _add_found(loader: ArticleLoader, found: ExtractedArticle) -> None:
    loader.add_value("headline", found.headline)
    loader.add_value("teaser", found.teaser)
    loader.add_value("body", found.lines)
    loader.add_value("section", found.section)
    loader.add_value("authors", found.authors)
    loader.add_value("tags", found.tags)
    loader.add_value("agency", found.agency)
    loader.add_value("language", found.language)
    loader.add_value("image_url", found.image_url)
    loader.add_value("site_name", found.site_names[:1])
    dates = found.publication
    loader.add_value("published_at", dates.published_at)
    loader.add_value("modified_at", dates.modified_at)
    loader.add_value("published_raw", dates.raw)
    loader.add_value("published_precision", dates.precision)
    if found.teaser is not None and found.teaser_rule:
        found.evidence.decide("teaser", found.teaser_rule)


def _layouts_of(hints: PageHints) -> list[Layout]:
    """The newest layout that was valid when the page was fetched."""
    fetched = (hints.fetched_at or datetime.now(UTC)).date()
    valid = [layout for layout in hints.layouts if layout.since is None or layout.since <= fetched]
    return sorted(valid, key=lambda layout: layout.since.isoformat() if layout.since else "")[-1:]


def _apply_layout(loader: ArticleLoader, layout: Layout, document: Document) -> None:
    """Replaces what a site's own selectors find; a selector that finds nothing changes nothing, with a warning."""
    selector = Selector(root=document.tree, type="html")
    for name, expression in layout.selectors.items():
        chosen = selector.xpath(expression) if expression.startswith(("/", "./", "(")) else selector.css(expression)
        values = [line for match in chosen for line in _lines_of(match)]
        if values:
            loader.replace_value(name, values if name in ("body", "authors", "tags") else values[:1])
            loader.item.evidence[name] = f"layout:{expression}"
        else:
            loader.item.warnings.append(f"layout_without_{name}")


def _lines_of(match: Selector) -> list[str]:
    if isinstance(match.root, str):
        return [match.root]
    return [line for block in read_blocks(match.root).blocks for line in block.text.split("\n")]


def _site_of(url: str) -> str:
    return (split_address(url).hostname or "").removeprefix("www.")
