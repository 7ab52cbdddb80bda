"""Ghost with both themes that it ships: the self-hosted magazine with a server, a database and an admin interface."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Mapping
from datetime import UTC
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener

from benchmarks.systems.serving import free_port, served
from benchmarks.systems.stories import Paper, Story
from benchmarks.systems.tools import Built, SystemUnavailableError, run_tool

_VERSION = "5.130.6"
_SERVER = Path(__file__).parent / "ghost_server" / "serve.mjs"
_OWNER = {"email": "editor@example.com", "password": "seven-blue-anchors-24"}
_ABOUT = "<p>صحيفة يحررها فريق صغير، وتصل رسائل القراء إليه كل يوم.</p>"
_HEADERS = Path("/usr/include/node")
"""Node's own headers, where the system has them: SQLite's binding is then built without fetching any."""


def build(paper: Paper, folder: Path, cache: Path, base_url: str, *, theme: str) -> Built:
    """Publish the paper; teasers become custom excerpts, and stories without an author are the editor's."""
    ghost, port, behind = _install(cache), int(base_url.rpartition(":")[2]), free_port()
    (folder / "current").symlink_to(ghost, target_is_directory=True)
    shutil.copytree(ghost / "content", folder / "content")
    (folder / "config.production.json").write_text(json.dumps(_settings(folder, base_url, behind)), "utf-8")
    command = ("node", str(_SERVER), "current", str(behind), str(port))
    addresses = {story.number: f"/{story.slug}/" for story in paper.stories}
    built = Built(addresses, command=command, cwd=folder, env={"NODE_ENV": "production"})
    with served(built, port, folder / "import.log"):
        _publish(paper, _Admin(base_url), theme)
    return built


def _install(cache: Path) -> Path:
    """Return Ghost's own folder: it holds packages beside it, so that it can't be a dependency."""
    folder = cache / "package"
    stamp = cache / "installed"
    if not stamp.is_file() or stamp.read_text() != _VERSION:
        shutil.rmtree(folder, ignore_errors=True)
        run_tool(["npm", "pack", "--silent", f"ghost@{_VERSION}"], cache)
        run_tool(["tar", "-xzf", f"ghost-{_VERSION}.tgz"], cache)
        description = json.loads((folder / "package.json").read_text("utf-8"))
        description.pop("devDependencies", None)
        (folder / "package.json").write_text(json.dumps(description), "utf-8")
        options = ["--omit=dev", "--legacy-peer-deps", "--no-audit", "--no-fund", "--loglevel=error"]
        env = {"npm_config_nodedir": str(_HEADERS.parent.parent)} if _HEADERS.is_dir() else {}
        run_tool(["npm", "install", *options], folder, env, seconds=1800)
        stamp.write_text(_VERSION)
    return folder


def _settings(folder: Path, base_url: str, port: int) -> dict[str, Any]:
    return {
        "url": base_url,
        "server": {"host": "127.0.0.1", "port": port},
        "database": {
            "client": "sqlite3",
            "connection": {"filename": str(folder / "ghost.db")},
            "useNullAsDefault": True,
        },
        "mail": {"transport": "Direct"},
        "logging": {"transports": ["stdout"]},
        "paths": {"contentPath": str(folder / "content")},
        "privacy": {"useUpdateCheck": False, "useGravatar": False, "useRpcPing": False},
        "security": {"staffDeviceVerification": False},
    }


class _Admin:
    """The admin interface, as the owner."""

    def __init__(self, base_url: str) -> None:
        self._root = f"{base_url}/ghost/api/admin"
        self._origin = base_url
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def send(self, method: str, path: str, data: Any = None) -> Any:
        body = None if data is None else json.dumps(data).encode()
        return self._send(method, path, body, "application/json")

    def upload(self, path: str, data: Any) -> None:
        mark = uuid.uuid4().hex
        head = 'Content-Disposition: form-data; name="importfile"; filename="import.json"'
        text = f"--{mark}\r\n{head}\r\nContent-Type: application/json\r\n\r\n{json.dumps(data)}\r\n--{mark}--\r\n"
        self._send("POST", path, text.encode(), f"multipart/form-data; boundary={mark}")

    def _send(self, method: str, path: str, body: bytes | None, kind: str) -> Any:
        headers = {"Content-Type": kind, "Origin": self._origin, "Accept-Version": "v5.0"}
        request = Request(f"{self._root}/{path}", data=body, headers=headers, method=method)
        try:
            with self._opener.open(request, timeout=60) as answer:
                content = answer.read()
        except HTTPError as error:
            raise SystemUnavailableError(f"{path}: {error}: {error.read().decode()[:1000]}") from error
        return json.loads(content) if content[:1] == b"{" else None


def _publish(paper: Paper, admin: _Admin, theme: str) -> None:
    owner = {**_OWNER, "name": paper.name, "blogTitle": paper.name}
    admin.send("POST", "authentication/setup/", {"setup": [owner]})
    admin.send("POST", "session/", {"username": _OWNER["email"], "password": _OWNER["password"]})
    for kind in ("posts", "pages"):
        for entry in admin.send("GET", f"{kind}/?limit=all")[kind]:
            admin.send("DELETE", f"{kind}/{entry['id']}/")
    settings = {
        "title": paper.name,
        "description": paper.description,
        "locale": "ar",
        "timezone": "Asia/Riyadh",
        "navigation": json.dumps(_navigation(paper), ensure_ascii=False),
    }
    admin.send("PUT", "settings/", {"settings": [{"key": key, "value": value} for key, value in settings.items()]})
    admin.send("PUT", f"themes/{theme}/activate/")
    slugs = _add_people(paper, admin)
    about = {"title": "من نحن", "slug": "about", "html": _ABOUT, "status": "published"}
    admin.send("POST", "pages/?source=html", {"pages": [about]})
    for story in paper.stories:
        admin.send("POST", "posts/?source=html", {"posts": [_to_post(story, slugs)]})


def _navigation(paper: Paper) -> list[dict[str, str]]:
    sections = [{"label": section.name, "url": f"/tag/{section.slug}/"} for section in paper.sections]
    return [{"label": "الرئيسية", "url": "/"}, *sections, {"label": "من نحن", "url": "/about/"}]


def _add_people(paper: Paper, admin: _Admin) -> dict[str, str]:
    """Import the authors, whom Ghost otherwise only invites by mail; return the word of each in addresses."""
    names = sorted({name for story in paper.stories for name in story.authors})
    slugs = {name: f"author-{number}" for number, name in enumerate(names, start=1)}
    users = [
        {"id": number, "name": name, "slug": slugs[name], "email": f"{slugs[name]}@example.com"}
        for number, name in enumerate(names, start=1)
    ]
    admin.upload("db/", {"db": [{"meta": {"exported_on": 0, "version": _VERSION}, "data": {"users": users}}]})
    return slugs


def _to_post(story: Story, slugs: Mapping[str, str]) -> dict[str, Any]:
    """Every third story has a line of its own for search engines; it is no part of the page that readers see."""
    tags = [{"name": story.section.name, "slug": story.section.slug}, *({"name": tag} for tag in story.tags)]
    post: dict[str, Any] = {
        "title": story.headline,
        "slug": story.slug,
        "html": story.to_html(),
        "status": "published",
        "published_at": f"{story.published.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z",
        "custom_excerpt": story.teaser,
        "tags": tags,
    }
    if story.authors:
        post["authors"] = [{"slug": slugs[name]} for name in story.authors]
    if story.number % 3 == 0:
        post["meta_description"] = f"{story.section.name}: {story.headline}"
    return post


SYSTEMS = {f"ghost-{theme}": partial(build, theme=theme) for theme in ("casper", "source")}
