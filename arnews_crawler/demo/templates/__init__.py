"""The newsroom's templates: one file a content management system, each with a vocabulary of its own."""

from __future__ import annotations

from collections.abc import Callable

from arnews_crawler.demo.context import PageContext, Variant
from arnews_crawler.demo.model import DemoArticle, Template
from arnews_crawler.demo.templates import (
    amp,
    app_state,
    div_soup,
    microdata_amp,
    sample_order,
    tables_1256,
    wp_block,
    wp_classic,
)
from arnews_crawler.demo.templates.page import Page
from arnews_crawler.demo.templates.surroundings import gather_page

Renderer = Callable[[Page], str]

RENDERERS: dict[Template, Renderer] = {
    "wp_block": wp_block.render,
    "wp_classic": wp_classic.render,
    "div_soup": div_soup.render,
    "tables_1256": tables_1256.render,
    "app_state": app_state.render,
    "microdata_amp": microdata_amp.render,
    "sample_order": sample_order.render,
}
"""Template -> the function that writes an article's page."""

_OTHER_FORMS: dict[tuple[Template, Variant], Renderer] = {
    ("microdata_amp", "amp"): amp.render,
    ("microdata_amp", "print"): microdata_amp.render_print,
}
_WINDOWS: frozenset[Template] = frozenset({"tables_1256"})
"""Systems that write windows-1256 and declare it nowhere."""


def render_article(article: DemoArticle, context: PageContext) -> bytes:
    """Return an article's page as its system sends it.

    Raises ValueError for an AMP or print version that the article's system does not have.
    """
    page = gather_page(article, context)
    text = _renderer(article.template, context.variant)(page)
    if article.template in _WINDOWS:
        return text.encode("cp1256", "xmlcharrefreplace")
    return text.encode()


def content_type(template: Template) -> str:
    """Return the ``Content-Type`` of a template's pages.

    >>> content_type("wp_block"), content_type("tables_1256")
    ('text/html; charset=utf-8', 'text/html')
    """
    return "text/html" if template in _WINDOWS else "text/html; charset=utf-8"


def _renderer(template: Template, variant: Variant) -> Renderer:
    if variant == "page":
        return RENDERERS[template]
    renderer = _OTHER_FORMS.get((template, variant))
    if renderer is None:
        raise ValueError(f"{template} has no {variant} version")
    return renderer
