"""All faults at once, each a site of its own, and a page that lists them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import escape
from types import TracebackType
from typing import Any

from arnews_crawler.demo.hostile.answers import page
from arnews_crawler.demo.hostile.catalogue import FAULTS, PROMISES
from arnews_crawler.demo.hostile.server import HostileServer
from arnews_crawler.demo.hostile.site import HostileSite

_CLOSERS = 32


class HostileNewsroom:
    """Serves every fault on a port of its own and the list of them on one more, while the context lasts.

    Raises OSError where the list's port is taken; port 0 takes a free one.
    """

    def __init__(self, port: int = 0) -> None:
        self._list = HostileSite(seed=0, good=0)
        self._server = HostileServer(self._list, port)
        self.base_url = self._server.base_url
        self.sites: dict[int, HostileServer] = {}
        """Fault -> its site."""

    def __enter__(self) -> HostileNewsroom:
        for number, fault in FAULTS.items():
            self.sites[number] = HostileServer(fault.open()).__enter__()
        self._list.serve("/", page(self._listing()))
        self._server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with ThreadPoolExecutor(_CLOSERS) as pool:  # each waits for its threads; one after the other takes long
            list(pool.map(HostileServer.close, (self._server, *self.sites.values())))

    def truth(self) -> Iterator[dict[str, Any]]:
        """Yield what is true of the good articles of all sites."""
        for server in self.sites.values():
            yield from server.truth()

    def _listing(self) -> str:
        rows = "\n".join(_row(number, server) for number, server in self.sites.items())
        promises = "\n".join(f"<li>{escape(promise)}" for promise in PROMISES.values())
        return (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>The hostile newsroom</title></head>\n'
            f"<body><h1>The hostile newsroom</h1>\n<p>Each fault is a site of its own; crawl it by its address.</p>\n"
            f"<table>\n<tr><th>fault<th>site<th>elsewhere<th>what must happen<th>promises</tr>\n{rows}\n</table>\n"
            f"<h2>Promises</h2>\n<ol>\n{promises}\n</ol></body></html>\n"
        )


def _row(number: int, server: HostileServer) -> str:
    fault = FAULTS[number]
    links = "".join(f'<td><a href="{url}">{url}</a>' for url in (server.base_url, server.elsewhere_url))
    promises = ", ".join(map(str, fault.promises))
    return f"<tr><td>{number}. {escape(fault.name)}{links}<td>{escape(fault.must)}<td>{promises}</tr>"
