"""The second reader's own process: ``python -m arnews_crawler.reading.worker``. It ends when the crawl does.

What is known of the site (`PageHints`) comes first, and again when more is known. Then come sheets, each with what was
told of its page alone. It answers each with its `Page`, with the `ExtractionError` for what is none, or with None where
it failed: the crawl then reads that page itself, and fails in its own log. None is answered by None.
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from typing import Any, BinaryIO

from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.reading.page import Page, Sheet, read_page
from arnews_crawler.reading.wire import packed, receive


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Read what comes until nothing comes any more."""
    site = PageHints()
    while True:
        try:
            message = receive(source)
        except EOFError:
            return
        if isinstance(message, PageHints):
            site = message
            continue
        answer = None if message is None else _read(site, *message)
        try:
            sink.write(packed(answer))
            sink.flush()
        except BrokenPipeError:
            return


def _read(site: PageHints, sheet: Sheet, told: dict[str, Any]) -> Page | ExtractionError | None:
    try:
        return read_page(sheet, replace(site, **told))
    except ExtractionError as error:
        return error
    except Exception:  # noqa: BLE001 - whatever it is, the crawl meets it again and tells of it
        return None


def main() -> None:
    """Talk through the pipes that were standard input and output; what is printed by mistake goes to stderr."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the crawl, which ends this process in its own time
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as sink:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        serve(sys.stdin.buffer, sink)


if __name__ == "__main__":
    main()
