"""Hugo with themes in the shape of a starter, and Jekyll with its own theme and without one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.systems.stories import Paper, Story
from benchmarks.systems.tools import Built, debian_tools, run_tool

_HERE = Path(__file__).parent
_ABOUT = "صحيفة إلكترونية يكتبها محرروها من مدن عدة.\n\nتنشر الأخبار والتقارير كل يوم، وترحب برسائل القراء."


def build_hugo(paper: Paper, folder: Path, cache: Path, base_url: str, *, theme: str) -> Built:
    """Publish with a theme of ``hugo_theme``; the English one has neither feed nor sitemap."""
    del cache
    debian_tools(["hugo"])
    shutil.copytree(_HERE / "hugo_theme" / theme, folder / "themes" / theme / "layouts")
    posts = folder / "content" / "posts"
    posts.mkdir(parents=True)
    for story in paper.stories:
        (posts / f"{story.slug}.md").write_text(_with_head(_to_hugo(story), story.to_markdown()), "utf-8")
    about = {"title": "من نحن", "date": "2026-01-01T09:00:00+03:00"}
    (folder / "content" / "about.md").write_text(_with_head(about, _ABOUT), "utf-8")
    (folder / "hugo.json").write_text(json.dumps(_hugo_settings(paper, base_url, theme), ensure_ascii=False), "utf-8")
    run_tool(["hugo", "--config", "hugo.json", "--destination", "public"], folder)
    return Built({story.number: f"/posts/{story.slug}/" for story in paper.stories}, folder / "public")


def _hugo_settings(paper: Paper, base_url: str, theme: str) -> dict[str, Any]:
    is_arabic = theme == "arabic"
    language = {"languageName": "العربية", "languageDirection": "rtl"} if is_arabic else {"languageName": "English"}
    code = "ar" if is_arabic else "en"
    menu = [{"name": section.name, "url": f"/categories/{_hyphened(section.name)}/"} for section in paper.sections]
    return {
        "baseURL": f"{base_url}/",
        "title": paper.name,
        "theme": theme,
        "paginate": 10,
        "defaultContentLanguage": code,
        "languages": {code: language},
        "timeZone": "Asia/Riyadh",
        "hasCJKLanguage": False,
        "taxonomies": {"category": "categories", "tag": "tags", "author": "authors"},
        "markup": {"goldmark": {"renderer": {"unsafe": True}, "extensions": {"typographer": False}}},
        "disableKinds": [] if is_arabic else ["RSS", "sitemap"],
        "params": {"description": paper.description},
        "menu": {"main": [{"name": "الرئيسية", "url": "/"}, *menu, {"name": "من نحن", "url": "/about/"}]},
    }


def _hyphened(name: str) -> str:
    return name.replace(" ", "-")


def _to_hugo(story: Story) -> dict[str, Any]:
    return {
        "title": story.headline,
        "date": story.published.isoformat(),
        "description": story.teaser or "",
        "categories": [story.section.name],
        "tags": story.tags,
        "authors": story.authors,
    }


def _with_head(head: Mapping[str, Any], text: str) -> str:
    """Front matter as JSON, which YAML is a superset of."""
    lines = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items() if value)
    return f"---\n{lines}\n---\n\n{text}\n"


def build_jekyll(paper: Paper, folder: Path, cache: Path, base_url: str, *, theme: str) -> Built:
    """Publish with minima and its usual plugins, or with a layout of one's own and none of them."""
    del cache
    plugins = ["jekyll-paginate", "jekyll-archives"]
    if theme == "minima":
        plugins += ["jekyll-feed", "jekyll-sitemap", "jekyll-seo-tag"]
    debian_tools(["jekyll", "jekyll-theme-minima", *(f"ruby-{plugin}" for plugin in plugins)])
    posts = folder / "_posts"
    posts.mkdir()
    for story in paper.stories:
        target = posts / f"{story.published:%Y-%m-%d}-{story.slug}.md"
        target.write_text(_with_head(_to_jekyll(story), story.to_markdown()), "utf-8")
    _lay_jekyll(folder, theme)
    settings = _jekyll_settings(paper, base_url, theme, plugins)
    (folder / "_config.yml").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
    run_tool(["jekyll", "build", "--quiet"], folder, {"LANG": "C.UTF-8", "TZ": "Asia/Riyadh"})
    pattern = "/{category}/{at:%Y/%m/%d}/{slug}.html" if theme == "minima" else "/{at:%Y}/{slug}/"
    return Built(
        {
            story.number: quote(
                pattern.format(category=story.section.name, at=story.published, slug=story.slug),
            )
            for story in paper.stories
        },
        folder / "_site",
    )


def _lay_jekyll(folder: Path, theme: str) -> None:
    for name in ("index.html", "about.md"):
        shutil.copy(_HERE / "jekyll_site" / name, folder / name)
    layouts = folder / "_layouts"
    layouts.mkdir()
    shutil.copy(_HERE / "jekyll_site" / "archive.html", layouts / "archive.html")
    if theme == "plain":
        for name in ("default", "post", "page"):
            shutil.copy(_HERE / "jekyll_site" / "plain.html", layouts / f"{name}.html")


def _jekyll_settings(paper: Paper, base_url: str, theme: str, plugins: list[str]) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "title": paper.name,
        "description": paper.description,
        "url": base_url,
        "lang": "ar",
        "timezone": "Asia/Riyadh",
        "plugins": plugins,
        "paginate": 10,
        "kramdown": {"smart_quotes": ["apos", "apos", "quot", "quot"], "typographic_symbols": {"hellip": "..."}},
        "permalink": "date" if theme == "minima" else "/:year/:title/",
        "jekyll-archives": {
            "enabled": ["categories", "tags"],
            "permalinks": {"category": "/category/:name/", "tag": "/tag/:name/"},
        },
        "defaults": [{"scope": {"path": "", "type": "posts"}, "values": {"layout": "post"}}],
    }
    return {**settings, "theme": "minima", "show_excerpts": True} if theme == "minima" else settings


def _to_jekyll(story: Story) -> dict[str, Any]:
    return {
        "title": story.headline,
        "date": f"{story.published:%Y-%m-%d %H:%M:%S %z}",
        "description": story.teaser or "",
        "categories": [story.section.name],
        "tags": story.tags,
        "author": ", ".join(story.authors),
    }


SYSTEMS = {
    **{f"hugo-{theme}": partial(build_hugo, theme=theme) for theme in ("arabic", "english")},
    **{f"jekyll-{theme}": partial(build_jekyll, theme=theme) for theme in ("minima", "plain")},
}
