"""Faults of robots.txt (25-28), after RFC 9309."""

from __future__ import annotations

from arnews_crawler.demo.hostile.answers import TEXT, Answer, Asked, Rude, failing, moved, page
from arnews_crawler.demo.hostile.fault import fault
from arnews_crawler.demo.hostile.house import article_page, front_page
from arnews_crawler.demo.hostile.site import HostileSite

FORBIDDEN = "/private/"
"""What the rules of these sites forbid, where there are rules."""
_RULES = f"User-agent: *\nDisallow: {FORBIDDEN}\n"
_LARGE = 10 * 1024 * 1024


@fault(25, "robots.txt 503 (elsewhere: 429)", "no page request, exit 9", (2, 3))
def robots_fails(site: HostileSite) -> None:
    """Both hosts are sites; their pages are to be had."""
    site.serve("/robots.txt", failing(503))
    site.serve("/robots.txt", failing(429), host="elsewhere")
    site.serve_all("/", site.house, host="elsewhere")


@fault(26, "the connection for robots.txt is dropped", "no page request, exit 9", (2, 3))
def robots_dropped(site: HostileSite) -> None:
    """Before a byte is sent."""
    site.serve("/robots.txt", Rude(resets=True))


@fault(27, "robots.txt redirects elsewhere, Disallow there", "obeyed", (3,))
def robots_elsewhere(site: HostileSite) -> None:
    """The forbidden article is linked like the others."""
    site.serve("/robots.txt", lambda asked: moved(f"{asked.elsewhere}/robots.txt"))
    site.serve("/robots.txt", page(_RULES, TEXT), host="elsewhere")
    _forbidden(site)


@fault(
    28,
    "robots.txt of 10 MiB, with BOM, binary, HTML; Crawl-delay: 5",
    "bounded; obeyed",
    (3, 5),
)
def odd_robots(site: HostileSite) -> None:
    """Another file for each run, in that order; the last one stays."""
    large = (_RULES + "# filler\n" * (_LARGE // 9)).encode()
    files = (
        page(large, TEXT),
        page(b"\xef\xbb\xbf" + _RULES.encode(), TEXT),
        page(bytes(range(256)) * 2000, TEXT),
        page(front_page([("/", "الرئيسية")])),
        page(_RULES + "Crawl-delay: 5\n", TEXT),
    )

    def answer(asked: Asked) -> Answer:
        return files[min(asked.run, len(files)) - 1]

    site.serve("/robots.txt", answer)
    _forbidden(site)


def _forbidden(site: HostileSite) -> None:
    site.beside(f"{FORBIDDEN}story", page(article_page(site.spare[0])))
