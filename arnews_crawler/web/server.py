"""Serving a corpus file over HTTP, with Datasette and our plugin."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.web.database import CorpusDatabase
from arnews_crawler.web.plugin import ReaderPlugin
from arnews_crawler.web.rendering import STATIC
from arnews_crawler.web.tables import TEMPLATES
from arnews_crawler.web.words import LANGUAGES

_TAKEN: Final = frozenset({*LANGUAGES, STATIC, "-"})
"""First parts of addresses that are ours."""
_LONGEST_REQUEST: Final = 256 * 1024
"""Bytes of a request's head: a query of 10,000 Arabic letters is 60,000 in an address."""
_SETTINGS: Final = {
    "allow_download": False,  # the file has what was withheld
    "truncate_cells_html": 400,  # fifty whole texts are no table; the page of a row has them whole
    "suggest_facets": False,  # a try of each column at each table: seconds where texts are long
    "sql_time_limit_ms": 3000,
    "default_page_size": 50,
    "num_sql_threads": 3,
}


def build(path: Path) -> Datasette:
    """Return a Datasette that serves the file and nothing else.

    :raises CorpusError: the file cannot be read, or is of another schema; it stays as it is.
    """
    Corpus(path).close()
    # Where rich is installed, Datasette prints every variable of the server at each page that is not found.
    pm.get_plugin("datasette.handle_exception").rich = None
    datasette = Datasette(
        [],
        memory=False,
        settings=_SETTINGS,
        template_dir=str(TEMPLATES),
        static_mounts=[(STATIC, str(Path(__file__).parent / "static"))],
    )
    name = path.stem if path.stem not in _TAKEN else f"{path.stem}-db"
    database = datasette.add_database(CorpusDatabase(datasette, path), name=name)
    pm.register(ReaderPlugin(path, database.name))
    return datasette


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that is bound to an address.

    :raises OSError: the port is in use, or there is no such address here.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(128)
    except BaseException:
        bound.close()
        raise
    return bound


def serve(datasette: Datasette, bound: socket.socket, on_start: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT, which end the process with 0: it is how a server ends.

    :param on_start: called when the first page can be asked for.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))  # uvicorn answers what is asked first, and raises it again
    asyncio.run(_serve(datasette, bound, on_start))


async def _serve(datasette: Datasette, bound: socket.socket, on_start: Callable[[], None]) -> None:
    await datasette.invoke_startup()
    config = uvicorn.Config(
        datasette.app(),
        log_level="warning",
        access_log=False,
        lifespan="on",
        http="h11",
        h11_max_incomplete_event_size=_LONGEST_REQUEST,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[bound]))
    while not server.started and not serving.done():
        await asyncio.sleep(0.02)
    if server.started:
        on_start()
    await serving
