"""Faults of the scope (19-24): what leads away from the site, or to what should not be reached."""

from __future__ import annotations

from arnews_crawler.demo.hostile.answers import Answer, Asked, Rude, head_of, moved, page
from arnews_crawler.demo.hostile.fault import fault
from arnews_crawler.demo.hostile.house import article_page, front_page
from arnews_crawler.demo.hostile.site import HostileSite

_PRIVATE_HOSTS = ("2130706433", "0x7f.1", "[::ffff:127.0.0.1]")


@fault(19, "the start URL redirects elsewhere", "never fetched", (3,))
def start_leads_away(site: HostileSite) -> None:
    """The sitemap still names the good articles."""
    site.serve("/", lambda asked: moved(f"{asked.elsewhere}/"))
    _open_elsewhere(site)


@fault(20, "an article redirects elsewhere; meta refresh", "filtered, counted", (3,))
def article_leads_away(site: HostileSite) -> None:
    """By status, by refresh in the head, by refresh in a header."""
    away = site.spare[3].path
    _open_elsewhere(site)
    site.beside("/news/moved", lambda asked: moved(asked.elsewhere + away, 301))
    site.beside(
        "/news/refreshed",
        lambda asked: page(f'<html><head><meta http-equiv="refresh" content="0; url={asked.elsewhere}{away}"></head>'),
    )
    site.beside("/news/no-scheme", lambda asked: moved(asked.elsewhere.removeprefix("http:") + away))


@fault(21, "<loc> with file:, data:, ftp:", "refused", (3,))
def foreign_schemes(site: HostileSite) -> None:
    """In the sitemap, and as links of the front page."""
    for url in (
        "file:///etc/passwd",
        "data:text/html,%3Ch1%3Ehello%3C/h1%3E",
        "ftp://127.0.0.1/pub/news.html",
        "gopher://127.0.0.1:70/1",
        "jar:file:///etc/passwd!/a",
    ):
        site.announce(url)


@fault(
    22,
    "hosts 2130706433, 0x7f.1, [::ffff:127.0.0.1]",
    "refused unless private addresses were allowed",
    (3,),
)
def odd_hosts(site: HostileSite) -> None:
    """Other spellings of this machine's own address, named by the site too."""
    for host in _PRIVATE_HOSTS:
        site.announce(f"http://{host}:1/news/inside")


@fault(
    23,
    "a name that resolves first public, then to loopback",
    "refused at connect (check in the resolver, not before it)",
    (3,),
)
def rebinding(site: HostileSite) -> None:
    """A sound site: the fault lies in the name that leads to it."""


@fault(
    24,
    "Authorization, Cookie, proxy password, then a redirect",
    "absent at the target, in the log, in the database",
    (3,),
)
def credentials(site: HostileSite) -> None:
    """robots.txt alone is followed elsewhere; an article wants to be, after it has set a cookie."""
    site.serve("/robots.txt", lambda asked: moved(f"{asked.elsewhere}/robots.txt"))
    site.serve("/robots.txt", page("User-agent: *\nAllow: /\n", "text/plain"), host="elsewhere")
    _open_elsewhere(site)

    def set_cookie(asked: Asked) -> Answer:
        target = f"{asked.elsewhere}{site.spare[3].path}"
        return Rude([head_of(302, ("Location", target), ("Set-Cookie", "session=biscuit; Path=/"))])

    site.beside("/news/away", set_cookie)


def _open_elsewhere(site: HostileSite) -> None:
    """Let the other host have an article that would be stored if it were asked for."""
    story = site.spare[3]
    site.serve("/", page(front_page([(story.path, story.headline)])), host="elsewhere")
    site.serve(story.path, page(article_page(story)), host="elsewhere")
