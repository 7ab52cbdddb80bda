"""Addresses: one spelling for each, and which ones belong to a site at all."""

from __future__ import annotations

import re
import socket
from collections.abc import Collection
from functools import lru_cache
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

MAX_URL_LENGTH = 2083
"""Scrapy's ``URLLENGTH_LIMIT``; an address of an article is never as long."""

_DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say where a reader came from, never what is read. Names that some CMS uses for the article
# itself (``id``, ``p``, ``ref``, ``source``, ``sid``) are not here.
_TRACKING = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid"),
        *("igsh", "igshid", "mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl", "_hsenc", "_hsmi", "srsltid"),
        *("ref_src", "ref_url", "cmpid", "s_cid", "xtor", "vero_id", "oly_enc_id", "oly_anon_id", "wickedid"),
        *(
            "fb_action_ids",
            "fb_action_types",
            "fb_ref",
            "fb_source",
            "__twitter_impression",
            "_openstat",
            "spm",
        ),
    }
)
_TRACKING_PREFIXES = ("utm_", "utm-", "pk_", "piwik_", "mtm_", "hsa_", "at_medium", "at_campaign", "ns_")
_SESSION = re.compile(r"(?:php|j|asp\.net_|asp)?sess(?:ion)?_?id[a-z]{0,8}", re.ASCII)
_MAYBE_SESSION = frozenset({"sid", "s", "session", "token", "zenid", "oscsid", "cfid", "cftoken"})
_SESSION_VALUE = re.compile(r"(?=[^0-9]*[0-9])[0-9A-Za-z_-]{20,}", re.ASCII)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?]*", re.ASCII | re.IGNORECASE)
# ASP.NET's cookieless session: /(S(hpbyzn45xvu2tkmaysgdqq55))/page.aspx
_ASP_SESSION = re.compile(r"/\([SAF]\([0-9a-z]{20,}\)\)(?=/)", re.ASCII | re.IGNORECASE)

_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_QUERY_SAFE = frozenset(b"!$'()*,/:;=?@+%") | _UNRESERVED


class UrlRefusedError(ValueError):
    """An address that is not to be asked for. ``code`` says why: it is the reject's code."""

    def __init__(self, code: str, url: str) -> None:
        super().__init__(f"{code}: {url[:200]!r}")
        self.code = code
        self.url = url

    def __reduce__(self) -> tuple[type[UrlRefusedError], tuple[str, str]]:
        return type(self), (self.code, self.url)


@lru_cache(maxsize=8192)
def canonicalize(url: str) -> str:
    """Return the one spelling of an absolute http(s) address.

    Scheme, host, port, percent-escapes, the order of the query and the fragment are folded; tracking and
    session parameters are dropped. What might name the article (``?p=123``, ``/amp``, ``?print=1``) stays.

    :raises UrlRefusedError: no http(s) address, credentials or control characters in it, no usable host.

    >>> canonicalize("HTTP://Example.ORG:80/%d8%a3?utm_source=x&p=12#top")
    'http://example.org/%D8%A3?p=12'
    >>> canonicalize("https://example.org/?12345")
    'https://example.org/?12345'
    """
    url = url.strip()
    parts = _split(url)
    netloc = _canonical_netloc(parts, url)
    path = _ASP_SESSION.sub("", _PATH_SESSION.sub("", parts.path))
    folded = urlsplit(canonicalize_url(urlunsplit((parts.scheme.lower(), netloc, path, "", ""))))
    result = urlunsplit((folded.scheme, netloc, folded.path, _canonical_query(parts.query), ""))
    if len(result) > MAX_URL_LENGTH:
        raise UrlRefusedError("url_too_long", url)
    return result


def resolve_link(base: str, href: str) -> str:
    """Return the canonical address of a link as written in a page of that base.

    :raises UrlRefusedError: as :func:`canonicalize`; a line break inside is refused, around it is stripped.

    >>> resolve_link("https://example.org/a/b", "../c")
    'https://example.org/c'
    """
    # Spaces inside are a careless editor's (file names); line breaks and other marks are an attack's, and
    # urljoin would drop them unseen.
    href = href.strip().replace(" ", "%20")
    if _CONTROL.search(href):
        raise UrlRefusedError("control_character", href)
    if href.startswith("/"):
        # The menu of a site is the same on each of its pages: so is what it resolves to.
        base = "/".join(base.split("/", 3)[:3]) + "/"
    return _resolve(base, href)


@lru_cache(maxsize=8192)
def _resolve(base: str, href: str) -> str:
    try:
        return canonicalize(urljoin(base, href))
    except UrlRefusedError:
        raise
    except ValueError as error:  # urljoin on "http://["
        raise UrlRefusedError("bad_url", href) from error


def site_host(url: str) -> str:
    """Return the host that a site goes by: without ``www.``, without port.

    >>> site_host("https://www.example.org/a")
    'example.org'
    """
    host = urlsplit(url).hostname or ""
    return host.removeprefix("www.")


def is_same_site(url: str, domains: Collection[str], ports: Collection[int] = ()) -> bool:
    """Whether a canonical address belongs to one of the domains, ``www.`` and other subdomains included.

    ``ports`` are those besides 80 and 443 that count as the site's own: another port of the same machine is
    another server.

    >>> is_same_site("https://m.example.org/1", {"example.org"})
    True
    >>> is_same_site("https://notexample.org/1", {"example.org"})
    False
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        if parts.port not in (None, 80, 443, *ports):
            return False
    except ValueError:  # no number, or too large
        return False
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def _split(url: str) -> SplitResult:
    if _CONTROL.search(url):
        raise UrlRefusedError("control_character", url)
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise UrlRefusedError("bad_url", url) from error
    if parts.scheme.lower() not in _DEFAULT_PORTS:
        raise UrlRefusedError("not_http", url)
    if "@" in parts.netloc:
        raise UrlRefusedError("credentials_in_url", url)
    return parts


def _canonical_netloc(parts: SplitResult, url: str) -> str:
    try:
        port = parts.port
        host = _canonical_host(parts.hostname or "")
    except ValueError as error:
        raise UrlRefusedError("bad_host", url) from error
    if port is None or port == _DEFAULT_PORTS[parts.scheme.lower()]:
        return host
    return f"{host}:{port}"


def _canonical_host(host: str) -> str:
    """Fold a host; every spelling of an IPv4 address becomes the dotted one, so that no guard is evaded."""
    host = host.rstrip(".").lower()
    if ":" in host:
        address = IPv6Address(host.partition("%")[0])
        return str(address.ipv4_mapped) if address.ipv4_mapped else f"[{address.compressed}]"
    if not host:
        raise ValueError("no host")
    ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    if not re.fullmatch(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*", ascii_host):
        raise ValueError("not a host name")
    if re.fullmatch(r"[0-9a-fx.]+", ascii_host) and ascii_host[-1:] in "0123456789abcdefx":
        try:
            # inet_aton reads 2130706433, 0x7f.1 and 0177.0.0.1 as the system's resolver would.
            return socket.inet_ntoa(socket.inet_aton(ascii_host))
        except OSError:
            pass
    return ascii_host


def _canonical_query(query: str) -> str:
    pieces = (_canonical_escapes(piece) for piece in query.split("&") if piece)
    return "&".join(sorted(piece for piece in pieces if not _is_noise(*piece.partition("=")[::2])))


def _canonical_escapes(piece: str) -> str:
    """Fold percent-escapes: letters that need none are shown, others are upper case, the rest UTF-8."""

    def fold(match: re.Match[str]) -> str:
        byte = int(match[1], 16)
        return chr(byte) if byte in _UNRESERVED else f"%{byte:02X}"

    piece = _ESCAPE.sub(fold, piece)
    raw = piece.encode("utf-8", "replace")
    return "".join(chr(byte) if byte in _QUERY_SAFE else f"%{byte:02X}" for byte in raw)


def _is_noise(name: str, value: str) -> bool:
    name = name.lower()
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES) or _SESSION.fullmatch(name):
        return True
    return name in _MAYBE_SESSION and _SESSION_VALUE.fullmatch(value) is not None
