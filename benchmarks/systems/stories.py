"""What the systems publish: stories of the demo newsroom, without its templates."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from arnews_crawler.demo.model import Block, DemoArticle, Section
from arnews_crawler.demo.newsroom import build_newsroom


@dataclass(frozen=True, slots=True)
class Story:
    """One article, as an editor would enter it."""

    number: int
    slug: str
    """Latin, unique in the site: for systems that want one."""
    headline: str
    teaser: str | None
    """Entered as the excerpt; None where the editor entered none."""
    blocks: tuple[Block, ...]
    section: Section
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    published: datetime

    @property
    def body(self) -> str:
        """The truth: paragraphs, subheadings, list items and quotes between blank lines."""
        return "\n\n".join(part for block in self.blocks for part in block.truth())

    def to_html(self) -> str:
        """The body as an editor's HTML; pictures become a figure with a caption."""
        return "\n".join(_to_html(block) for block in self.blocks)

    def to_markdown(self) -> str:
        """The body as Markdown."""
        return "\n\n".join(_to_markdown(block) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Paper:
    """A site's name, and what stands in it, the oldest story first."""

    name: str
    description: str
    stories: tuple[Story, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have stories, by their word in addresses."""
        return tuple({story.section.slug: story.section for story in self.stories}.values())

    def truth(self, base_url: str, addresses: Mapping[int, str]) -> Iterator[dict[str, Any]]:
        """Yield a line of truth a story, at the address that the system gave it."""
        for story in self.stories:
            yield {
                "url": base_url.rstrip("/") + addresses[story.number],
                "variants": [],
                "headline": story.headline,
                "teaser": story.teaser,
                "body": story.body,
                "section": story.section.name,
                "authors": list(story.authors),
                "tags": list(story.tags),
                "published_at": story.published.isoformat(timespec="seconds"),
                "found_by": [],
            }


def write_paper(articles: int, seed: int) -> Paper:
    """Return that many Arabic stories with dates, of kinds of blocks that every system can print."""
    newsroom = build_newsroom(articles * 2 + 20, seed)
    usable = [article for article in newsroom.articles if article.edition == "ar" and article.published is not None]
    stories = tuple(_to_story(number, article) for number, article in enumerate(usable[-articles:], start=1))
    return Paper(newsroom.site_name, f"{newsroom.site_name}: أخبار وتقارير من كل مكان على مدار الساعة", stories)


def _to_story(number: int, article: DemoArticle) -> Story:
    assert article.published is not None
    slug = f"{article.section.slug}-{number}-{article.published:%m%d}"
    blocks = tuple(block for block in article.blocks if block.kind in _HTML)
    teaser = article.teaser if article.teaser_kind == "own" else None
    return Story(
        number=number,
        slug=slug,
        headline=article.headline,
        teaser=teaser,
        blocks=blocks,
        section=article.section,
        authors=article.authors[:1],
        tags=article.tags,
        published=article.published.replace(second=0),
    )


_HTML = {
    "paragraph": "<p>{text}</p>",
    "subheading": "<h2>{text}</h2>",
    "quote": "<blockquote><p>{text}</p></blockquote>",
    "list": "<ul>{items}</ul>",
    "picture": '<figure><img src="/picture.jpg" alt="{caption}"><figcaption>{caption}</figcaption></figure>',
}


def _to_html(block: Block) -> str:
    items = "".join(f"<li>{html.escape(item, quote=False)}</li>" for item in block.items)
    text = html.escape(block.text, quote=False)
    return _HTML[block.kind].format(text=text, items=items, caption=html.escape(block.caption))


def _to_markdown(block: Block) -> str:
    escaped = re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", block.text)
    if block.kind == "list":
        return "\n".join(f"- {item}" for item in block.items)
    if block.kind == "picture":
        return _to_html(block)
    return {"subheading": "## ", "quote": "> "}.get(block.kind, "") + escaped
