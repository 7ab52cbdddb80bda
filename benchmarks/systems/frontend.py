"""Front-end frameworks as news sites use them: small apps over the stories as JSON, built by the frameworks' own tools.

Each app stands in ``frontend_apps/``; what it stands for is told in ``frontend_catalogue.py``.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from benchmarks.systems.frontend_catalogue import APPS, App
from benchmarks.systems.stories import Paper, Story
from benchmarks.systems.tools import Built, node_tools, run_tool

_SOURCES = Path(__file__).with_name("frontend_apps")
_QUIET = {"NEXT_TELEMETRY_DISABLED": "1", "NUXT_TELEMETRY_DISABLED": "1", "ASTRO_TELEMETRY_DISABLED": "1"}
_QUIET |= {"GATSBY_TELEMETRY_DISABLED": "1", "TZ": "UTC", "CI": "1"}
_EXCERPT_WORDS = 22


def build_app(paper: Paper, folder: Path, cache: Path, base_url: str, *, app: App) -> Built:
    """Build the app over the paper's stories; its modules resolve to those of the tools' folder above it."""
    modules = node_tools(cache, app.packages)
    site = modules / "apps" / folder.name
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(_SOURCES / app.source, site)
    shutil.copytree(_SOURCES / "shared", site / "shared")
    addresses = {story.number: _address(app, story) for story in paper.stories}
    told = json.dumps(_to_data(paper, addresses, base_url), ensure_ascii=False, indent=1)
    (site / "shared" / "data.json").write_text(told, "utf-8")
    (site / "shared" / "data.mjs").write_text(f"export default {told};\n", "utf-8")
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


def _to_data(paper: Paper, addresses: Mapping[int, str], base_url: str) -> dict[str, Any]:
    names = sorted({tag for story in paper.stories for tag in story.tags})
    tags = {name: re.sub(r"\s+", "-", name) for name in names}
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


SYSTEMS = {name: partial(build_app, app=app) for name, app in APPS.items()}
