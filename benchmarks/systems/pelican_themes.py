"""Pelican with themes that others made and publish as packages."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from benchmarks.systems import pelican
from benchmarks.systems.stories import Paper
from benchmarks.systems.tools import Built, python_tools, run_tool

_PACKAGES = (
    "pelican[markdown]==4.12.0",
    "bulrush==0.6.3",
    "pelican-theme-smallweb==2022.6.28",
    "pelican-themeless==0.1.2",
    "plumage==3.1.0",
    "seafoam==2.19.2",
)
_MORE = {
    "bulrush": """
import bulrush
PLUGINS = ["webassets"]
THEME = bulrush.PATH
JINJA_ENVIRONMENT = bulrush.ENVIRONMENT
JINJA_FILTERS = bulrush.FILTERS
AUTHOR = SITENAME
""",
    "plumage": """
import plumage
THEME = plumage.get_path()
PLUGINS = ["webassets"]
""",
    "seafoam": """
from pelican.plugins import seafoam
THEME = str(seafoam.get_path())
PLUGINS = ["seafoam", "jinja_filters"]
""",
    "smallweb": "THEME = 'smallweb'",
    "themeless": "THEME = 'themeless'",
}
"""What each adds to the settings; one of them wants an author for every article: the site itself."""


def build(paper: Paper, folder: Path, cache: Path, base_url: str, *, theme: str) -> Built:
    """Publish as the module ``pelican`` does, then once more with the theme."""
    own = cache / "plain"
    own.mkdir(exist_ok=True)
    built = pelican.build(paper, folder, own, base_url, theme="simple")
    tools = python_tools(cache, _PACKAGES)
    settings = folder / "pelicanconf.py"
    settings.write_text(f"{settings.read_text('utf-8')}\nPLUGINS = []\n{_MORE[theme]}\n", "utf-8")
    run_tool([tools / "pelican", "content", "-o", "output", "-s", "pelicanconf.py", "-d"], folder)
    return built


SYSTEMS = {f"peltheme-{theme}": partial(build, theme=theme) for theme in _MORE}
