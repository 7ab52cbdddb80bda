"""When an article was published, as its own page prints it: for readers, or for machines alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from arnews_crawler.demo.calendar import is_visible, show_date
from arnews_crawler.demo.model import DateStyle, DemoArticle

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def printed_date(article: DemoArticle, now: datetime) -> str:
    """Return the date that readers see on the page at ``now``; empty where only machines see one or none."""
    if article.published is None or not is_visible(article.date_style):
        return ""
    is_relative = article.date_style == "visible_relative"
    when = now - relative_age(article.published, now) if is_relative else article.published
    return show_date(article.date_style, when, now=now, variant=article.number)


def printed_card_date(article: DemoArticle, now: datetime) -> str:
    """Return the date that a box of another page prints beside this article's headline."""
    if article.published is None:
        return ""
    if article.edition == "en":
        return f"{article.published:%d %B %Y}"
    if not is_visible(article.date_style):
        return show_date("visible_egyptian", article.published, now=now, variant=article.number)
    return printed_date(article, now)


def machine_date(article: DemoArticle, style: DateStyle) -> str | None:
    """Return the ISO date for a place that only articles of this style fill, else None."""
    if article.published is None or article.date_style != style:
        return None
    return article.published.isoformat(timespec="seconds")


def machine_modified(article: DemoArticle, style: DateStyle) -> str | None:
    """Return when the article was changed, for a place that only articles of this style fill, else None."""
    if article.modified is None or article.date_style != style:
        return None
    return article.modified.isoformat(timespec="seconds")


def relative_age(published: datetime, now: datetime) -> timedelta:
    """Return the age in whole days, hours or minutes, rounded so that counting back meets the right day.

    >>> from datetime import UTC
    >>> now = datetime(2025, 3, 9, 0, 30, tzinfo=UTC)
    >>> str(relative_age(now, now + timedelta(hours=1, minutes=10)))
    '1:00:00'
    >>> str(relative_age(now - timedelta(minutes=40), now + timedelta(minutes=50)))
    '2:00:00'
    >>> relative_age(datetime(2025, 3, 5, 23, 0, tzinfo=UTC), now).days
    4
    """
    now = now.astimezone(published.tzinfo)
    age = now - published
    if age >= _DAY:
        return timedelta(days=(now.date() - published.date()).days)
    unit = _HOUR if age >= _HOUR else _MINUTE
    rounded = max(age, timedelta()) // unit * unit
    return rounded if (now - rounded).date() == published.date() else rounded + unit
