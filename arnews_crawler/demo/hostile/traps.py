"""Traps, and what an answer means (48-55): endless pages, edits, twins, a redesign, a CAPTCHA, odd dates."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from arnews_crawler.demo.hostile.answers import XML, Answer, Asked, by_run, failing, page
from arnews_crawler.demo.hostile.fault import fault
from arnews_crawler.demo.hostile.house import SITE_NAME, article_page, front_page, json_ld, sitemap
from arnews_crawler.demo.hostile.site import HostileSite

_BEFORE_REDESIGN = 8
EDITED = "تصحيح: ورد في نسخة سابقة رقم غير دقيق، وقد عدلته هيئة التحرير بعد مراجعة المصدر."
"""The paragraph that an edited article has more."""
HIJRI = "15 رمضان 1445 هـ"


@fault(48, "an endless calendar", "depth and section budget", (5,))
def calendar(site: HostileSite) -> None:
    """Each month leads to the next one, the one before, and its days."""

    def month(asked: Asked) -> Answer:
        match = re.match(r"/calendar/(\d+)/(\d+)", asked.target)
        year, number = (int(match[1]), int(match[2])) if match else (2026, 1)
        around = [divmod(year * 12 + number - 1 + step, 12) for step in (-1, 1, 12)]
        days = [(f"/calendar/{year}/{number}/{day}", f"يوم {day}") for day in range(1, 29)]
        return page(front_page([*((f"/calendar/{y}/{m + 1}", f"{m + 1} / {y}") for y, m in around), *days]))

    site.serve_all("/calendar/", month)
    site.add_markup('<nav><a href="/calendar/2026/11">التقويم</a></nav>')


@fault(49, "/a/b/a/b/a…", "refused at the third repeat", (5,))
def circling_path(site: HostileSite) -> None:
    """Relative links on pages that answer whatever stands before their name."""

    def circle(asked: Asked) -> Answer:
        last = asked.target.rstrip("/").rsplit("/", 1)[-1]
        return page(front_page([("b/" if last == "a" else "a/", "المزيد")]))

    site.serve_all("/a/", circle)
    site.add_markup('<nav><a href="/a/">المزيد</a></nav>')


@fault(50, '"next" for ever, nothing new', "stops after one page that brings nothing", (5,))
def endless_next(site: HostileSite) -> None:
    """The good articles stand on page one of the listing, and on all others; nothing else names them."""

    def listing(asked: Asked) -> Answer:
        match = re.match(r"/latest/page/(\d+)", asked.target)
        following = (int(match[1]) if match else 1) + 1
        links = [(story.path, story.headline) for story in site.good]
        return page(front_page(links, f'<a rel="next" href="/latest/page/{following}">التالي</a>'))

    site.serve("/", page(front_page([], '<nav><a href="/latest/">آخر الأخبار</a></nav>')))
    site.robots = "User-agent: *\nAllow: /\n"
    site.serve_all("/latest/", listing)
    site.serve("/sitemap.xml", failing(404))


@fault(51, "the same URL, an edited body", "a revision; the old one kept", (1,))
def edited(site: HostileSite) -> None:
    """From the second run on the first article has a paragraph more, and its sitemap a newer date."""
    story = site.good[0]
    after = replace(story, paragraphs=(*story.paragraphs, EDITED))

    def announcement(asked: Asked) -> Answer:
        late = timedelta(minutes=30 if asked.run > 1 else 0)
        dates = [one.published + (late if one is story else timedelta()) for one in site.good]
        entries = [(asked.base + one.path, when) for one, when in zip(site.good, dates, strict=True)]
        return page(sitemap(entries), XML)

    site.serve(story.path, by_run(page(article_page(story)), page(article_page(after))))
    site.serve("/sitemap.xml", announcement)


@fault(52, "five URLs, one article (utm, session id, percent-case, AMP, print)", "one row", (4,))
def five_addresses(site: HostileSite) -> None:
    """Only AMP and print page name the article's own address."""
    story = replace(site.spare[0], number=900)
    path = "/news/2026/%D8%AE%D8%A8%D8%B1-900"
    canonical = f'<link rel="canonical" href="{path}">'
    site.serve(path, page(article_page(story)))
    for variant, head in (
        (f"{path}?utm_source=x&utm_medium=social", ""),
        (f"{path}?PHPSESSID=0123456789abcdef0123456789abcdef", ""),
        ("/news/2026/%d8%ae%d8%a8%d8%b1-900", ""),
        (f"{path}/amp", canonical),
        (f"{path}?print=1", canonical),
    ):
        site.beside(variant, page(article_page(story, head=head or json_ld(story))))


@fault(
    53,
    "a redesign: all bodies empty",
    "exit 9, naming the field; the raw pages kept",
    (2, 4),
    good=_BEFORE_REDESIGN,
)
def redesign(site: HostileSite) -> None:
    """From the second run on: ten new articles, and every text is written by a script that nobody runs."""
    new = site.spare[:10]
    shell = '<div id="story-root"></div>'

    def front(asked: Asked) -> Answer:
        shown = (*new, *site.good) if asked.run > 1 else site.good
        return page(front_page([(story.path, story.headline) for story in shown]))

    def announcement(asked: Asked) -> Answer:
        shown = (*new, *site.good) if asked.run > 1 else site.good
        return page(sitemap([(asked.base + story.path, story.published) for story in shown]), XML)

    site.serve("/", front)
    site.serve("/sitemap.xml", announcement)
    for story in (*new, *site.good):
        site.serve(story.path, by_run(page(article_page(story)), page(article_page(story, body=shell))))


@fault(54, "a CAPTCHA page with 200", "counted as blocked, exit 18", (2, 4))
def captcha(site: HostileSite) -> None:
    """In place of every page but robots.txt."""
    text = (
        f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>تحقق | {SITE_NAME}</title></head><body>'
        "<h1>تحقق من أنك لست روبوتا</h1><p>لمتابعة التصفح يرجى إكمال اختبار التحقق أدناه.</p>"
        '<form method="post"><div class="g-recaptcha" data-sitekey="x"></div>'
        "<button>متابعة</button></form></body></html>"
    )
    site.serve_all("/(?!robots.txt)", page(text))


@fault(
    55,
    "year 2099, 1970, Hijri only",
    "no date (or the Hijri date converted), with the reason",
    (4,),
)
def odd_dates(site: HostileSite) -> None:
    """Nothing else dates the articles."""
    for story, told in zip(site.spare, ("2099-01-01T10:00:00+03:00", "1970-01-01T00:00:00Z"), strict=False):
        text = article_page(story, head=json_ld(story, datePublished=told))
        site.announce(story.path)
        site.serve(story.path, page(re.sub(r"<time.*?</time>", f'<time datetime="{told}">{told[:10]}</time>', text)))
    story = site.spare[2]
    text = article_page(story, head="<meta name='generator' content='x'>")
    site.beside(story.path, page(re.sub(r"<time.*?</time>", f"<span>{HIJRI}</span>", text)))
