"""The apps of front-end frameworks in ``frontend_apps/``: what each stands for, and how it is built and served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class App:
    """A small site of a framework: its sources, and how they are built and served."""

    source: str
    """Its folder of ``frontend_apps/``."""
    packages: tuple[str, ...]
    address: str
    """Of a story, with its fields ``section``, ``slug`` (Latin), ``title`` (Arabic, with hyphens) and ``number``."""
    build: tuple[str, ...]
    """Arguments for node, the first a path in ``node_modules``."""
    pages: str | None = None
    """The folder that the build writes; None where ``serve`` serves the site."""
    serve: tuple[str, ...] = ()
    """Arguments for node; ``{port}`` is the port."""
    feeds: tuple[str, ...] = ()
    """What ``shared/feeds.mjs`` writes into the public folder: ``sitemap``, ``feed``."""
    public: str = "public"
    env: Mapping[str, str] = field(default_factory=dict)


_NEXT = ("next@15.5.9", "react@19.2.0", "react-dom@19.2.0", "styled-components@6.1.19")
_NEXT_BUILD = ("next/dist/bin/next", "build")
_NEXT_START = ("{modules}/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", "{port}")
_NUXT = ("nuxt@4.2.1",)
_SVELTE = (
    "@sveltejs/kit@2.49.0",
    "@sveltejs/adapter-static@3.0.10",
    "@sveltejs/vite-plugin-svelte@6.2.1",
    "svelte@5.43.0",
    "vite@7.2.4",
)
_ROUTER = (
    "react-router@7.9.6",
    "@react-router/dev@7.9.6",
    "@react-router/node@7.9.6",
    "@react-router/serve@7.9.6",
    "react@19.2.0",
    "react-dom@19.2.0",
    "isbot@5.1.32",
    "vite@7.2.4",
)

APPS: Mapping[str, App] = {
    # The pages router with CSS modules; the time is told relative, the exact one in JSON-LD only.
    "next-pages": App(
        source="next-pages",
        packages=_NEXT,
        address="/article/{slug}/",
        build=_NEXT_BUILD,
        pages="out",
        feeds=("sitemap",),
    ),
    # The same, but a page shows two paragraphs and a button: the rest stands in ``__NEXT_DATA__`` only.
    "next-more": App(
        source="next-pages",
        packages=_NEXT,
        address="/article/{slug}/",
        build=_NEXT_BUILD,
        pages="out",
        feeds=("feed",),
        env={"NEXT_PUBLIC_SHOWN": "2"},
    ),
    # Not the blocks but the editor's HTML in ``__NEXT_DATA__``.
    "next-more-html": App(
        source="next-pages",
        packages=_NEXT,
        address="/article/{slug}/",
        build=_NEXT_BUILD,
        pages="out",
        feeds=("feed",),
        env={"NEXT_PUBLIC_SHOWN": "2", "NEXT_PUBLIC_STATE": "html"},
    ),
    # styled-components; the h1 is the site's name, the og:description its slogan; neither sitemap nor feed.
    "next-styled": App(
        source="next-styled",
        packages=_NEXT,
        address="/news/{slug}",
        build=_NEXT_BUILD,
        serve=_NEXT_START,
    ),
    # The app router with utility classes; article:author is the newsroom, a time element tells UTC.
    "next-app": App(
        source="next-app",
        packages=_NEXT,
        address="/{section}/{slug}",
        build=_NEXT_BUILD,
        serve=_NEXT_START,
    ),
    # The same with cut bodies: the rest stands in ``self.__next_f`` only.
    "next-app-more": App(
        source="next-app",
        packages=_NEXT,
        address="/{section}/{slug}",
        build=_NEXT_BUILD,
        serve=_NEXT_START,
        env={"NEXT_PUBLIC_SHOWN": "2"},
    ),
    # Nuxt's static site: scoped styles, the date by Intl in Arabic-Indic digits only; a feed.
    "nuxt-static": App(
        source="nuxt",
        packages=_NUXT,
        address="/news/{slug}",
        build=("nuxt/bin/nuxt.mjs", "generate"),
        pages=".output/public",
        feeds=("feed",),
    ),
    # Nuxt's server with cut bodies: the rest stands in ``__NUXT_DATA__`` only.
    "nuxt-more": App(
        source="nuxt",
        packages=_NUXT,
        address="/news/{slug}",
        build=("nuxt/bin/nuxt.mjs", "build"),
        serve=(".output/server/index.mjs",),
        feeds=("feed",),
        env={"SHOWN": "2"},
    ),
    # Astro's blog: a content collection, scoped classes, Arabic slugs; the feed and sitemap of its integrations.
    "astro": App(
        source="astro",
        packages=("astro@5.16.0", "@astrojs/rss@4.0.14", "@astrojs/sitemap@3.6.0"),
        address="/posts/{title}/",
        build=("astro/astro.js", "build"),
        pages="dist",
    ),
    # SvelteKit's static site with an English interface around Arabic text; a feed.
    "svelte-static": App(
        source="svelte",
        packages=_SVELTE,
        address="/{section}/{slug}/",
        build=("vite/bin/vite.js", "build"),
        pages="build",
        feeds=("feed",),
        public="static",
    ),
    # React Router's server: plain divs, emotion's class names, relative times; the newsroom as author in the head.
    "router-divs": App(
        source="router",
        packages=_ROUTER,
        address="/story/{slug}",
        build=("@react-router/dev/bin.js", "build"),
        serve=("{modules}/@react-router/serve/bin.js", "build/server/index.js"),
    ),
    # Gatsby: bare divs for headline, paragraphs and subheadings, words of a line between bars; a feed.
    "gatsby": App(
        source="gatsby",
        packages=("--ignore-scripts", "gatsby@5.15.0", "react@18.3.1", "react-dom@18.3.1"),
        address="/{section}/{slug}/",
        build=("gatsby/cli.js", "build"),
        pages="public",
        feeds=("feed",),
        public="static",
    ),
    # React without a server: the text stands in JSON-LD only.
    "vite-client": App(
        source="vite",
        packages=("vite@7.2.4", "react@19.2.0", "react-dom@19.2.0"),
        address="/{section}/{number}/",
        build=("../apps/vite-client/build.mjs",),
        pages="dist",
        feeds=("sitemap", "feed"),
    ),
}
