"""The newsroom's templates: one file a content management system, each with a vocabulary of its own."""

from __future__ import annotations

from collections.abc import Callable

from arnews_crawler.demo.model import Template
from arnews_crawler.demo.templates import (
    app_state,
    div_soup,
    microdata_amp,
    sample_order,
    tables_1256,
    wp_block,
    wp_classic,
)
from arnews_crawler.demo.templates.page import Page

RENDERERS: dict[Template, Callable[[Page], str]] = {
    "wp_block": wp_block.render,
    "wp_classic": wp_classic.render,
    "div_soup": div_soup.render,
    "tables_1256": tables_1256.render,
    "app_state": app_state.render,
    "microdata_amp": microdata_amp.render,
    "sample_order": sample_order.render,
}
"""Template -> the function that writes an article's page."""
