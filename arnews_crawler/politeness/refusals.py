"""Why a request was not made. Each has a ``code``, which is the reject's code."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class RefusedError(IgnoreRequest):
    """A request that arnews itself refuses."""

    code = "refused"

    @property
    def detail(self) -> str:
        """What a person needs to know besides the code."""
        return str(self)


class PrivateAddressError(RefusedError):
    """The host resolves to an address that is not public; ``--allow-private`` permits it."""

    code = "private_address"


class OffsiteError(RefusedError):
    """A redirect leads to a host or port that is not the site's."""

    code = "offsite"


class WithheldError(RefusedError):
    """The address was withheld by ``arnews withhold``."""

    code = "withheld"


class RobotsForbiddenError(RefusedError):
    """The site's robots.txt forbids the address."""

    code = "robots_forbidden"


class RobotsUnreachableError(RefusedError):
    """The site's robots.txt cannot be read, so nothing may be asked (RFC 9309, 2.3.1.4)."""

    code = "robots_unreachable"


class BadCertificateError(RefusedError):
    """The host's certificate has expired, is another host's, or is signed by nobody who is trusted."""

    code = "bad_certificate"


class RunEndedError(RefusedError):
    """The run ended before the request left; it says nothing of the address."""

    code = "run_ended"


class RetryAfterError(RefusedError):
    """The host asks to be left alone for longer than the run can wait."""

    code = "retry_after"


class CaptchaError(RefusedError):
    """The answer is no page but a test whether a person asks."""

    code = "captcha"


class CutResponseError(RefusedError):
    """The answer's end is missing, although its length was as announced (a cut gzip)."""

    code = "cut_response"


class SurplusBodyError(RefusedError):
    """The answer goes on behind its announced length, so that what was read of it is a clipped page."""

    code = "clipped_response"


class BadEncodingError(RefusedError):
    """The answer is not encoded as it says."""

    code = "bad_encoding"


class TooLargeError(RefusedError):
    """The answer is larger than DOWNLOAD_MAXSIZE, packed or unpacked."""

    code = "too_large"


class BadHeadersError(RefusedError):
    """The answer's head is longer than any honest one."""

    code = "bad_headers"


class BadRedirectError(RefusedError):
    """A redirect leads to what is no address of the web."""

    code = "bad_redirect"


BLOCKED_CODES = frozenset({"http_403", "http_429", "captcha", "retry_after"})
"""Codes that say: the site refuses us (exit code 18)."""
