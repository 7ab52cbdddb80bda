"""What is held of an answer for the archive."""

from __future__ import annotations

import gzip

import pytest
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from arnews_crawler.politeness.raw_body import RawBodyMiddleware
from arnews_crawler.signals import RAW_BODY, RawBody

PACKED = gzip.compress(b"<p>", mtime=0)


def answer(headers: dict[str, str], body: bytes) -> Response:
    return HtmlResponse("https://example.org/", headers=headers, body=body)


def test_an_encoded_body_is_held_until_the_next_answer() -> None:
    middleware, request = RawBodyMiddleware(), Request("https://example.org/")
    middleware.process_response(request, answer({"Content-Encoding": "gzip"}, PACKED))
    assert request.meta[RAW_BODY] == RawBody(PACKED, (b"gzip",))
    retried = request.copy()
    plain = answer({}, b"<p>")
    assert middleware.process_response(retried, plain) is plain
    assert RAW_BODY not in retried.meta


@pytest.mark.parametrize("settings", [{"ARNEWS_ARCHIVE": False}, {"ARNEWS_DRY_RUN": True}])
def test_nothing_is_held_where_nothing_is_archived(settings: dict[str, object]) -> None:
    with pytest.raises(NotConfigured):
        RawBodyMiddleware.from_crawler(get_crawler(settings_dict=settings))
