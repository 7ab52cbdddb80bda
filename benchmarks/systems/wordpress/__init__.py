"""WordPress from Debian: the stock themes, two starter themes of npm, two newspaper themes of our own."""

from __future__ import annotations

from functools import partial

from benchmarks.systems.tools import Build
from benchmarks.systems.wordpress.site import Variant, build

_VARIANTS = {
    # The commonest of all: headlines as addresses in Arabic letters, everything else left as installed.
    "twentytwentyone-arabic": Variant("twentytwentyone", "/%postname%/", slugs="arabic"),
    # A block theme (no sidebar, no widgets) with the date in the address.
    "twentytwentytwo-dated": Variant("twentytwentytwo", "/%year%/%monthnum%/%day%/%postname%/", slugs="arabic"),
    # A block theme with numbers as addresses.
    "twentytwentythree-archives": Variant("twentytwentythree", "/archives/%post_id%"),
    # Never touched the permalinks: ``?p=ID``, ``?cat=2``, ``?feed=rss2``; written in the classic editor.
    "twentytwentyone-plain": Variant("twentytwentyone", "", content="classic", texturize=True),
    # A static front page; the posts stand on a page of their own, below their section's word.
    "twentytwentyone-front": Variant("twentytwentyone", "/%category%/%postname%/", front="page", timezone=""),
    # No sitemap: an option of many plugins; only feeds and listings lead to the posts.
    "twentytwentyone-nositemap": Variant("twentytwentyone", "/%postname%/", sitemaps=False),
    # An Arabic paper whose installer never chose a language: ``lang="en-US"``, English labels and dates.
    "twentytwentyone-english": Variant("twentytwentyone", "/%postname%/", locale="", slugs="arabic", texturize=True),
    # The starter theme that most hand-made themes descend from.
    "underscores-classic": Variant("undescores-for-npm", "/%postname%/", content="classic", slugs="arabic"),
    # A starter theme on Bootstrap, with a right sidebar.
    "understrap-dated": Variant("understrap", "/%year%/%monthnum%/%postname%/"),
    # What the sold Arabic newspaper themes print, with and without an SEO plugin.
    "jarida-bare": Variant("jarida", "/%postname%/", content="classic", slugs="arabic"),
    "jarida-seo": Variant("jarida", "/%category%/%post_id%/", seo=True),
    # What a local web shop's theme prints: relative dates, no author's page, no labels for machines.
    "majalla-bare": Variant("majalla", "/%post_id%/%postname%/", slugs="arabic", timezone=""),
    "majalla-seo": Variant("majalla", "/%postname%.html", content="classic", seo=True),
}

SYSTEMS: dict[str, Build] = {
    f"wordpress-{name}": partial(build, variant=variant) for name, variant in _VARIANTS.items()
}
