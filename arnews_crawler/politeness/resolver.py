"""Name resolution that answers with public addresses only, whatever a name pointed to a moment ago."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from arnews_crawler.politeness.addresses import is_address, is_public

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, refusing private addresses unless ``ARNEWS_ALLOW_PRIVATE`` is set.

    The check stands here since the answer given here is the address connected to: a name that resolved to a
    public address when it was looked at before (DNS rebinding), an address written as a number, a redirect,
    all of them pass through.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float, *, allow_private: bool = False):
        super().__init__(reactor, cache_size, timeout)
        self.allow_private = allow_private
        self.refused: dict[str, str] = {}
        """Host -> the private address that it was refused for."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Build it as Scrapy does; what it is given is a process with settings, not a crawler."""
        settings = crawler.settings
        return cls(
            reactor,
            settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0,
            settings.getfloat("DNS_TIMEOUT"),
            allow_private=settings.getbool("ARNEWS_ALLOW_PRIVATE"),
        )

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        """Resolve a name; fails with DNSLookupError where the address is not public."""
        if not self.allow_private and is_address(name) and not is_public(name):
            # Of IPv6 the system's look-up of IPv4 names says no more than that it found nothing.
            self.refused[name] = name
        resolved = super().getHostByName(name, timeout)
        return resolved if self.allow_private else resolved.addCallback(self._checked, name)

    def _checked(self, address: Any, name: str) -> str:
        if not is_public(str(address)):
            self.refused[name] = str(address)
            raise DNSLookupError(f"{name} resolves to {address}, which is not public")
        self.refused.pop(name, None)
        return str(address)
