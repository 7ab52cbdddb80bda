"""Pages that are no pages but a test whether a person asks: CAPTCHAs and checks of the browser.

They are recognised by what they are for, whoever made them, and never answered: who shows one refuses us.
"""

from __future__ import annotations

import re
from typing import Final

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response
from scrapy.utils.httpobj import urlparse_cached

from arnews_crawler.politeness.ending import end_as_blocked
from arnews_crawler.politeness.pace import pace_of
from arnews_crawler.politeness.refusals import CaptchaError
from arnews_crawler.text.fold import fold_text

MOST_IN_A_ROW: Final = 3
_REFUSING: Final = frozenset({401, 403, 405, 429, 503})
_HEADERS: Final = (
    ("cf-mitigated", b"challenge"),
    ("x-amzn-waf-action", b"challenge"),
    ("x-amzn-waf-action", b"captcha"),
)
"""Services that say themselves what their answer is."""

# A page of more bytes, links or letters than these holds something to read.
_MOST_BYTES: Final = 512 * 1024
_MOST_LINKS: Final = 30
_MOST_LETTERS: Final = 700
_HARDLY_ANY: Final = 200

_ARTICLE_SIGNS: Final = (b"<article", b"newsarticle", b"articlebody", b'content="article"')
_TEST: Final = ("captcha", "turnstile", "challenge")
# An address or an id has "captcha" in it; a comment form has a field for what is to be said.
_TAG: Final = re.compile(r"<[^<>]*>")
_FIELD: Final = re.compile(r"<(?:input|textarea)\b[^<>]*>")
_UNTYPED: Final = re.compile(r"""type\s*=\s*["']?(?:hidden|submit|button|checkbox|image|radio|reset)\b""")
_CODE_FIELD: Final = re.compile(r"captcha|turnstile|code|token|verif|answer")
_REFRESH: Final = re.compile(r"""http-equiv\s*=\s*["']?refresh""")

_WORDS: Final = """
checking your browser | verify you are human | verify that you are human | verifying you are human | are you a robot
you are not a robot | you're not a robot | not a bot | unusual traffic | human verification | security check
security verification | prove you are human | prove that you are human | just a moment
enable javascript and cookies to continue | vérifiez que vous êtes humain | n'êtes pas un robot
لست روبوت | لست برنامج | ليس روبوت | أنك إنسان | أنك بشر | أنك شخص حقيقي | من متصفحك | فحص المتصفح
التحقق من المتصفح | التحقق البشري | تحقق أمني | التحقق الأمني | نشاط غير معتاد | حركة مرور غير
"""


def find_challenge(response: Response) -> str | None:
    """Return the sign by which an answer is a test of the visitor; None for a page, whatever it has in its forms."""
    for name, value in _HEADERS:
        if response.headers.get(name) == value:
            return f"its header {name}: {value.decode()}"
    if not isinstance(response, HtmlResponse) or not 0 < len(response.body) <= _MOST_BYTES:
        return None
    if response.body.count(b"<a ") > _MOST_LINKS:
        return None
    markup = response.body.lower()
    is_refused = response.status in _REFUSING
    if not is_refused and any(sign in markup for sign in _ARTICLE_SIGNS):
        return None
    return _sign(_decoded(markup), is_refused=is_refused)


def _sign(markup: str, *, is_refused: bool) -> str | None:
    scripts, rest = _split_scripts(markup)
    words = " ".join(_TAG.sub(" ", rest).split())
    if len(words) > _MOST_LETTERS or _has_other_purpose(rest):
        return None
    if is_refused and len(words) <= _HARDLY_ANY and any(word in scripts for word in _TEST):
        return "hardly any text beside the script of a test"
    is_test = any(word in tag for tag in _TAG.findall(rest) for word in _TEST if not tag.startswith(("<link", "<meta")))
    if is_test and ("<form" in rest or "<iframe" in rest or is_refused or len(words) <= _HARDLY_ANY):
        return "a form for nothing but a test"
    # An article about these tests has their words too, but it neither reloads itself nor is it refused.
    if not (is_refused or is_test or _REFRESH.search(rest)):
        return None
    folded = fold_text(words)
    return next((f"the words {word!r}" for word in _FOLDED_WORDS if word in folded), None)


def _has_other_purpose(markup: str) -> bool:
    """Whether there is a field for anything but the test's own answer: a comment, a name, a password."""
    fields = (field for field in _FIELD.findall(markup) if not _UNTYPED.search(field))
    return any(not _CODE_FIELD.search(field) for field in fields)


def _split_scripts(markup: str) -> tuple[str, str]:
    """Return the scripts (with their tags), and what is neither script, style nor comment.

    Time grows with the length alone, whatever is left unclosed.
    """
    scripts: list[str] = []
    rest: list[str] = []
    position = 0
    for start in _HIDDEN.finditer(markup):
        if start.start() < position:
            continue
        rest.append(markup[position : start.start()])
        closing = _CLOSING[start[0]]
        end = markup.find(closing, start.end())
        position = len(markup) if end < 0 else end + len(closing)
        if start[0] == "<script":
            scripts.append(markup[start.start() : position])
    rest.append(markup[position:])
    return " ".join(scripts), " ".join(rest)


_CLOSING: Final = {"<script": "</script>", "<style": "</style>", "<!--": "-->"}
_HIDDEN: Final = re.compile("|".join(_CLOSING))
_FOLDED_WORDS: Final = tuple(fold_text(word.strip()) for word in re.split(r"[|\n]", _WORDS.strip()))


def _decoded(markup: bytes) -> str:
    try:
        return markup.decode("utf-8")
    except UnicodeDecodeError:
        return markup.decode("cp1256", "replace")


class ChallengeMiddleware:
    """Refuses such pages before anybody reads them; ends the run where the site shows nothing else."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._in_a_row = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ChallengeMiddleware:
        """Build it as Scrapy does."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass a page on.

        :raises CaptchaError: it is a test.
        """
        sign = find_challenge(response)
        if sign is None:
            if response.status == 200 and not request.meta.get("dont_obey_robotstxt"):
                self._in_a_row = 0
            return response
        self._in_a_row += 1
        self._crawler.stats.inc_value("arnews/refused/captcha")
        name = urlparse_cached(request).hostname
        pace_of(self._crawler).host(name).slow_down()
        detail = f"{request.url} shows a test whether a person asks ({sign})"
        is_entrance = request.meta.get("is_start_request") or urlparse_cached(request).path in ("", "/")
        if is_entrance or self._in_a_row >= MOST_IN_A_ROW:
            end_as_blocked(self._crawler, CaptchaError.code, detail)
        raise CaptchaError(detail)
