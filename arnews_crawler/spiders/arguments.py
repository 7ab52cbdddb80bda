"""What a spider may be told (``-a name=value``), read strictly: a value that makes no sense is named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from difflib import get_close_matches

from arnews_crawler.discovery.credentials import KEYRING, take_credentials
from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize

NAMES = ("base_url", "url", "limit", "since", "until", "section", "recheck", "full")
_DURATION = re.compile(r"([0-9]{1,6})\s*(m|h|d|w)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class ArgumentError(ValueError):
    """A spider argument that cannot be used. ``argument`` names it; the message says what to type."""

    def __init__(self, argument: str, message: str) -> None:
        super().__init__(f"{argument}: {message}")
        self.argument = argument


class ConfigurationError(ValueError):
    """Something that the set-up has to say is missing; the message says where it can be said."""


@dataclass(frozen=True, slots=True)
class SpiderArguments:
    """A spider's arguments, read."""

    base_url: str | None = None
    urls: tuple[str, ...] = ()
    """Only these pages are read."""
    limit: int | None = None
    """Articles after which the run ends."""
    since: datetime | None = None
    until: datetime | None = None
    section: str | None = None
    recheck: timedelta | None = None
    """Articles that were published or changed so long ago, or less, are looked at again now."""
    full: bool = False
    """The whole archive is walked through, and all that is known is looked at again."""


def parse_arguments(
    raw: Mapping[str, object], *, now: datetime | None = None, time_zone: tzinfo = UTC
) -> SpiderArguments:
    """Read a spider's arguments; empty values count as not given.

    :raises ArgumentError: an unknown name or a value that cannot be read.

    >>> parse_arguments({"base_url": "example.org", "limit": "5"}).base_url
    'https://example.org/'
    """
    given = {name: value for name, value in raw.items() if value not in (None, "", (), [])}
    for name in given:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(NAMES)}"
            raise ArgumentError(name, f"no such spider argument; {hint}")
    since = _moment("since", given.get("since"), now, time_zone, end_of_day=False)
    until = _moment("until", given.get("until"), now, time_zone, end_of_day=True)
    if since and until and since > until:
        raise ArgumentError("since", f"{since.isoformat()} lies after until ({until.isoformat()})")
    return SpiderArguments(
        base_url=parse_url("base_url", str(given["base_url"])) if "base_url" in given else None,
        urls=_urls(given.get("url")),
        limit=_limit(given.get("limit")),
        since=since,
        until=until,
        section=str(given["section"]).strip() if "section" in given else None,
        recheck=_duration("recheck", given.get("recheck")),
        full=_flag("full", given.get("full")),
    )


def parse_url(argument: str, value: str) -> str:
    """Return a typed address as the canonical one; ``https://`` is put before a bare host.

    Its ``user:password@`` goes to the keyring, for that host alone.

    :raises ArgumentError: it is no address of a web page.

    >>> parse_url("url", "example.org/a")
    'https://example.org/a'
    """
    value, credentials = take_credentials(value.strip())
    if credentials is not None:
        KEYRING.keep(credentials)
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:(?![0-9])", value):
        value = "https://" + value
    try:
        return canonicalize(value)
    except UrlRefusedError as refusal:
        example = "give one such as https://example.org/"
        raise ArgumentError(argument, f"{refusal.code}: no usable address ({_shown(value)}); {example}") from None


def parse_duration(text: str) -> timedelta | None:
    """Return a length of time as people type it: minutes, hours, days, weeks; None where it is none.

    >>> parse_duration("48h"), parse_duration("2 d") == parse_duration("48H"), parse_duration("soon")
    (datetime.timedelta(days=2), True, None)
    """
    match = _DURATION.fullmatch(text.strip().lower())
    return timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else None


def _shown(url: str) -> str:
    """What may be printed of an address: no password."""
    return re.sub(r"(//)?[^\s]*@", r"\1…@", url)[:120]


def _urls(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    pieces = [str(piece) for piece in value] if isinstance(value, (list, tuple)) else str(value).split()
    return tuple(dict.fromkeys(parse_url("url", piece) for piece in pieces))


def _limit(value: object) -> int | None:
    if value is None:
        return None
    text = str(value).strip()
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise ArgumentError("limit", f"{text!r} is no whole number above 0, such as limit=50")
    return int(text)


def _duration(argument: str, value: object) -> timedelta | None:
    if value is None or isinstance(value, timedelta):
        return value
    duration = parse_duration(str(value))
    if duration is None:
        raise ArgumentError(argument, f"{str(value)!r} is no length of time such as 72h, 2d or 0h")
    return duration


def _flag(argument: str, value: object) -> bool:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    flag = words.get(str(value).strip().lower()) if value is not None else False
    if flag is None:
        raise ArgumentError(argument, f"{str(value)!r} is neither true nor false")
    return flag


def _moment(
    argument: str, value: object, now: datetime | None, time_zone: tzinfo, *, end_of_day: bool
) -> datetime | None:
    if value is None:
        return None
    text = str(value).strip()
    age = parse_duration(text)
    try:
        if age is not None:
            return (now or datetime.now(UTC)) - age
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        message = f"{text!r} is neither an age such as 2d, 48h or 3w nor a date such as 2024-05-31"
        raise ArgumentError(argument, message) from None
    if end_of_day and re.fullmatch(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}", text):
        moment = datetime.combine(moment.date(), time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=time_zone)
