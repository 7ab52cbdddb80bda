"""Which IP addresses a crawl may connect to: public ones alone."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# Prefixes that carry an IPv4 address inside, which is what is reached in the end (RFC 6052, RFC 8215).
_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))


def is_public(address: str) -> bool:
    """Whether an address lies in the public internet: not private, loopback, link-local, shared or reserved.

    IPv6 forms that carry an IPv4 address are judged by it. What is no address is not public.

    >>> is_public("93.184.215.14"), is_public("127.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    >>> is_public("::ffff:10.0.0.1"), is_public("100.64.0.1")
    (False, False)
    """
    try:
        parsed = ip_address(address.partition("%")[0].strip("[]"))
    except ValueError:
        return False
    inner = _carried(parsed) if isinstance(parsed, IPv6Address) else None
    if inner is not None:
        return inner.is_global and not inner.is_multicast
    return parsed.is_global and not parsed.is_multicast


def is_address(host: str) -> bool:
    """Whether a host is written as an IP address, not as a name.

    >>> is_address("::1"), is_address("93.184.215.14"), is_address("example.org")
    (True, True, False)
    """
    try:
        ip_address(host.partition("%")[0].strip("[]"))
    except ValueError:
        return False
    return True


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if any(address in network for network in _NAT64):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
