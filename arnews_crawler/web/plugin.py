"""The Datasette plugin: our pages under ``/ar`` and ``/en``, and the headers of all pages."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

from datasette import Response, hookimpl
from datasette.utils.asgi import Request
from jinja2 import Environment
from markupsafe import Markup

from arnews_crawler.corpus.errors import CorpusError
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.web.asking import Answer, Ask, Page, not_found
from arnews_crawler.web.browsing import search_page, section_page, sections_page, site_page, sites_page, start_page
from arnews_crawler.web.database import SHOWN
from arnews_crawler.web.overseeing import rejects_page, runs_page
from arnews_crawler.web.reading import article_page, changes_page
from arnews_crawler.web.rendering import COMMON_HEADERS, DATASETTE_POLICY, READER_POLICY, render
from arnews_crawler.web.tables import cell_of_address, labelled
from arnews_crawler.web.trends import trends_page
from arnews_crawler.web.words import ARABIC, LANGUAGES

_PAGES: Final[Mapping[str, Page]] = {
    "": start_page,
    "search": search_page,
    "sections": sections_page,
    "section": section_page,
    "sites": sites_page,
    r"site/(?P<place>[^/]+)": site_page,
    r"article/(?P<place>[^/]+)": article_page,
    r"article/(?P<place>[^/]+)/changes": changes_page,
    "trends": trends_page,
    "rejects": rejects_page,
    "runs": runs_page,
}
"""What follows the language in an address -> the page."""

_MOST_VALUES: Final = 100
"""What stands behind them in an address is left unread."""

Application = Callable[[Any, Any, Any], Awaitable[None]]


class ReaderPlugin:
    """Our hooks for one Datasette, which serves one corpus file."""

    def __init__(self, path: Path, database: str) -> None:
        self.__name__ = __name__  # Datasette lists its plugins by it
        self._path = path
        self._database = database

    @hookimpl  # type: ignore[untyped-decorator]
    def register_routes(self) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
        """Return the addresses of our pages; one that is none of them is told so in the visitor's language."""
        routes = [(r"^/$", self._view(start_page))]
        for pattern, page in _PAGES.items():
            tail = f"/{pattern}" if pattern else ""
            routes.append((rf"^/(?P<language>ar|en){tail}/?$", self._view(page)))
        routes.append((r"^/(?P<language>ar|en)/.*$", self._view(lambda _corpus, ask: not_found(ask))))
        return routes

    @hookimpl  # type: ignore[untyped-decorator]
    def permission_allowed(self, action: str, resource: Any) -> bool | None:
        """Hide the tables that hold keys, and who withheld what."""
        if action == "view-table" and isinstance(resource, tuple) and resource[0] == self._database:
            return None if resource[1] in (*SHOWN, "corpus") else False
        return None

    @hookimpl  # type: ignore[untyped-decorator]
    def prepare_jinja2_environment(self, env: Environment) -> None:
        """Give Datasette's frame what it asks of each page."""
        env.filters["labelled"] = labelled

    @hookimpl  # type: ignore[untyped-decorator]
    def render_cell(self, value: object) -> Markup | None:
        """Show an address in Datasette's tables with its letters, as our pages do."""
        return cell_of_address(value) if isinstance(value, str) else None

    @hookimpl  # type: ignore[untyped-decorator]
    def asgi_wrapper(self) -> Callable[[Application], Application]:
        """Give every page the headers that bar what does not belong to it."""
        return with_headers

    def _view(self, page: Page) -> Callable[..., Awaitable[Response]]:
        async def view(request: Request) -> Response:
            return await asyncio.to_thread(self._respond, page, request)

        return view

    def _respond(self, page: Page, request: Request) -> Response:
        ask = read_ask(request)
        try:
            with Corpus(self._path) as corpus:
                answer = page(corpus, ask)
        except CorpusError as error:
            answer = Answer("message.html", ask.language("unavailable"), {"text": str(error)}, 503)
        if answer.redirect:
            return Response.redirect(answer.redirect)
        headers = {"content-security-policy": READER_POLICY}
        return Response.html(render(answer, ask, self._database), status=answer.status, headers=headers)


def read_ask(request: Request) -> Ask:
    """Take an address apart."""
    values = parse_qs("&".join(request.query_string.split("&")[:_MOST_VALUES]), keep_blank_values=True)
    code = request.url_vars.get("language") or next(iter(values.pop("lang", ())), "")
    name = re.sub(r"^/(?:(?:ar|en)(?:/|$))?", "", request.scope.get("raw_path", b"").decode("ascii").partition("?")[0])
    place = request.url_vars.get("place", "")
    return Ask(LANGUAGES.get(code, ARABIC), name.rstrip("/"), place, values)


def with_headers(application: Application) -> Application:
    """Return the application with `COMMON_HEADERS` and a policy on each answer; one that a page has itself stays."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        async def send_with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                given = {name.lower() for name, _ in headers}
                wanted = {**COMMON_HEADERS, "content-security-policy": DATASETTE_POLICY}
                headers += [(k.encode(), v.encode()) for k, v in wanted.items() if k.encode() not in given]
                message = {**message, "headers": headers}
            await send(message)

        await application(scope, receive, send_with_headers)

    return wrapped
