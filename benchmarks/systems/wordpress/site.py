"""Sets a WordPress up: installed by script, filled with the paper, served by PHP's own server."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from benchmarks.systems.stories import Paper, Story
from benchmarks.systems.tools import Built, debian_tools, node_tools, run_tool
from benchmarks.systems.wordpress.database import database, database_command

_HERE = Path(__file__).parent
_CORE = Path("/usr/share/wordpress")
_STOCK = ("twentytwentyone", "twentytwentytwo", "twentytwentythree")
_NPM = {"undescores-for-npm": "1.0.0", "understrap": "1.0.1"}
_PHP = ("php-cli", "php-gd", "php-mysql", "php-xml", "php-mbstring", "php-intl")
# php-cgi and micro-httpd are what WordPress asks for that starts no service.
_DEBIAN = ("micro-httpd", "php-cgi", *_PHP, "mariadb-server-core", "mariadb-client", "wordpress", "wordpress-l10n")


@dataclass(frozen=True, slots=True)
class Variant:
    """What the owner chose."""

    theme: str
    permalinks: str
    """WordPress's own structure; empty for ``?p=ID``."""
    locale: str = "ar"
    """Empty: never chosen, so English."""
    content: Literal["blocks", "classic"] = "blocks"
    slugs: Literal["arabic", "latin"] = "latin"
    front: Literal["posts", "page"] = "posts"
    timezone: str = "Asia/Riyadh"
    """Empty: the bare offset of three hours."""
    sitemaps: bool = True
    texturize: bool = False
    """Whether WordPress curls the quotes, as it does unless told otherwise: the truth has them as entered."""
    seo: bool = False
    """Whether an SEO plugin prints labels for machines."""


def build(paper: Paper, folder: Path, cache: Path, base_url: str, *, variant: Variant) -> Built:
    """Publish the paper; a story without an author is posted by the desk's account, as papers do."""
    debian_tools((*_DEBIAN, *(f"wordpress-theme-{name}" for name in _STOCK)))
    www = folder / "www"
    _lay_out(www, cache, variant.theme)
    (folder / "paper.json").write_text(json.dumps(_to_record(paper, variant), ensure_ascii=False), "utf-8")
    with database(folder, cache) as socket:
        _write_config(www, socket, base_url, variant.theme)
        php = ("php", "-d", "memory_limit=512M", "-d", "display_errors=stderr")
        run_tool([*php, _HERE / "php" / "install.php", www, folder / "paper.json"], folder)
        answer = run_tool([*php, _HERE / "php" / "fill.php", www, folder / "paper.json"], folder)
    addresses = {int(number): path for number, path in json.loads(answer.strip().splitlines()[-1]).items()}
    command = ("sh", str(_HERE / "php" / "serve.sh"), str(folder), urlsplit(base_url).netloc)
    return Built(addresses, command=(*command, *database_command(folder)), cwd=folder)


def _lay_out(www: Path, cache: Path, theme: str) -> None:
    """The top scripts find the site by their own place, so they are copies; the rest are links."""
    content = www / "wp-content"
    (content / "themes").mkdir(parents=True)
    (content / "uploads").mkdir()
    for script in _CORE.glob("*.php"):
        if not script.name.startswith("wp-config"):
            shutil.copy(script, www)
    for name in ("wp-admin", "wp-includes"):
        (www / name).symlink_to(_CORE / name)
    (content / "languages").symlink_to(_CORE / "wp-content" / "languages")
    (content / "mu-plugins").symlink_to(_HERE / "php" / "plugins")
    (content / "themes" / theme).symlink_to(_theme(theme, cache))
    shutil.copy(_HERE / "php" / "router.php", www.parent)


def _theme(name: str, cache: Path) -> Path:
    if name in _STOCK:
        return _CORE / "wp-content" / "themes" / name
    if name in _NPM:
        return node_tools(cache, [f"{package}@{version}" for package, version in _NPM.items()]) / "node_modules" / name
    return _HERE / "themes" / name


def _write_config(www: Path, socket: Path, base_url: str, theme: str) -> None:
    constants: dict[str, object] = {
        "DB_NAME": "wordpress",
        "DB_USER": "root",
        "DB_PASSWORD": "",
        "DB_HOST": f"localhost:{socket}",
        "DB_CHARSET": "utf8mb4",
        "WP_HOME": base_url,
        "WP_SITEURL": base_url,
        "WP_DEFAULT_THEME": theme,
        "WP_HTTP_BLOCK_EXTERNAL": True,
        "DISABLE_WP_CRON": True,
        "DISALLOW_FILE_MODS": True,
        "AUTOMATIC_UPDATER_DISABLED": True,
        "WP_DEBUG_DISPLAY": False,
    }
    lines = [f"define({json.dumps(name)}, {json.dumps(value)});" for name, value in constants.items()]
    end = ["$table_prefix = 'wp_';", "defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');"]
    text = "\n".join(["<?php", *lines, *end, "require_once ABSPATH . 'wp-settings.php';", ""])
    (www / "wp-config.php").write_text(text, "utf-8")


def _to_record(paper: Paper, variant: Variant) -> dict[str, Any]:
    to_content = _to_blocks if variant.content == "blocks" else _to_classic
    return {
        "name": paper.name,
        "description": paper.description,
        "variant": asdict(variant),
        "sections": [asdict(section) for section in paper.sections],
        "stories": [
            {
                "number": story.number,
                "slug": "" if variant.slugs == "arabic" else story.slug,
                "headline": story.headline,
                "excerpt": story.teaser or "",
                "content": to_content(story),
                "section": story.section.slug,
                "author": "".join(story.authors),
                "tags": story.tags,
                "published": f"{story.published:%Y-%m-%d %H:%M:%S}",
                "pictured": any(block.kind == "picture" for block in story.blocks),
            }
            for story in paper.stories
        ],
    }


_BLOCKS = {
    "<p>": ("paragraph", "", "<p>"),
    "<h2>": ("heading", "", "<h2>"),
    "<blockquote>": ("quote", "", '<blockquote class="wp-block-quote">'),
    "<ul>": ("list", "", "<ul>"),
    "<figure>": ("image", ' {"sizeSlug":"large"}', '<figure class="wp-block-image size-large">'),
}


def _to_blocks(story: Story) -> str:
    """The body as the block editor saves it."""
    parts = []
    for line in story.to_html().splitlines():
        start = line[: line.index(">") + 1]
        name, settings, opened = _BLOCKS[start]
        markup = opened + line.removeprefix(start)
        markup = re.sub(r"<li>.*?</li>", r"<!-- wp:list-item -->\n\g<0>\n<!-- /wp:list-item -->\n", markup)
        markup = markup.replace("<figcaption>", '<figcaption class="wp-element-caption">')
        parts.append(f"<!-- wp:{name}{settings} -->\n{markup}\n<!-- /wp:{name} -->")
    return "\n\n".join(parts)


_FIGURE = re.compile(r"<figure>(<img [^>]*)><figcaption>(.*?)</figcaption></figure>")
_CAPTION = (
    r'[caption id="" align="aligncenter" width="800"]\1 class="size-full" width="800" height="533" /> \2[/caption]'
)


def _to_classic(story: Story) -> str:
    """The body as the old editor saves it: blank lines for paragraphs, shortcodes for captions."""
    lines = (re.sub(r"^<p>(.*)</p>$", r"\1", line) for line in story.to_html().splitlines())
    return "\n\n".join(
        _FIGURE.sub(_CAPTION, line).replace("<blockquote><p>", "<blockquote>") for line in lines
    ).replace("</p></blockquote>", "</blockquote>")
