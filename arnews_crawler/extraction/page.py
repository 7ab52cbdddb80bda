"""The whole decision over one parsed page: headline, body, teaser, dates, people; then it is the loader's turn."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from arnews_crawler.text.clean import clean_text
from arnews_crawler.text.language import detect_language

from . import regions as r
from .addresses import join_address, split_address
from .article_text import ArticleText
from .authorship import decide_authors
from .blocks import Block, Page, read_blocks
from .content import Content, ContentFinder
from .document import Document
from .errors import NotAnArticle
from .evidence import Candidate, Evidence, PageFacts
from .fuller_text import fullest_lines
from .headline import SHOWN, HeadlineVote, vote_headline
from .headline_candidates import gather_headlines
from .hints import PageHints
from .keys import line_key
from .metadata import Metadata, read_metadata
from .page_kind import refuse_other_pages
from .page_signs import read_signs
from .page_sketch import body_class
from .publication import Publication, decide_publication
from .section import decide_section
from .selection import ON_OTHER_PAGES
from .shown_headline import as_shown
from .site_name import name_in_title, site_names
from .site_traits import SiteTraits
from .tags import decide_tags
from .teaser import decide_teaser

# Reasons of blocks that may say who and when.
_ABOUT_ARTICLE = frozenset({"meta", "above the byline", "region"})
# Reasons of blocks behind the body: another part of the page begins there.
_OTHER_PARTS = frozenset({"repeated_headline", "section_end", "read_also"})


@dataclass
class ExtractedArticle:
    """What a page holds, before site name, headline, teaser and body are split and loaded."""

    url: str
    headline: str
    headline_keys: set[str]
    lines: list[str]
    site_names: list[str]
    teaser: str | None = None
    teaser_rule: str | None = None
    section: str | None = None
    authors: list[str] = field(default_factory=list)
    agency: str | None = None
    tags: list[str] = field(default_factory=list)
    language: str | None = None
    publication: Publication = field(default_factory=Publication)
    image_url: str | None = None
    canonical: str | None = None
    evidence: Evidence = field(default_factory=Evidence)
    warnings: list[str] = field(default_factory=list)


def extract_page(
    document: Document, hints: PageHints | None = None, evidence: Evidence | None = None
) -> ExtractedArticle:
    """A parsed page to everything that it says of its article. An ``evidence`` that is handed in is filled.

    Raises NotAnArticle with the code of what the page is instead.
    """
    hints = hints or PageHints()
    evidence = Evidence(is_asked=False) if evidence is None else evidence
    metadata = read_metadata(document)
    traits = hints.traits or SiteTraits()
    page = read_blocks(document.tree, traits.page_frame or None)
    names = site_names(metadata, page, hints.site_name, traits.site_names)
    told = Candidate(hints.headline, "feed") if hints.headline else None
    gathered = traits.own_headlines(gather_headlines(page, document.tree, metadata, told), SHOWN)
    title = metadata.first("title")
    names += _names_beside_headline(title, gathered, names)
    vote = vote_headline(gathered, names, evidence)
    witness = max((c.value for c in metadata.all("body")), key=len, default="")
    host = split_address(document.url).hostname or ""
    finder = ContentFinder(page, vote.keys if vote else set(), witness, host, traits)
    content = finder.find()
    if vote is not None:
        shown = as_shown(vote, finder, content, names)
        if shown.rule == "line_above_body":
            finder = ContentFinder(page, shown.keys, witness, host, traits)
            content = finder.find()
        vote = shown
    lines, rule = _lines(document, page, content, witness, vote, hints)
    signs = read_signs(finder, content, metadata, document.url, body_class(document), traits.body_classes)
    if rule != "content_blocks":
        signs.prose = sum(map(len, lines))
    evidence.facts = PageFacts(document.url, metadata, finder, content, signs, hints, names)
    refuse_other_pages(signs, content, vote.headline if vote else "", title.value if title else "")
    if vote is None:
        raise NotAnArticle("no_headline", "neither heading nor metadata name one")
    if not names and title and (beside := name_in_title(title.value, vote.headline)):
        names.append(beside)
    evidence.decide("headline", vote.rule, vote.why)
    evidence.decide("body", rule)
    found = ExtractedArticle(document.url, vote.headline, vote.keys, lines, names, evidence=evidence)
    _add_teaser(found, finder, content, metadata, vote, hints)
    _add_metadata(found, finder, content, metadata, document, hints)
    found.warnings += document.warnings
    return found


def _names_beside_headline(title: Candidate | None, gathered: list[Candidate], names: list[str]) -> list[str]:
    """What the title element adds to a headline that the page gives elsewhere too: a name of the site."""
    known = set(map(line_key, names))
    for candidate in gathered if title else ():
        if candidate is title or line_key(candidate.value) in known:
            continue
        name = name_in_title(title.value, candidate.value) if title else None
        if name and line_key(name) not in known and len(name) < len(candidate.value):
            return [name]
    return []


def _lines(
    document: Document, page: Page, content: Content, witness: str, vote: HeadlineVote | None, hints: PageHints
) -> tuple[list[str], str]:
    """The body's lines from the visible page; from app state or articleBody where that is fuller."""
    shown = [block.text for block in content.kept]
    lines, rule = fullest_lines(document.tree, page, shown, witness, vote.keys if vote else ())
    if hints.boilerplate:
        ours = [re.compile(pattern) for pattern in hints.boilerplate]
        lines = [line for line in lines if not any(pattern.fullmatch(clean_text(line)) for pattern in ours)]
    return lines, rule


def _add_teaser(
    found: ExtractedArticle,
    finder: ContentFinder,
    content: Content,
    metadata: Metadata,
    vote: HeadlineVote,
    hints: PageHints,
) -> None:
    traits = hints.traits or SiteTraits()
    descriptions = traits.own_descriptions(metadata.all("teaser"))
    told = [Candidate(hints.teaser, hints.teaser_from or "feed")] if hints.teaser else []
    article = ArticleText(finder, content, vote.headline, found.lines, found.site_names, traits.pages > 0)
    teaser = decide_teaser(article, vote.keys, descriptions, told, found.evidence)
    if teaser is not None:
        found.teaser, found.teaser_rule = teaser.text, teaser.rule
        found.lines = found.lines if teaser.lines is None else teaser.lines


def _add_metadata(
    found: ExtractedArticle,
    finder: ContentFinder,
    content: Content,
    metadata: Metadata,
    document: Document,
    hints: PageHints,
) -> None:
    evidence = found.evidence
    found.publication = decide_publication(finder.page, content, finder.region, metadata, document.url, hints, evidence)
    around = _around(finder, content)
    found.authors, found.agency = decide_authors(
        finder.page,
        around,
        metadata,
        [*found.site_names, _label(document.url)],
        evidence,
        url=document.url,
        told=tuple(hints.authors),
        first_line=found.lines[0] if found.lines else "",
    )
    signed = {line_key(name) for name in [*found.authors, found.agency or ""]}
    while len(found.lines) > 1 and line_key(found.lines[-1][:120]) in signed:
        del found.lines[-1]
    found.section = decide_section(
        finder.page,
        [*_near_headline(finder, content), *around],
        metadata,
        found.headline_keys,
        found.site_names,
        evidence,
        host=finder.host,
        end=content.kept[0].index if content.kept else len(finder.page.blocks),
    )
    if hints.section:
        found.section = hints.section
        evidence.decide("section", "feed")
    found.tags = decide_tags(finder.page, metadata, found.site_names, evidence) or list(hints.tags)
    if found.tags and hints.tags and "tags" not in evidence.decisions:
        evidence.decide("tags", "feed")
    found.language = detect_language(" ".join([found.headline, *found.lines])[:800])
    if found.language:
        evidence.decide("language", "letters and words")
    image = metadata.first("image")
    if image:
        found.image_url = join_address(document.base_url, image.value)
        evidence.decide("image_url", image.rule)
    found.canonical = join_address(document.base_url, metadata.canonical) if metadata.canonical else None
    if found.site_names:
        told = {line_key(candidate.value): candidate.rule for candidate in metadata.all("site_name")[::-1]}
        name_rule = told.get(line_key(found.site_names[0]), "shown_on_page")
        evidence.decide("site_name", "declared" if hints.site_name else name_rule)


def _label(url: str) -> str:
    """The site's own label of its host: ``akhbar`` of ``www.akhbar.example``."""
    host = (split_address(url).hostname or "").removeprefix("www.")
    return host.split(".")[0]


def _near_headline(finder: ContentFinder, content: Content) -> list[Block]:
    """Blocks from close above the headline to the body."""
    first = content.kept[0].index if content.kept else 0
    start = content.headline_block if content.headline_block is not None else max(0, first - 10)
    blocks = finder.page.blocks[max(0, start - 3) : first]
    return [block for block in blocks if block.index >= start or not finder.region[block.index] & r.NAVIGATION]


def _around(finder: ContentFinder, content: Content) -> list[Block]:
    """Blocks where bylines stand: between headline and body, the lines dropped from the body's ends."""
    others = r.COMMENTS | r.RELATED | r.ASIDE | r.COMPLEMENTARY | r.NAVIGATION | r.WIDGET | r.TAGS
    first, last = (content.kept[0].index, content.kept[-1].index) if content.kept else (0, 0)
    start = content.headline_block if content.headline_block is not None else max(0, first - 15)
    others_begin = min(
        (b.index for b, why in content.dropped if why in _OTHER_PARTS and b.index > last), default=last + 6
    )
    near = finder.page.blocks[max(0, start - 3) : first] + finder.page.blocks[last + 1 : min(others_begin, last + 6)]
    reach = content.kept[min(3, len(content.kept) - 1)].index if content.kept else 0
    inside = [
        block
        for block, reason in content.dropped
        if reason in _ABOUT_ARTICLE or (reason in ("links", ON_OTHER_PAGES) and block.index < reach)
    ]
    found = {block.index: block for block in [*near, *inside] if not finder.region[block.index] & others}
    return [found[index] for index in sorted(found)]
