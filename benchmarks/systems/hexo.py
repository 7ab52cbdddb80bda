"""Hexo with its usual generators and well-known themes: what a newsroom of few people has as a static blog."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from benchmarks.systems.stories import Paper, Story
from benchmarks.systems.tools import Built, node_tools, run_tool

Entry = Literal["description", "excerpt"]
"""The front matter's field that has an editor's teaser. With ``description`` stories are cut by ``<!-- more -->``."""

_GENERATORS = ("archive", "category", "index", "tag")
_RENDERERS = ("ejs", "stylus", "marked", "pug", "inferno")
_PACKAGES = [
    "hexo@8.1.2",
    *(f"hexo-generator-{name}" for name in (*_GENERATORS, "feed", "sitemap")),
    *(f"hexo-renderer-{name}" for name in _RENDERERS),
    "hexo-theme-landscape@1.1.0",
    "hexo-theme-next@8.29.0",
    "hexo-theme-butterfly@5.7.0",
    "hexo-theme-icarus@6.1.1",
    "hexo-theme-fluid@1.9.9",
    "hexo-theme-keep@4.3.0",
    "hexo-theme-redefine@2.9.0",
    "hexo-theme-volantis@6.8.3",
    "hexo-theme-a4@2.0.1",
]
_ABOUT = (
    "---\ntitle: من نحن\ndate: 2020-01-01 08:00:00\n---\n\nصحيفة يحررها فريق صغير، وتصل رسائل القراء إليه كل يوم.\n"
)
_UNSAFE = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/“”«»؟،؛]+")


@dataclass(frozen=True)
class _Site:
    theme: str
    entry: Entry
    language: str = "en"
    """The theme's own words; ``ar`` where it has them."""
    announces: Sequence[str] = ()
    """``feed`` and ``sitemap``, whichever the site has."""
    arabic_addresses: bool = False
    """Addresses out of the headline, as ``hexo new`` makes them."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Of the theme; ``NAME`` stands for the paper's name."""


def build(paper: Paper, folder: Path, cache: Path, base_url: str, *, site: _Site) -> Built:
    """Publish the paper with one theme."""
    tools = node_tools(cache, _PACKAGES)
    (folder / "node_modules").symlink_to(tools / "node_modules", target_is_directory=True)
    plugins = (*(f"hexo-generator-{name}" for name in (*_GENERATORS, *site.announces)), *_renderers())
    package = {"name": "paper", "private": True, "hexo": {}, "dependencies": dict.fromkeys(("hexo", *plugins), "*")}
    (folder / "package.json").write_text(json.dumps(package), "utf-8")
    (folder / "_config.yml").write_text(json.dumps(_settings(paper, base_url, site), ensure_ascii=False), "utf-8")
    options = json.dumps(site.options).replace("NAME", paper.name)
    (folder / f"_config.{site.theme}.yml").write_text(options, "utf-8")
    _write_sources(paper, folder / "source", site)
    run_tool(["node", tools / "node_modules" / "hexo" / "bin" / "hexo", "generate"], folder, _environment(tools))
    return Built({story.number: _address(story, site) for story in paper.stories}, folder / "public")


def _environment(tools: Path) -> dict[str, str]:
    """An editor's machine: in the site's zone (addresses have its days), with ``hexo`` among the commands."""
    return {"TZ": "Asia/Riyadh", "PATH": f"{tools / 'node_modules' / '.bin'}{os.pathsep}{os.environ['PATH']}"}


def _renderers() -> list[str]:
    return [f"hexo-renderer-{name}" for name in _RENDERERS]


def _settings(paper: Paper, base_url: str, site: _Site) -> dict[str, Any]:
    return {
        "title": paper.name,
        "description": paper.description,
        "author": paper.name,
        "language": site.language,
        "timezone": "Asia/Riyadh",
        "url": base_url,
        "permalink": ":year/:month/:day/:title/",
        "theme": site.theme,
        "category_map": {section.name: section.slug for section in paper.sections},
        "index_generator": {"per_page": 10, "order_by": "-date"},
        "per_page": 10,
        "syntax_highlighter": "",
        "feed": {"type": "atom", "path": "atom.xml", "limit": 20},
    }


def _write_sources(paper: Paper, source: Path, site: _Site) -> None:
    posts, about = source / "_posts", source / "about"
    posts.mkdir(parents=True)
    about.mkdir()
    (about / "index.md").write_text(_ABOUT, "utf-8")
    people = {name: {"name": name, "url": "/about/"} for story in paper.stories for name in story.authors}
    (source / "_data").mkdir()
    (source / "_data" / "author.yml").write_text(json.dumps(people, ensure_ascii=False), "utf-8")
    for story in paper.stories:
        (posts / f"{_file_name(story, site)}.md").write_text(_to_source(story, site), "utf-8")


def _file_name(story: Story, site: _Site) -> str:
    return _UNSAFE.sub("-", story.headline).strip("-") if site.arabic_addresses else story.slug


def _address(story: Story, site: _Site) -> str:
    return quote(f"/{story.published:%Y/%m/%d}/{_file_name(story, site)}/")


def _to_source(story: Story, site: _Site) -> str:
    fields = {
        "title": story.headline,
        "date": f"{story.published:%Y-%m-%d %H:%M:%S}",
        "categories": [story.section.name],
        "tags": list(story.tags),
        "author": ", ".join(story.authors),
        "copyright_author": ", ".join(story.authors),
        site.entry: story.teaser,
    }
    head = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value)
    body = story.to_markdown()
    if site.entry == "description":
        first, _, rest = body.partition("\n\n")
        body = f"{first}\n\n<!-- more -->\n\n{rest}"
    return f"---\n{head}\n---\n\n{body}\n"


_NEXT = {"creative_commons": {"post": True}}
_MENU = {"home": "/", "about": "/about/"}
_KEEP = {"base_info": {"title": "NAME", "author": "NAME"}, "menu": _MENU}
_REDEFINE = {
    "info": {"title": "NAME", "subtitle": "", "author": "NAME"},
    "global": {"open_graph": {"enable": True, "description": None}},
}
_VOLANTIS = {"article": {"body": {"meta_library": {"author": {"name": "NAME", "url": "/"}}}}}
_A4 = {"menu": {"الرئيسية": "/", "من نحن": "/about/"}, "index": {"list": True}}
_SITES = {
    "landscape": _Site("landscape", "description", announces=("feed", "sitemap"), arabic_addresses=True),
    "landscape-excerpt": _Site("landscape", "excerpt"),
    "next": _Site("next", "description", "ar", announces=("sitemap",), options=_NEXT),
    "next-excerpt": _Site("next", "excerpt", "ar", announces=("feed",), options=_NEXT),
    "butterfly": _Site("butterfly", "description", announces=("feed",)),
    "icarus": _Site("icarus", "excerpt", announces=("feed", "sitemap")),
    "fluid": _Site("fluid", "excerpt"),
    "keep": _Site("keep", "description", announces=("sitemap",), options=_KEEP),
    "redefine": _Site("redefine", "description", announces=("feed",), options=_REDEFINE),
    "volantis": _Site("volantis", "description", announces=("feed", "sitemap"), options=_VOLANTIS),
    "a4": _Site("a4", "description", announces=("sitemap",), options=_A4),
}
"""Landscape shows no author; A4 shows neither author nor section, and the day of the last change only."""
SYSTEMS = {f"hexo-{name}": partial(build, site=site) for name, site in _SITES.items()}
