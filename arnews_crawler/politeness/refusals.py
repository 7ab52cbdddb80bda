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


class RobotsForbiddenError(RefusedError):
    """The site's robots.txt forbids the address."""

    code = "robots_forbidden"


class RobotsUnreachableError(RefusedError):
    """The site's robots.txt cannot be read, so nothing may be asked (RFC 9309, 2.3.1.4)."""

    code = "robots_unreachable"
