"""News sites made with Django: an application of a newsroom's own, in two house styles."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

from benchmarks.systems.stories import Paper, Story
from benchmarks.systems.tools import Built, python_tools, run_tool

_SOURCES = Path(__file__).parent / "django_newsroom"
_STYLES = {
    # Arabic months and digits (in ``datetime`` too), a sitemap, a feed, Arabic words in addresses.
    "newsroom": {
        "language": "ar",
        "templates": "newsroom",
        "article": "/news/{at:%Y/%m/%d}/{slug}/",
        "pattern": r"^news/\d{4}/\d\d/\d\d/[-\w]+/$",
        "machine": True,
    },
    # Relative dates and pages of a number alone; neither sitemap nor feed nor metadata.
    "magazine": {
        "language": "ar",
        "templates": "magazine",
        "article": "/article/{pk}/{slug}",
        "pattern": r"^article/\d+/[-\w]+$",
        "machine": False,
    },
}


def build_own(paper: Paper, folder: Path, cache: Path, base_url: str, *, style: str) -> Built:
    """Publish with generic views, templates and the date filters of Django."""
    tools = python_tools(cache, ["django==5.2.9"])
    for source in (_SOURCES / "site.py.txt", _SOURCES / style):
        if source.is_dir():
            shutil.copytree(source, folder / style)
        else:
            shutil.copy(source, folder / "newsroom_site.py")
    (folder / "style.json").write_text(json.dumps(_STYLES[style]), "utf-8")
    write_json(paper, folder / "paper.json")
    listing = "import newsroom_site as s\nfor a in s.ARTICLES: print(a.number, a.get_absolute_url())"
    printed = run_tool([tools / "python", "-c", listing], folder)
    paths = {int(number): quote(path) for number, path in (line.split(" ", 1) for line in printed.splitlines())}
    serve = (
        "import newsroom_site, sys; from django.core.management import execute_from_command_line as run; run(sys.argv)"
    )
    options = ["runserver", "--noreload", urlsplit(base_url).netloc]
    return Built(paths, command=[str(tools / "python"), "-c", serve, *options], cwd=folder)


def write_json(paper: Paper, path: Path) -> None:
    """Write the paper as a program of another environment reads it."""
    content = {
        "name": paper.name,
        "description": paper.description,
        "sections": [{"slug": section.slug, "name": section.name} for section in paper.sections],
        "stories": [_to_json(story) for story in paper.stories],
    }
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def _to_json(story: Story) -> dict[str, object]:
    return {
        "number": story.number,
        "slug": story.slug,
        "headline": story.headline,
        "teaser": story.teaser,
        "html": story.to_html(),
        "markdown": story.to_markdown(),
        "section": story.section.name,
        "section_slug": story.section.slug,
        "authors": story.authors,
        "tags": story.tags,
        "published": story.published.isoformat(),
        "views": 900 + story.number * 37,
        "comments": story.number % 5,
    }


SYSTEMS = {f"django-{style}": partial(build_own, style=style) for style in _STYLES}
