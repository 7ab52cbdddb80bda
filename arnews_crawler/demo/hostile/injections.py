"""Faults for what reads the corpus later (43-45, 47): spreadsheets, web pages, file names, and pages that are none."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from arnews_crawler.demo.hostile.answers import Answer, Asked, failing, page
from arnews_crawler.demo.hostile.fault import fault
from arnews_crawler.demo.hostile.house import article_page, json_ld
from arnews_crawler.demo.hostile.site import HostileSite

FORMULAS = ('=HYPERLINK("http://127.0.0.2/"; "اضغط")', "+1 نقطة للفريق", "@x يكتب عن المدينة", "-2 درجة هذا المساء")
SCRIPTS = ("<script>alert(1)</script> في العنوان", '"><img src=x onerror=alert(1)> في العنوان')
SLUGS = ("/news/../../x", "/news/..%2f..%2f..%2fx", "/news/'); DROP TABLE articles;--", "/news/x%00.html")


@fault(43, "a headline =HYPERLINK(…, +1, @x, tab", "quoted in CSV; unchanged in the database", (6,))
def formulas(site: HostileSite) -> None:
    """Sound articles otherwise; a fifth has its mark behind a tab."""
    _headlines(site, (*FORMULAS, "\t=1+1 بعد الجدولة"))


@fault(44, "<script> in the headline, javascript: as URL", "inert in the web pages", (6,))
def scripts(site: HostileSite) -> None:
    """The markup is text: the page prints it escaped."""
    _headlines(site, SCRIPTS)
    site.add_markup('<h3><a href="javascript:alert(1)">رابط</a></h3><h3><a href=" JaVa\tScRiPt:alert(2)">رابط</a></h3>')


@fault(
    45,
    'a soft 404: 200 with "page not found"',
    "found out with a bogus URL of the same site, dropped",
    (4,),
)
def soft_404(site: HostileSite) -> None:
    """What the site says to any address that it does not know; its front page names three such."""
    story = site.spare[0]
    words = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    sorry = f"<p>عذرا، لم نجد ما تبحث عنه. ربما حذف أو نقل. إليك ما قد يهمك.</p>{words}"

    def answer(asked: Asked) -> Answer:
        if asked.target.endswith((".xml", ".gz", ".txt")):
            return failing(404)
        sound = any(asked.target == good.path for good in site.good) or asked.target == "/"
        text = article_page(story, head="<meta name='robots' content='noindex'>", headline="عذرا", body=sorry)
        return site.house(asked) if sound else page(text)

    site.serve_all("/(?!sitemap.xml|robots.txt)", answer)
    for number in range(3):
        site.announce(f"/news/2024/05/deleted-story-{number}")


@fault(
    47,
    "slugs ../../x and '); DROP TABLE",
    "exports stay in their folder; values bound",
    (6,),
)
def slugs(site: HostileSite) -> None:
    """An article at each; with and without percent signs."""
    for story, slug in zip(site.spare, SLUGS, strict=False):
        text = page(article_page(story))
        encoded = quote(slug, safe="/%.();'")
        site.announce(encoded)
        for path in (slug, encoded, encoded.replace("'", "%27"), encoded.replace("/news/../..", "")):
            site.serve(path, text)


def _headlines(site: HostileSite, headlines: tuple[str, ...]) -> None:
    for story, headline in zip(site.spare, headlines, strict=False):
        head = json_ld(story, headline=headline).replace("</script> ", "<\\/script> ")
        site.beside(story.path, page(article_page(story, head=head, headline=escape(headline))))
