"""Debian's Chromium, driven by Playwright, and axe-core."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, Response, sync_playwright

AXE = "4.14.1"
CACHE = Path(__file__).parents[2] / "build" / f"axe-core-{AXE}"
_LAYOUT_SHIFT = """
    window.shift = 0;
    new PerformanceObserver(list => { for (const each of list.getEntries()) window.shift += each.value; })
        .observe({type: 'layout-shift', buffered: true});
"""


class NoBrowserError(RuntimeError):
    """No Chromium is here, or it does not start; the message says what to do."""


@dataclass
class Visit:
    """A page of the browser, and all that it loaded and complained about."""

    page: Page
    responses: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def refuse(self, dialog: Dialog) -> None:
        """Close a dialog, and take it down: no page of ours opens one."""
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def weight(self) -> int:
        """Return the bytes of all that was loaded."""
        return sum(len(response.body()) for response in self.responses)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium without a window.

    :raises NoBrowserError: there is none.
    """
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        message = "there is no Chromium; install it: apt-get install chromium"
        raise NoBrowserError(message)
    with sync_playwright() as playwright:
        # Chromium's sandbox does not start as root, and the pages are those of this test.
        try:
            started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except Error as error:
            message = f"{found} does not start: {str(error).splitlines()[0]}"
            raise NoBrowserError(message) from error
        try:
            yield started
        finally:
            started.close()


@contextmanager
def visiting(started: Browser, width: int, **options: Any) -> Iterator[Visit]:
    """Open a window of a width; options are those of a context."""
    context = started.new_context(viewport={"width": width, "height": 800}, **options)
    try:
        page = context.new_page()
        visit = Visit(page)
        page.on("response", lambda response: visit.responses.append(response))
        page.on("console", lambda message: visit.complaints.append(message.text))
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        page.on("dialog", visit.refuse)
        if options.get("java_script_enabled", True):
            page.add_init_script(_LAYOUT_SHIFT)
        yield visit
    finally:
        context.close()


def axe_source() -> str:
    """Return the script of axe-core, from npm's registry the first time."""
    script = CACHE / "package" / "axe.min.js"
    if not script.is_file():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("there is no npm to bring axe-core")
        CACHE.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE.parent) as folder:  # two workers may bring it at once
            command = [npm, "pack", f"axe-core@{AXE}"]
            packed = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
            if packed.returncode:
                pytest.skip(f"npm does not bring axe-core: {packed.stderr[-200:]}")
            shutil.unpack_archive(Path(folder) / f"axe-core-{AXE}.tgz", Path(folder) / "axe", filter="data")
            with suppress(OSError):  # the other one was first
                (Path(folder) / "axe").rename(CACHE)
    return script.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Return what axe-core finds on a page, of whatever impact."""
    page.evaluate(axe_source())
    found: list[str] = page.evaluate(
        """axe.run().then(result => result.violations.map(
            each => `${each.impact} ${each.id}: ${each.nodes[0].html.slice(0, 200)}`))"""
    )
    return found
