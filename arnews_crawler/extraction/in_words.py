"""Rules and reasons in plain words, as an explanation prints them."""

from __future__ import annotations

from typing import Final

from . import regions as r

_RULES: Final = {
    "h1": "the page's main heading",
    "h2": "a heading of the second rank",
    "h3": "a heading of the third rank",
    "title": "the page's title element",
    "feed": "what the feed says of the page",
    "sitemap": "what the sitemap says of the page",
    "listing": "what the site's listing says of the page",
    "repeated_line": "a line that stands twice above the text",
    "line_above_text": "a short line above the text",
    "line_as_shown": "the line that shows it, as printed",
    "line_above_body": "the line above the body",
    "teaser_region": "an element that calls itself a teaser",
    "described": "a line below the headline that the page's description repeats",
    "between_headline_and_body": "a text between headline and body",
    "subheading_below_headline": "a heading below the headline",
    "set_apart": "a first paragraph that is set apart from the others",
    "content_blocks": "the element whose text weighs most",
    "app_state": "the text in the application's state, fuller than what the page shows",
    "json_ld:articleBody": "the text in the page's JSON-LD, much fuller than what the page shows",
    "time:datetime": "a time element",
    "visible": "a line between headline and body",
    "visible_in_body": "a line inside the body's element",
    "visible_above": "a line above the headline",
    "visible_behind": "a line behind the body",
    "url": "the page's address",
    "byline": "a line that says who wrote it",
    "line_around_body": "a line around the body, or its dateline",
    "author_element": "an element that says author",
    "breadcrumb": "the last step of the breadcrumb",
    "breadcrumb_line": "the last step of a line of links from home",
    "category_link": "a link to a section near the headline",
    "declared": "declared by the spider",
    "shown_on_page": "printed by the page itself",
    "letters and words": "told by the letters and the commonest words of the text",
}
_REASONS: Final = {
    "card": "card that leads to another page",
    "links": "mostly links",
    "meta": "line about the article: who, when, where",
    "on_other_pages": "stands on other pages of the site too",
    "bare_address": "a bare address",
    "notice": "copyright or other notice",
    "repeated_headline": "the headline again",
    "repeated": "stands twice side by side",
    "caption": "caption of a picture",
    "credit": "credit of a picture",
    "follow_us": "asks to follow the site",
    "read_also": "leads to other articles",
    "share": "share buttons",
    "other_page": "names the page before or behind this one",
    "count": "counts readers, comments or minutes of reading",
    "section_end": "heading of another section",
    "site_name": "the site's name",
    "teaser_is_excerpt": "the body's beginning, cut",
    "boilerplate": "line that the site adds",
}
_REGIONS: Final = (
    (r.HIDDEN, "hidden from the reader"),
    (r.COMMENTS, "in the comments"),
    (r.RELATED, "in a box of related articles"),
    (r.CAPTION, "caption of a picture"),
    (r.TAGS, "in a list of tags"),
    (r.SHARING, "share buttons"),
    (r.NEWSLETTER, "in a newsletter's box"),
    (r.ADVERT, "in an advertisement"),
    (r.NOTICE, "copyright or other notice"),
    (r.AUTHOR, "in the author's box"),
    (r.EMBED, "embedded from elsewhere"),
    (r.NAVIGATION, "in the navigation"),
    (r.ASIDE | r.COMPLEMENTARY | r.WIDGET, "in a side box"),
    (r.FOOTER, "in the footer"),
)


def rule_in_words(rule: str) -> str:
    """What a rule's name means.

    >>> rule_in_words("h1"), rule_in_words("json_ld:headline"), rule_in_words("og:title")
    ("the page's main heading", "headline in the page's JSON-LD", 'the meta element og:title')
    """
    if rule in _RULES:
        return _RULES[rule]
    kind, _, name = rule.partition(":")
    if kind == "layout":
        return "the site's own selector"
    if kind == "json_ld":
        return f"{name} in the page's JSON-LD"
    if kind == "itemprop":
        return f"{name} in the page's microdata"
    return rule if " " in rule else f"the meta element {rule}"


def reason_in_words(reason: str, region: int = 0) -> str:
    """Why a block was left out; of one that stands in another part of the page, which part that is.

    >>> reason_in_words("read_also"), reason_in_words("region", r.COMMENTS)
    ('leads to other articles', 'in the comments')
    """
    return (
        region_in_words(region) or "in another part of the page" if reason == "region" else _REASONS.get(reason, reason)
    )


def region_in_words(region: int) -> str:
    """The part of the page, no article's, that a block stands in; empty where it stands in none."""
    return next((words for flag, words in _REGIONS if region & flag), "")
