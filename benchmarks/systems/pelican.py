"""Pelican with the themes that it ships."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from benchmarks.systems.stories import Paper, Story
from benchmarks.systems.tools import Built, python_tools, run_tool


def build(paper: Paper, folder: Path, cache: Path, base_url: str, *, theme: str) -> Built:
    """Publish the paper; stories without an excerpt get Pelican's own summary, the first words."""
    tools = python_tools(cache, ["pelican[markdown]==4.12.0"])
    for story in paper.stories:
        target = folder / "content" / story.section.slug / f"{story.slug}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_to_source(story), "utf-8")
    settings = {
        "SITENAME": paper.name,
        "SITEURL": base_url,
        "TIMEZONE": "Asia/Riyadh",
        "DEFAULT_LANG": "ar",
        "THEME": theme,
        "FEED_ALL_ATOM": "feeds/all.atom.xml",
        "DEFAULT_PAGINATION": 10,
        "ARTICLE_URL": "{slug}.html",
        "SITEMAP": {},
    }
    lines = "\n".join(f"{name} = {value!r}" for name, value in settings.items())
    (folder / "pelicanconf.py").write_text(lines, "utf-8")
    run_tool([tools / "pelican", "content", "-o", "output", "-s", "pelicanconf.py"], folder)
    return Built({story.number: f"/{story.slug}.html" for story in paper.stories}, folder / "output")


def _to_source(story: Story) -> str:
    fields = {
        "Title": story.headline,
        "Date": f"{story.published:%Y-%m-%d %H:%M}",
        "Category": story.section.name,
        "Tags": ", ".join(story.tags),
        "Slug": story.slug,
        "Author": ", ".join(story.authors),
        "Summary": story.teaser or "",
    }
    head = "\n".join(f"{name}: {value}" for name, value in fields.items() if value)
    return f"{head}\n\n{story.to_markdown()}\n"


SYSTEMS = {f"pelican-{theme}": partial(build, theme=theme) for theme in ("simple", "notmyidea")}
