"""JSON-LD as sites write it: one article object, an array, or a graph of things that name each other."""

from __future__ import annotations

from typing import Any

from arnews_crawler.demo.templates.page import Page

Thing = dict[str, Any]


def article_object(page: Page, *, headline: str | None = None, kind: str = "NewsArticle") -> Thing:
    """Return the article itself; it has dates only where JSON-LD is the article's way to tell them."""
    article = page.article
    thing: Thing = {
        "@type": kind,
        "headline": headline or article.headline,
        "mainEntityOfPage": {"@type": "WebPage", "@id": page.url},
        "image": {"@type": "ImageObject", "url": page.image, "width": 1200, "height": 675},
        "author": author_objects(page),
        "publisher": publisher_object(page),
        "articleSection": article.section.name,
        "inLanguage": article.edition,
    }
    if article.tags:
        thing["keywords"] = list(article.tags)
    if article.teaser:
        thing["description"] = article.teaser
    return thing | date_fields(page)


def date_fields(page: Page) -> Thing:
    """Return ``datePublished`` and ``dateModified``, as far as this article tells them here."""
    published, modified = page.published("json_ld"), page.modified("json_ld")
    if published is None:
        return {}
    return {"datePublished": published, "dateModified": modified or published}


def author_objects(page: Page) -> Thing | list[Thing]:
    """Return the authors; an article without a byline is signed by the newsroom."""
    people: list[Thing] = [
        {"@type": "Person", "name": author.text, "url": page.site.absolute(author.href)} for author in page.authors
    ]
    if not people:
        return {"@type": "Organization", "name": page.site.name, "url": page.site.base_url}
    return people if len(people) > 1 else people[0]


def publisher_object(page: Page) -> Thing:
    """Return the newsroom."""
    logo = {"@type": "ImageObject", "url": page.site.absolute("/media/logo.png"), "width": 600, "height": 60}
    return {"@type": "NewsMediaOrganization", "name": page.site.name, "url": page.site.base_url, "logo": logo}


def breadcrumb_object(page: Page, *, with_headline: bool = True) -> Thing:
    """Return the way from the home page to the article."""
    steps = [(page.site.words.home, page.site.base_url)]
    steps.append((page.section.text, page.site.absolute(page.section.href)))
    if with_headline:
        steps.append((page.article.headline, page.url))
    items = [
        {"@type": "ListItem", "position": at, "name": name, "item": url}
        for at, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def article_graph(page: Page) -> Thing:
    """Return the graph that search plugins of WordPress write: site, page, article, breadcrumb, people."""
    base, url = page.site.base_url, page.url
    site: Thing = {
        "@type": "WebSite",
        "@id": f"{base}#website",
        "url": base,
        "name": page.site.name,
        "description": page.site.say(page.site.words.slogan),
        "publisher": {"@id": f"{base}#organization"},
        "potentialAction": [
            {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{base}search?q={{search_term_string}}"},
                "query-input": "required name=search_term_string",
            }
        ],
        "inLanguage": page.article.edition,
    }
    web_page: Thing = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": page.title,
        "isPartOf": {"@id": f"{base}#website"},
        "breadcrumb": {"@id": f"{url}#breadcrumb"},
        "inLanguage": page.article.edition,
    }
    article = article_object(page) | {"@id": f"{url}#article", "isPartOf": {"@id": url}}
    article["mainEntityOfPage"] = {"@id": url}
    article["wordCount"] = len(page.article.body.split())
    article["commentCount"] = len(page.comments)
    breadcrumb = breadcrumb_object(page) | {"@id": f"{url}#breadcrumb"}
    organization = publisher_object(page) | {"@id": f"{base}#organization"}
    graph = [article, web_page | date_fields(page), breadcrumb, site, organization]
    return {"@context": "https://schema.org", "@graph": graph}
