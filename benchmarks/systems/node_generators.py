"""Static generators of the Node world, each with a small theme in the style of its usual starter (``node_sites/``)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.systems.stories import Paper, Story
from benchmarks.systems.tools import Built, node_tools, run_tool

_SITES = Path(__file__).parent / "node_sites"
_QUIET = {"TZ": "Asia/Riyadh", "CI": "1", "DO_NOT_TRACK": "1"}


@dataclass(frozen=True, kw_only=True)
class _Generator:
    sources: str
    """Its folder of ``node_sites/``."""
    packages: tuple[str, ...]
    command: tuple[str, ...]
    """For node: a script of ``node_modules`` and its arguments."""
    pages: str
    """The folder that it writes."""
    posts: str
    """The folder of the stories' sources."""
    file: str = "{story.slug}.md"
    address: str
    write: Callable[[Story], str]
    env: Mapping[str, str] = field(default_factory=dict)
    data: str = "paper.json"
    """Where the paper's names stand."""


def build(paper: Paper, folder: Path, cache: Path, base_url: str, *, generator: _Generator) -> Built:
    """Publish the paper; the site's sources lie beside the packages, as a project has them."""
    tools = node_tools(cache, generator.packages)
    site = tools / "sites" / folder.name
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(_SITES / generator.sources, site)
    posts = site / generator.posts
    posts.mkdir(parents=True, exist_ok=True)
    for story in paper.stories:
        (posts / generator.file.format(story=story)).write_text(generator.write(story), "utf-8")
    told = site / generator.data
    told.parent.mkdir(parents=True, exist_ok=True)
    told.write_text(json.dumps(_describe(paper, base_url, generator), ensure_ascii=False), "utf-8")
    script, *arguments = generator.command
    run_tool(["node", tools / "node_modules" / script, *arguments], site, {**_QUIET, **generator.env})
    shutil.copytree(site / generator.pages, folder / "public")
    return Built({story.number: generator.address.format(story=story) for story in paper.stories}, folder / "public")


def _describe(paper: Paper, base_url: str, generator: _Generator) -> dict[str, Any]:
    return {
        "name": paper.name,
        "description": paper.description,
        "url": base_url,
        "sections": [{"slug": section.slug, "name": section.name} for section in paper.sections],
        "topics": sorted({tag for story in paper.stories for tag in story.tags}),
        "authors": sorted({name for story in paper.stories for name in story.authors}),
        "stories": [_list(story, generator) for story in reversed(paper.stories)],
    }


def _list(story: Story, generator: _Generator) -> dict[str, Any]:
    return {**_fields(story), "address": generator.address.format(story=story)}


def _fields(story: Story) -> dict[str, Any]:
    return {
        "title": story.headline,
        "date": story.published.isoformat(),
        "description": story.teaser,
        "section": {"slug": story.section.slug, "name": story.section.name},
        "authors": list(story.authors),
        "topics": list(story.tags),
    }


def _with_head(fields: Mapping[str, Any], text: str) -> str:
    head = "\n".join(f"{name}: {_to_yaml(value)}" for name, value in fields.items() if value)
    return f"---\n{head}\n---\n\n{text}\n"


def _to_yaml(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else json.dumps(value, ensure_ascii=False)


def _to_eleventy(story: Story) -> str:
    own = {"layout": "post", "tags": ["posts"], "permalink": f"/news/{story.slug}/"}
    return _with_head({**own, **_fields(story)}, story.to_markdown())


def _to_metalsmith(story: Story) -> str:
    return _with_head({"layout": "post.njk", **_fields(story)}, story.to_markdown())


def _to_docusaurus(story: Story) -> str:
    """Docusaurus knows tags only: the section is the first of them; the excerpt ends at its own comment."""
    tags = [{"label": story.section.name, "permalink": f"/{story.section.slug}"}]
    fields = {
        "title": story.headline,
        "slug": f"/{story.slug}",
        "date": story.published,
        "description": story.teaser,
        "authors": [{"name": name} for name in story.authors],
        "tags": [*tags, *({"label": tag, "permalink": "/" + tag.replace(" ", "-")} for tag in story.tags)],
    }
    first, _, rest = story.to_markdown().partition("\n\n")
    return _with_head(fields, f"{first}\n\n<!-- truncate -->\n\n{rest}")


def _to_vitepress(story: Story) -> str:
    """Dates stay text: its front matter would make them objects of the server's zone."""
    fields = _fields(story)
    topics = [f"[{tag}](/topics/{tag.replace(' ', '%20')})" for tag in story.tags]
    foot = f'\n\n<p class="post-topics">\n\nالوسوم: {"، ".join(topics)}\n\n</p>' if topics else ""
    return _with_head({**fields, "published": fields.pop("date")}, story.to_markdown() + foot)


_ELEVENTY = partial(
    _Generator,
    sources="eleventy",
    packages=("@11ty/eleventy@3.1.8", "markdown-it-anchor@9.2.1", "markdown-it@14.3.3"),
    command=("@11ty/eleventy/cmd.cjs",),
    pages="_site",
    posts="news",
    address="/news/{story.slug}/",
    write=_to_eleventy,
    data="_data/paper.json",
)
_VITEPRESS = partial(
    _Generator,
    sources="vitepress",
    packages=("vitepress@1.6.4", "vue@3"),
    command=("vitepress/bin/vitepress.js", "build"),
    pages=".vitepress/dist",
    posts="posts",
    address="/posts/{story.slug}",
    write=_to_vitepress,
)
GENERATORS = {
    "eleventy-starter": _ELEVENTY(env={"LOOK": "starter"}),
    "eleventy-magazine": _ELEVENTY(env={"LOOK": "magazine"}),
    "metalsmith": _Generator(
        sources="metalsmith",
        packages=(
            "metalsmith@2.7.0",
            "@metalsmith/layouts@3.0.0",
            "@metalsmith/markdown@1.10.0",
            "jstransformer-nunjucks@1.2.0",
        ),
        command=("../sites/metalsmith/build.mjs",),
        pages="build",
        posts="src/news",
        address="/news/{story.slug}.html",
        write=_to_metalsmith,
    ),
    "docusaurus": _Generator(
        sources="docusaurus",
        packages=(
            "@docusaurus/core@3.10.2",
            "@docusaurus/preset-classic@3.10.2",
            "react@19",
            "react-dom@19",
        ),
        command=("@docusaurus/core/bin/docusaurus.mjs", "build"),
        pages="build",
        posts="blog",
        file="{story.published:%Y-%m-%d}-{story.slug}.md",
        address="/{story.slug}",
        write=_to_docusaurus,
        env={"DOCUSAURUS_NO_TELEMETRY": "1"},
    ),
    "vitepress": _VITEPRESS(),
    "vitepress-sitemap": _VITEPRESS(env={"SITEMAP": "1"}),
}
SYSTEMS = {name: partial(build, generator=generator) for name, generator in GENERATORS.items()}
