"""Front-end frameworks as news sites use them: small apps over the stories as JSON, built by the frameworks' own tools.

Each app stands in ``frontend_apps/``; what it stands for is told where it is listed below.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from benchmarks.systems.stories import Paper, Story
from benchmarks.systems.tools import Built, node_tools, run_tool

_SOURCES = Path(__file__).with_name("frontend_apps")
_QUIET = {"NEXT_TELEMETRY_DISABLED": "1", "NUXT_TELEMETRY_DISABLED": "1", "ASTRO_TELEMETRY_DISABLED": "1"}
_QUIET |= {"GATSBY_TELEMETRY_DISABLED": "1", "TZ": "UTC", "CI": "1"}
_EXCERPT_WORDS = 22


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
    arabic_tags: bool = True
    env: Mapping[str, str] = field(default_factory=dict)


def build_app(paper: Paper, folder: Path, cache: Path, base_url: str, *, app: App) -> Built:
    """Build the app over the paper's stories; its modules resolve to those of the tools' folder above it."""
    modules = node_tools(cache, app.packages)
    site = modules / "apps" / folder.name
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(_SOURCES / app.source, site)
    shutil.copytree(_SOURCES / "shared", site / "shared")
    addresses = {story.number: _address(app, story) for story in paper.stories}
    told = _to_data(paper, addresses, base_url, arabic_tags=app.arabic_tags)
    (site / "shared" / "data.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    env = {**_QUIET, **app.env}
    if app.feeds:
        run_tool(["node", "shared/feeds.mjs", app.public, *app.feeds], site, env)
    run_tool(["node", modules / "node_modules" / app.build[0], *app.build[1:]], site, env)
    if app.pages is not None:
        return Built(addresses, site / app.pages)
    port = str(urlsplit(base_url).port)
    command = ["node", *(part.format(port=port, modules=modules / "node_modules") for part in app.serve)]
    return Built(addresses, command=command, cwd=site, env={**env, "PORT": port, "HOST": "127.0.0.1"})


def _address(app: App, story: Story) -> str:
    title = "-".join(re.findall(r"\w+", story.headline))
    path = app.address.format(section=story.section.slug, slug=story.slug, title=title, number=story.number)
    return quote(path)


def _to_data(paper: Paper, addresses: Mapping[int, str], base_url: str, *, arabic_tags: bool) -> dict[str, Any]:
    names = sorted({tag for story in paper.stories for tag in story.tags})
    tags = {name: re.sub(r"\s+", "-", name) if arabic_tags else f"t{at}" for at, name in enumerate(names, start=1)}
    people = sorted({name for story in paper.stories for name in story.authors})
    authors = {name: {"slug": f"writer-{at}", "name": name} for at, name in enumerate(people, start=1)}
    return {
        "site": {"name": paper.name, "description": paper.description, "url": base_url},
        "sections": [{"slug": section.slug, "name": section.name} for section in paper.sections],
        "stories": [
            {
                **_to_record(story, addresses[story.number]),
                "tags": [{"slug": tags[name], "name": name} for name in story.tags],
                "authors": [authors[name] for name in story.authors],
            }
            for story in reversed(paper.stories)
        ],
    }


def _to_record(story: Story, path: str) -> dict[str, Any]:
    words = story.body.split()
    cut = " ".join(words[:_EXCERPT_WORDS]) + ("…" if len(words) > _EXCERPT_WORDS else "")
    return {
        "number": story.number,
        "slug": path.rstrip("/").rsplit("/", 1)[-1],
        "path": path,
        "headline": story.headline,
        "teaser": story.teaser,
        "excerpt": story.teaser or cut,
        "blocks": [
            {"kind": block.kind, "text": block.text, "items": list(block.items), "caption": block.caption}
            for block in story.blocks
        ],
        "html": story.to_html(),
        "text": story.body,
        "markdown": story.to_markdown(),
        "section": {"slug": story.section.slug, "name": story.section.name},
        "published": story.published.isoformat(),
        "utc": story.published.astimezone(UTC).isoformat().replace("+00:00", ".000Z"),
        "minutes": max(1, round(len(words) / 180)),
    }


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

APPS = {
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
SYSTEMS = {name: partial(build_app, app=app) for name, app in APPS.items()}
