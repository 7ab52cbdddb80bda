"""Content management systems made with Django, with the templates that they ship: Puput, Wagtail CRX, Mezzanine."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

from benchmarks.systems.django_sites import write_json
from benchmarks.systems.stories import Paper
from benchmarks.systems.tools import Built, python_tools, run_tool

_SOURCES = Path(__file__).parent / "django_cms_site"
_COMMON = """
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "Arabic"), ("en", "English")]
TIME_ZONE = "Asia/Riyadh"
USE_TZ = True
ALLOWED_HOSTS = ["*"]
SECRET_KEY = NEVERCACHE_KEY = "none"
DEBUG = False
"""
_PUPUT = """
from puput import PUPUT_APPS
INSTALLED_APPS += [*PUPUT_APPS, "django_filters"]
WAGTAIL_SITE_NAME = "site"
PUPUT_USERNAME_REGEX = "[^/]+"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
MEDIA_URL = "/media/"
ROOT_URLCONF = "site_urls"
"""
_PUPUT_URLS = "from django.urls import include, path\nurlpatterns = [path('', include('puput.urls'))]\n"
_MEZZANINE_URLS = """
from django.urls import include, path
from mezzanine.blog import views
urlpatterns = [path("", views.blog_post_list, name="home"), path("", include("mezzanine.urls"))]
"""


@dataclass(frozen=True)
class _System:
    packages: Sequence[str]
    start: Sequence[str]
    """The command that lays a new project; its first word is in the environment's bin."""
    settings: Path
    more: str = ""
    urls: str = ""


_KNOWN = {
    "puput": _System(
        ["puput==2.2.0", "setuptools<80"],
        ["django-admin", "startproject", "paper", "."],
        Path("paper", "settings.py"),
        _PUPUT,
        _PUPUT_URLS,
    ),
    "coderedcms": _System(
        ["coderedcms==6.0.0"],
        ["coderedcms", "start", "paper", "."],
        Path("paper", "settings", "dev.py"),
    ),
    "mezzanine": _System(
        ["mezzanine==6.1.1", "setuptools<80"],
        ["mezzanine-project", "paper", "."],
        Path("paper", "settings.py"),
        "ROOT_URLCONF = 'site_urls'\nBLOG_SLUG = 'blog'\nBLOG_POST_PER_PAGE = 10\n"
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'site.db'}}\n",
        _MEZZANINE_URLS,
    ),
}


def build(paper: Paper, folder: Path, cache: Path, base_url: str, *, name: str) -> Built:
    """Lay a new project as the system's own command does, fill its database and serve it."""
    system = _KNOWN[name]
    tools = python_tools(cache, system.packages)
    run_tool([tools / system.start[0], *system.start[1:]], folder)
    with (folder / system.settings).open("a", encoding="utf-8") as settings:
        settings.write(f"\n{_COMMON}{system.more}")
    if system.urls:
        (folder / "site_urls.py").write_text(system.urls, "utf-8")
    write_json(paper, folder / "paper.json")
    content = json.loads((folder / "paper.json").read_text("utf-8"))
    (folder / "paper.json").write_text(json.dumps({**content, "base_url": base_url}), "utf-8")
    shutil.copy(_SOURCES / "common.py.txt", folder / "common.py")
    shutil.copy(_SOURCES / f"{name}.py.txt", folder / "fill.py")
    run_tool([tools / "python", "manage.py", "migrate", "--verbosity", "0"], folder)
    printed = run_tool([tools / "python", "manage.py", "shell", "-c", "import fill"], folder)
    lines = [line.split(" ", 1) for line in printed.splitlines() if line[:1].isdigit() and " /" in line]
    paths = {int(number): quote(path) for number, path in lines}
    serve = ["manage.py", "runserver", "--noreload", "--insecure", urlsplit(base_url).netloc]
    return Built(paths, command=[str(tools / "python"), *serve], cwd=folder)


SYSTEMS = {f"{name}-blog": partial(build, name=name) for name in _KNOWN}
