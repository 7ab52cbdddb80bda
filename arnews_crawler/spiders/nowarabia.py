"""ناوالعربية."""

from __future__ import annotations

from arnews_crawler.spiders.base import NewsSpider


class NowArabiaSpider(NewsSpider):
    """The address of the site is not public knowledge here, so a run or the set-up has to name it.

    ``base_url`` as an argument comes first, then ``ARNEWS_NOWARABIA_BASE_URL`` in the environment, then
    ``NOWARABIA_BASE_URL`` in the settings.
    """

    name = "nowarabia"
    site_name = "ناوالعربية"
    languages = frozenset({"ar"})
    least_articles = 1
    # The line that closes each article (sample of 2025: "تابع ناوالعربية على الشبكات الاجتماعية").
    boilerplate = (r"تابعوا?\s+ناو ?العربية.*",)
