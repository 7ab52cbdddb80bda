"""Where a spider learns its site's address and its bounds: arguments, settings, environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC
from zoneinfo import ZoneInfo

from scrapy.settings import BaseSettings

from arnews_crawler.spiders.arguments import (
    ConfigurationError,
    SpiderArguments,
    parse_arguments,
    parse_url,
)
from arnews_crawler.spiders.frontier import Limits


def read_arguments(
    spider_name: str,
    raw: Mapping[str, object],
    settings: BaseSettings,
    *,
    base_url: str | None = None,
    time_zone: str | None = None,
) -> SpiderArguments:
    """Read what a run was told; a site's address that is not given is taken from the set-up, then the class.

    :raises ArgumentError: an argument cannot be used.
    :raises ConfigurationError: it is not known where the site is.
    """
    given = dict(raw)
    if not given.get("base_url") and not given.get("url"):
        given["base_url"] = configured_base_url(spider_name, settings) or base_url
    arguments = parse_arguments(given, time_zone=ZoneInfo(time_zone) if time_zone else UTC)
    if not arguments.base_url and not arguments.urls:
        raise ConfigurationError(missing_base_url(spider_name))
    return arguments


def configured_base_url(spider_name: str, settings: BaseSettings) -> str | None:
    """Return the address that the environment or the settings name for a spider.

    :raises ArgumentError: it is no address.
    """
    variable, setting = f"ARNEWS_{spider_name.upper()}_BASE_URL", f"{spider_name.upper()}_BASE_URL"
    for name, value in ((variable, os.environ.get(variable)), (setting, settings.get(setting))):
        if value:
            return parse_url(name, str(value))
    return None


def missing_base_url(spider_name: str) -> str:
    """Say what is missing and where it can be given."""
    name = spider_name.upper()
    return (
        f"the address of the site is missing: give {spider_name} a base_url (--base-url https://…; "
        f"with scrapy, -a base_url=https://…), or set ARNEWS_{name}_BASE_URL in the environment or "
        f"{name}_BASE_URL in the settings"
    )


def read_limits(settings: BaseSettings) -> Limits:
    """Read the bounds of a run."""
    return Limits(
        pages=settings.getint("ARNEWS_MAX_PAGES", Limits().pages),
        depth=settings.getint("ARNEWS_MAX_DEPTH", Limits().depth),
        shape=settings.getint("ARNEWS_SHAPE_CREDIT", Limits().shape),
        listing_pages=settings.getint("ARNEWS_MAX_LISTING_PAGES", Limits().listing_pages),
        stale_pages=settings.getint("ARNEWS_MAX_STALE_PAGES", Limits().stale_pages),
    )
