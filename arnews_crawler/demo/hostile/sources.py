"""Faults of sitemaps and feeds (29-34)."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime

from arnews_crawler.demo.hostile.answers import XML, Answer, Asked, Handler, Rude, head_of, page
from arnews_crawler.demo.hostile.fault import fault
from arnews_crawler.demo.hostile.house import SITE_NAME, article_page, front_page, sitemap
from arnews_crawler.demo.hostile.site import HostileSite

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LEVELS = 12
_FILES, _PER_FILE = 20, 50_000


@fault(29, "a billion laughs; XXE", "no URLs, no file's text", (5, 6))
def entities(site: HostileSite) -> None:
    """In sitemaps and in feeds, which robots.txt names."""
    laughs = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    laughing = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "/news/laugh">{laughs}]>'
    reading = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    for name, doctype, entity in (("laughs", laughing, "&l9;"), ("xxe", reading, "&e;")):
        urls = f'<urlset xmlns="{_NAMESPACE}"><url><loc>{{base}}/x?{entity}</loc></url></urlset>'
        items = f"<item><title>{entity}</title><link>{{base}}/y?{entity}</link></item>"
        _source(site, f"/{name}.xml", doctype + urls)
        _source(site, f"/{name}-feed.xml", f'{doctype}<rss version="2.0"><channel>{items}</channel></rss>')


@fault(30, "a .xml.gz bomb", "refused", (5,))
def packed_bomb(site: HostileSite) -> None:
    """A sitemap of a hundred megabytes, sent as the file that it is."""
    start = f'<?xml version="1.0"?><urlset xmlns="{_NAMESPACE}">'.encode()
    url = b"<url><loc>http://127.0.0.1/news/bomb</loc></url>"
    body = gzip.compress(start + url * (100 * 1024 * 1024 // len(url)), compresslevel=6)
    site.robots += "Sitemap: {base}/bomb.xml.gz\n"
    site.serve("/bomb.xml.gz", page(body, "application/gzip"))


@fault(31, "an index that points to itself; 12 levels", "each once, capped", (5,))
def endless_index(site: HostileSite) -> None:
    """The lowest level names an article that is there."""
    _source(site, "/self.xml", _index("{base}/self.xml", "{base}/self.xml?again=1", "{base}/sitemap.xml"))
    for level in range(_LEVELS):
        _source(site, f"/level-{level}.xml", _index(f"{{base}}/level-{level + 1}.xml"), is_named=level == 0)
    story = site.spare[0]
    site.serve(f"/level-{_LEVELS}.xml", lambda asked: page(sitemap([(asked.base + story.path, story.published)]), XML))
    site.serve(story.path, page(article_page(story)))


@fault(
    32,
    "an HTML error page with 200 as sitemap",
    'exit 9, not "nothing new" (elsewhere, where a listing names articles: exit 0, counted)',
    (2,),
)
def page_as_sitemap(site: HostileSite) -> None:
    """The site's front page is a shell that links to nothing, the one elsewhere is a listing."""
    error = page(f"<!DOCTYPE html><html><head><title>{SITE_NAME}</title></head><body><h1>خطأ</h1></body></html>")
    shell = page('<!DOCTYPE html><html lang="ar"><head><title>…</title></head><body><div id="app"></div></body></html>')
    for host in ("site", "elsewhere"):
        site.serve("/sitemap.xml", error, host)
    site.serve("/", shell)
    site.serve_all("/", lambda asked: site.house(asked), "elsewhere")
    listing = front_page([(story.path, story.headline) for story in site.good])
    site.serve("/", page(listing), "elsewhere")
    site.serve(
        "/robots.txt", lambda asked: page(f"User-agent: *\nSitemap: {asked.elsewhere}/sitemap.xml\n"), "elsewhere"
    )


@fault(33, "cut inside the last <loc>", "the half URL yields no row", (4,))
def cut_sitemap(site: HostileSite) -> None:
    """The half address answers with an article, so that asking for it would be seen."""
    story = site.spare[0]
    whole = "/news/half-of-an-address"
    half = whole[:-4]

    def answer(asked: Asked) -> Answer:
        entries = [(asked.base + good.path, good.published) for good in site.good]
        text = sitemap([*entries, (asked.base + whole, None)])
        return page(text[: text.rindex(half) + len(half)], XML)

    site.serve("/sitemap.xml", answer)
    for path in (whole, half):
        site.serve(path, page(article_page(story)))


@fault(34, "1,000,000 URLs", "memory and request budget hold", (5,))
def huge_sitemap(site: HostileSite) -> None:
    """Twenty files of fifty thousand, all of addresses where nothing is."""
    site.robots += "Sitemap: {base}/huge.xml\n"
    names = [f"{{base}}/huge-{number}.xml" for number in range(_FILES)]
    _source(site, "/huge.xml", _index(*names), is_named=False)

    for number in range(_FILES):
        site.serve(f"/huge-{number}.xml", _huge_file(number))
    now = datetime.now(UTC)
    site.robots += "Sitemap: {base}/news-sitemap.xml\n"
    site.serve(
        "/news-sitemap.xml",
        lambda asked: page(sitemap([(asked.base + story.path, now) for story in site.good]), XML),
    )


def _huge_file(number: int) -> Handler:
    def lines(asked: Asked) -> Iterator[bytes]:
        yield head_of(200, ("Content-Type", XML)) + f'<urlset xmlns="{_NAMESPACE}">'.encode()
        for start in range(0, _PER_FILE, 1000):
            first = number * _PER_FILE + start
            urls = (f"<url><loc>{asked.base}/archive/{place}</loc></url>" for place in range(first, first + 1000))
            yield "".join(urls).encode()
        yield b"</urlset>"

    return lambda asked: Rude(lines(asked))


def _source(site: HostileSite, path: str, text: str, *, is_named: bool = True) -> None:
    """Serve a sitemap or feed, named by robots.txt."""
    if is_named:
        site.robots += f"Sitemap: {{base}}{path}\n"
    site.serve(path, lambda asked: page(text.replace("{base}", asked.base), XML))


def _index(*urls: str) -> str:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<?xml version="1.0"?><sitemapindex xmlns="{_NAMESPACE}">{entries}</sitemapindex>'
