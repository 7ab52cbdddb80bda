"""Static generators of Python beside Pelican: Nikola, Lektor, MkDocs with Material's blog, ABlog."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.systems.stories import Paper, Story
from benchmarks.systems.tools import Built, python_tools, run_tool

_ABOUT = "صحيفة إلكترونية يكتبها محرروها من مدن عدة.\n\nتنشر الأخبار والتقارير كل يوم، وترحب برسائل القراء."


def build_nikola(paper: Paper, folder: Path, cache: Path, base_url: str, *, theme: str) -> Built:
    """Publish in Nikola's Arabic with one of its themes; index pages show the text up to the teaser's end."""
    tools = python_tools(cache, ["nikola==8.3.3"])
    for story in paper.stories:
        head = {
            "title": story.headline,
            "slug": story.slug,
            "date": f"{story.published:%Y-%m-%d %H:%M:%S%z}",
            "category": story.section.name,
            "tags": ", ".join(story.tags),
            "author": ", ".join(story.authors),
            "description": story.teaser or "",
        }
        lines = "\n".join(f".. {name}: {value}" for name, value in head.items() if value)
        first, _, rest = story.to_markdown().partition("\n\n")
        _write(
            folder / "posts" / f"{story.slug}.md", f"<!--\n{lines}\n-->\n\n{first}\n\n<!-- TEASER_END -->\n\n{rest}\n"
        )
    _write(folder / "pages" / "about.md", f"<!--\n.. title: من نحن\n.. slug: about\n-->\n\n{_ABOUT}\n")
    settings = _nikola_settings(paper, base_url, theme)
    _write(folder / "conf.py", "\n".join(f"{name} = {value!r}" for name, value in settings.items()))
    run_tool([tools / "nikola", "build"], folder)
    return Built({story.number: f"/posts/{story.slug}/" for story in paper.stories}, folder / "output")


def _nikola_settings(paper: Paper, base_url: str, theme: str) -> dict[str, Any]:
    return {
        "BLOG_AUTHOR": paper.name,
        "BLOG_TITLE": paper.name,
        "SITE_URL": f"{base_url}/",
        "BLOG_EMAIL": "",
        "BLOG_DESCRIPTION": paper.description,
        "DEFAULT_LANG": "ar",
        "TRANSLATIONS": {"ar": ""},
        "NAVIGATION_LINKS": {
            "ar": (("/archive.html", "الأرشيف"), ("/categories/", "الوسوم"), ("/pages/about/", "من نحن"))
        },
        "POSTS": (("posts/*.md", "posts", "post.tmpl"),),
        "PAGES": (("pages/*.md", "pages", "page.tmpl"),),
        "COMPILERS": {"markdown": (".md",), "html": (".html",)},
        "TIMEZONE": "Asia/Riyadh",
        "THEME": theme,
        "INDEX_TEASERS": True,
        "INDEX_DISPLAY_POST_COUNT": 10,
    }


def build_lektor(paper: Paper, folder: Path, cache: Path, base_url: str) -> Built:
    """Publish with the project that Lektor's own quickstart lays: no metadata, feeds, maps, sections or excerpts."""
    del base_url
    tools = python_tools(cache, ["lektor==3.3.14"])
    answers = {
        "project_name": paper.name,
        "author_name": paper.name,
        "with_blog": True,
        "this_year": "2026",
        "today": "2026-01-01",
        "project_path": "project",
    }
    lay = f"from lektor.quickstart import Generator; Generator('project').run({answers!r}, 'project')"
    run_tool([tools / "python", "-c", lay], folder)
    for story in paper.stories:
        fields = {
            "title": story.headline,
            "author": ", ".join(story.authors),
            "pub_date": f"{story.published:%Y-%m-%d}",
            "body": f"\n\n{story.to_markdown()}",
        }
        text = "\n---\n".join(f"{name}: {value}" for name, value in fields.items() if value)
        _write(folder / "project" / "content" / "blog" / story.slug / "contents.lr", text)
    run_tool([tools / "lektor", "build", "--output-path", folder / "output"], folder / "project")
    return Built({story.number: f"/blog/{story.slug}/" for story in paper.stories}, folder / "output")


def build_mkdocs(paper: Paper, folder: Path, cache: Path, base_url: str) -> Built:
    """Publish with Material's Arabic and its blog and tags plugins."""
    tools = python_tools(cache, ["mkdocs-material==9.8.2"])
    names = sorted({name for story in paper.stories for name in story.authors})
    people = {f"author{at}": {"name": name, "description": "محرر", "avatar": "/a.png"} for at, name in enumerate(names)}
    keys = {person["name"]: key for key, person in people.items()}
    for story in paper.stories:
        head = {
            "date": f"{story.published:%Y-%m-%d %H:%M:%S}",
            "slug": story.slug,
            "categories": [story.section.name],
            "tags": story.tags,
            "authors": [keys[name] for name in story.authors],
            "description": story.teaser,
        }
        lines = [f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in head.items() if v and k != "date"]
        first, _, rest = story.to_markdown().partition("\n\n")
        text = f"# {story.headline}\n\n{first}\n\n<!-- more -->\n\n{rest}\n"
        lines.insert(0, f"date: {head['date']}")
        _write(folder / "docs" / "posts" / f"{story.slug}.md", "---\n" + "\n".join(lines) + f"\n---\n\n{text}")
    _write(folder / "docs" / ".authors.yml", json.dumps({"authors": people}, ensure_ascii=False))
    _write(folder / "docs" / "index.md", f"# {paper.name}\n")
    _write(folder / "docs" / "about.md", f"# من نحن\n\n{_ABOUT}\n")
    _write(folder / "docs" / "tags.md", "# الوسوم\n\n<!-- material/tags -->\n")
    _write(folder / "mkdocs.yml", json.dumps(_mkdocs_settings(paper, base_url), ensure_ascii=False))
    run_tool([tools / "mkdocs", "build", "--quiet"], folder)
    return Built({story.number: f"/{story.slug}/" for story in paper.stories}, folder / "site")


def _mkdocs_settings(paper: Paper, base_url: str) -> dict[str, Any]:
    blog = {"blog_dir": ".", "post_url_format": "{slug}", "authors_profiles": True, "post_readtime": True}
    return {
        "site_name": paper.name,
        "site_url": f"{base_url}/",
        "site_description": paper.description,
        "theme": {"name": "material", "language": "ar", "font": False, "features": ["navigation.tabs"]},
        "plugins": ["search", {"blog": blog}, "tags"],
        "nav": [{"الأخبار": ["index.md"]}, {"الوسوم": "tags.md"}, {"من نحن": "about.md"}],
    }


def build_ablog(paper: Paper, folder: Path, cache: Path, base_url: str, *, theme: str) -> Built:
    """Publish with Sphinx; ABlog shows date, author, category and tags in a card of the sidebar."""
    tools = python_tools(cache, ["ablog==0.11.13", "pydata-sphinx-theme==0.24.0"])
    for story in paper.stories:
        options = {
            "category": story.section.name,
            "tags": ", ".join(story.tags),
            "author": ", ".join(story.authors),
            "language": "ar",
        }
        lines = "\n".join(f"   :{name}: {value}" for name, value in options.items() if value)
        head = f".. post:: {story.published:%Y-%m-%d %H:%M}\n{lines}\n\n{_titled(story.headline, '=')}"
        _write(folder / "posts" / f"{story.slug}.rst", f"{head}\n\n{_to_rst(story)}\n")
    _write(folder / "about.rst", f":orphan:\n\n{_titled('من نحن', '=')}\n\n{_ABOUT}\n")
    _write(folder / "index.rst", f"{_titled(paper.name, '=')}\n\n.. postlist:: 15\n   :excerpts:\n\n:doc:`about`\n")
    cards = ["postcard.html", "recentposts.html", "categories.html", "archives.html", "tagcloud.html"]
    settings = {
        "project": paper.name,
        "author": paper.name,
        "language": "ar",
        "extensions": ["ablog"],
        "html_theme": theme,
        "html_sidebars": {"**": cards},
        "blog_title": paper.name,
        "blog_baseurl": base_url,
        "blog_post_pattern": "posts/*.rst",
        "smartquotes": False,
    }
    _write(folder / "conf.py", "\n".join(f"{name} = {value!r}" for name, value in settings.items()))
    run_tool([tools / "sphinx-build", "-q", "-b", "html", ".", "output"], folder)
    return Built({story.number: f"/posts/{story.slug}.html" for story in paper.stories}, folder / "output")


def _to_rst(story: Story) -> str:
    parts = []
    for block in story.blocks:
        text = re.sub(r"([\\`*_|])", r"\\\1", block.text)
        if block.kind == "list":
            parts.append("\n".join(f"- {item}" for item in block.items))
        elif block.kind == "picture":
            parts.append(f".. figure:: /picture.jpg\n\n   {block.caption}")
        elif block.kind == "subheading":
            parts.append(_titled(text, "-"))
        else:
            parts.append(f"    {text}" if block.kind == "quote" else text)
    return "\n\n".join(parts)


def _titled(text: str, line: str) -> str:
    return f"{text}\n{line * (len(text) * 2 + 2)}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


SYSTEMS = {
    **{f"nikola-{theme}": partial(build_nikola, theme=theme) for theme in ("bootblog4", "base")},
    "lektor-quickstart": build_lektor,
    "mkdocs-material": build_mkdocs,
    **{
        f"ablog-{name}": partial(build_ablog, theme=theme)
        for name, theme in {"alabaster": "alabaster", "pydata": "pydata_sphinx_theme"}.items()
    },
}
