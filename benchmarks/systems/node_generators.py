"""Static generators of the Node world, each with a small theme in the style of its usual starter (``node_sites/``)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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
    head = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value)
    return f"---\n{head}\n---\n\n{text}\n"


def _to_eleventy(story: Story) -> str:
    own = {"layout": "post", "tags": ["posts"], "permalink": f"/news/{story.slug}/"}
    return _with_head({**own, **_fields(story)}, story.to_markdown())


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
GENERATORS = {
    "eleventy-starter": _ELEVENTY(env={"LOOK": "starter"}),
    "eleventy-magazine": _ELEVENTY(env={"LOOK": "magazine"}),
}
SYSTEMS = {name: partial(build, generator=generator) for name, generator in GENERATORS.items()}
