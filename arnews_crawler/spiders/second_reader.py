"""A second process that reads pages while the first one fetches and stores: the crawl's other core."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import arnews_crawler
from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.reading.page import Page
from arnews_crawler.reading.wire import HEADER, packed, unpacked
from arnews_crawler.spiders.pages import ReadingTask

_BUFFER: Final = 1 << 20
_GRACE: Final = 5.0
"""Seconds that it has for the page it reads when the crawl ends."""

logger = logging.getLogger(__name__)


class SecondReader:
    """Hands pages to the worker and hands out what it made of them, in the same order.

    It is never needed: where it cannot be started or ends early, pages are read by the crawl as without it.
    """

    def __init__(self) -> None:
        self.is_ready = False
        """Whether the worker has started and takes pages."""
        self._is_gone = False
        self._process: Process | None = None
        self._site: PageHints | None = None
        self._waiting: deque[asyncio.Future[Any]] = deque()
        self._listening: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the worker; it is ready about a second later."""
        paths = [str(Path(arnews_crawler.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        # -P: a module in the working folder is not the standard library's.
        command = (sys.executable, "-P", "-m", "arnews_crawler.reading.worker")
        try:
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=PIPE, stdout=PIPE, env=environment, limit=_BUFFER
            )
        except OSError as error:
            logger.info("pages are read in one process: %s", error)
            return
        self._listening = asyncio.create_task(self._listen())
        with suppress(ConnectionError):
            await self._ask(None)
            self.is_ready = True

    async def read(self, task: ReadingTask) -> Page | ExtractionError | None:
        """Return what a page is, or the error for what is no page; None where the worker failed on it or is gone."""
        try:
            if task.site is not self._site:
                self._send(task.site)
                self._site = task.site
            answer: Page | ExtractionError | None = await self._ask((task.sheet, task.told))
        except ConnectionError:
            return None
        return answer

    async def close(self) -> None:
        """End the worker."""
        self.is_ready = False
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), _GRACE)
        except TimeoutError:
            process.kill()
            await process.wait()
        if self._listening is not None:
            await self._listening

    async def _ask(self, message: object) -> Any:
        self._send(message)
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append(answer)
        return await answer

    def _send(self, message: object) -> None:
        if self._process is None or self._process.stdin is None or self._is_gone:
            raise ConnectionError("the second reader is gone")
        self._process.stdin.write(packed(message))

    async def _listen(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        stream = self._process.stdout
        with suppress(asyncio.IncompleteReadError):
            while True:
                (length,) = HEADER.unpack(await stream.readexactly(HEADER.size))
                body = await stream.readexactly(length)
                answer = self._waiting.popleft()
                if not answer.done():
                    answer.set_result(unpacked(body))
        if self._process is not None:  # nobody closed it
            logger.info("the second reader has ended; pages are read in one process from here on")
        self._is_gone, self.is_ready = True, False
        while self._waiting:
            answer = self._waiting.popleft()
            if not answer.done():
                answer.set_exception(ConnectionError("the second reader has ended"))
