"""Which of the descriptions that a page gives to machines is the newsroom's own: no slogan, no piece of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml.etree import _Element

from arnews_crawler.text.fold import fold_key, fold_text
from arnews_crawler.text.stem import stem_word

from . import regions as r
from .blocks import HEADINGS, Block
from .content import Content, ContentFinder
from .evidence import Candidate
from .lines import has_date
from .phrases import is_boilerplate_line
from .site_name import strip_site_name

CUT = re.compile(
    r"\s*(?:\[?\s*(?:…|\.{3,}|&hellip;)\s*\]?)\s*(?:(?:اقرأ|إقرأ) المزيد|المزيد|read more|continue reading)?"
    r"\s*[»>→]?\s*$",
    re.IGNORECASE,
)
MIN_TEASER = 15
_REACH = 6_000
_CUT_REACH = 1_500
"""Letters of the article among which a machine cuts its description."""
_BEGINNING = 20
"""Letters of a text's beginning that no other text has by chance."""
_NAME = 5
"""Letters from which a site's name in a description says something: shorter ones stand in words."""
_ARABIC = re.compile(r"[\u0621-\u064a]")
_FUNCTION_WORDS = frozenset(
    fold_text(
        "في من على إلى عن أن إن كل ما مع هذا هذه التي الذي بعد قبل بين أو لا خلال حتى كما ثم قد لم لن هو هي عند منذ أي "
        "ذلك تلك غير فيما كيف لماذا هل the a an and of in on for to from with is are at by your you we our"
    ).split()
)
# What news sites say of themselves; the article's subject is none of it.
_OF_NEWS_SITES = frozenset(
    stem_word(word)
    for word in fold_text(
        "أخبار الأخبار خبر الخبر إخباري إخبارية تقارير تقرير تحليلات تحليل تغطية شامل شاملة متنوع متنوعة مستقل مستقلة "
        "بوابة بوابتك بوابتكم موقع موقعك صحيفة صحيفتك جريدة مجلة وكالة شبكة منصة قناة لحظة مدار الساعة عاجل عاجلة محلي "
        "محلية عربي عربية دولي دولية عالمي عالمية العالم سياسي سياسية سياسة اقتصادي اقتصادية اقتصاد رياضي رياضية رياضة "
        "ثقافي ثقافية ثقافة فن منوعات صور فيديو آراء رأي مقالات مصدر مصدرك موثوق موثوقة مصداقية مهنية يومية أسبوعية "
        "إلكتروني إلكترونية تصدر يصدر شأن الشؤون يهتم تهتم يعنى تعنى متخصص متخصصة آخر أحدث أهم أبرز مستجدات الأحداث "
        "مكان تابع تابعوا تابعونا اقرأ نقدم يقدم تقدم ننقل حصري حصرية حقوق محفوظة "
        "news latest breaking website site portal independent daily newspaper magazine agency world local sports "
        "politics business culture online wordpress blog just another"
    ).split()
)


@dataclass(frozen=True)
class ArticleText:
    """What a description is compared with: the article as a machine may have cut it, and the site's words."""

    finder: ContentFinder
    content: Content
    headline: str
    lines: Sequence[str]
    site_names: Sequence[str]
    is_site_known: bool
    """Whether descriptions that pages of the site share were taken out before."""

    @cached_property
    def texts(self) -> list[str]:
        """Keys of the article's beginning: with and without captions, headings and lists, as systems join them."""
        kept = {block.index for block in self.content.kept}
        captions = {block.index for block, reason in self.content.dropped if reason in ("caption", "repeated")}
        first, last = min(kept, default=0), max(kept, default=-1)
        start = min(first, (self.content.headline_block or 0) + 1)
        region, blocks = self.finder.region, self.finder.page.blocks[start : last + 1]
        captions |= {block.index for block in blocks if region[block.index] & r.CAPTION}
        article = [block for block in blocks if block.index in kept | captions]
        # Between headline and body stands the teaser itself.
        blocks = [block for block in blocks if block.index >= first or block.index in captions]
        variants: Iterable[Iterable[Block]] = (
            blocks,
            article,
            [block for block in article if block.tag not in HEADINGS],
            [block for block in article if block.index in kept and block.tag not in HEADINGS],
            [block for block in article if block.tag == "p"],
            [block for block in article if block.tag == "p" or block.index in captions],
        )
        joined = [" ".join(block.text for block in variant)[:_CUT_REACH] for variant in variants]
        whole = " ".join(self.lines)[:_REACH]
        # Folding is the dear part, and most of them are the same.
        return [
            fold_key(text) for text in dict.fromkeys([whole, *joined]) if text == whole or not whole.startswith(text)
        ]

    @cached_property
    def words(self) -> str:
        """The headline's and the body's folded words, with everything that stands between them."""
        return " ".join(fold_text(text) for text in (self.headline, "\n".join(self.lines)[:_REACH]))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the headline's and the body's words."""
        return frozenset(map(stem_word, self.words.split()))

    @cached_property
    def captions(self) -> frozenset[str]:
        """Keys of captions and of pictures' alternative texts."""
        found = [block.text for block, reason in self.content.dropped if reason == "caption"]
        found += [block.text for block in self.finder.page.blocks if self.finder.region[block.index] & r.CAPTION]
        root = self._root
        found += [image.get("alt") or "" for image in root.iter("img")] if root is not None else []
        return frozenset(map(fold_key, found)) - {fold_key(self.headline)}

    @cached_property
    def slogans(self) -> frozenset[str]:
        """Keys of lines that the page prints in its frame."""
        region, first = self.finder.region, self.content.headline_block or 0
        return frozenset(
            fold_key(block.text)
            for block in self.finder.page.blocks
            if block.size < 250
            and (region[block.index] & r.FOOTER or (region[block.index] & r.HEADER and block.index < first))
        )

    @cached_property
    def torn(self) -> frozenset[str]:
        """Keys of descriptions that end at a quotation mark nobody escaped: their next words became attributes."""
        root = self._root
        metas = root.getroottree().iter("meta") if root is not None else ()
        return frozenset(
            fold_key(meta.get("content") or "")
            for meta in metas
            if meta.get("content") and any(not str(name).isascii() or '"' in str(name) for name, _ in meta.items())
        )

    @property
    def _root(self) -> _Element | None:
        nodes = self.finder.page.nodes
        return nodes[0].element if nodes else None


def own_description(candidates: Sequence[Candidate], article: ArticleText) -> tuple[Candidate | None, list[str]]:
    """The first description that is the article's own, in its fullest spelling; and what speaks against each."""
    candidates = [_without_site(candidate, article.site_names) for candidate in candidates]
    against = [reason_against(candidate, article) for candidate in candidates]
    for candidate, reason in zip(candidates, against, strict=True):
        if not reason:
            return _fullest(candidate, candidates, article), against
    return None, against


def _without_site(candidate: Candidate, names: Sequence[str]) -> Candidate:
    """A description without the site's names that a theme adds to everything that it says of a page."""
    value = candidate.value
    while (shorter := strip_site_name(value, names)) != value:
        value = shorter
    return Candidate(value, candidate.rule)


def _fullest(found: Candidate, candidates: Sequence[Candidate], article: ArticleText) -> Candidate:
    """Another description that goes on where this one is torn or cut."""
    start = fold_key(CUT.sub("", found.value))
    fuller = [
        other
        for other in candidates
        if (key := fold_key(CUT.sub("", other.value))).startswith(start)
        and len(key) > len(start)
        and not reason_against(other, article)
    ]
    return max(fuller, key=lambda other: len(other.value), default=found)


def reason_against(candidate: Candidate, article: ArticleText) -> str:
    """Why a description is no teaser; empty where nothing speaks against it."""
    plain = CUT.sub("", candidate.value)
    key, words = fold_key(plain), fold_text(plain).split()
    headline = fold_key(article.headline)
    if len(key) < MIN_TEASER:
        return "too short"
    if key in article.torn:
        return "torn at a quotation mark"
    bare = key.removeprefix(headline) if len(headline) >= MIN_TEASER else key
    if any(runs_into(key, text) or (bare and runs_into(bare, text)) for text in article.texts):
        return "equals the body's beginning"
    if key in headline or len(bare) < MIN_TEASER or any(bare in text for text in article.texts):
        return "a piece of the headline or the body"
    if is_boilerplate_line(" ".join(words), len(key)):
        return "a line that the system adds"
    if has_date(candidate.value):
        return "a line of who and when"
    if key in article.captions:
        return "a picture's caption"
    if bool(_ARABIC.search(article.headline)) != bool(_ARABIC.search(plain)):
        return "in another language than the article"
    if reason := _slogan(candidate, words, article):
        return reason
    return "glued from lines of the article" if is_piecemeal(words, article.words) else ""


def runs_into(key: str, text: str) -> bool:
    """Whether a text is the beginning of another, behind whatever a machine took along: a caption, a date, a heading.

    >>> runs_into("حقلفيالواديانهيمزارعوالواديموسمالزيت", "انهيمزارعوالواديموسمالزيتونقبلالمطر")
    True
    """
    if text.startswith(key[: len(key) * 9 // 10]):
        return True
    start = key.find(text[:_BEGINNING]) if len(text) >= _BEGINNING else -1
    return start > 0 and text.startswith(key[start:])


def _slogan(candidate: Candidate, words: list[str], article: ArticleText) -> str:
    """Why a description is the site's own: its words tell of news sites, it is printed in the frame, names the site.

    An editor's teaser may share no word with the text below it; where nothing is known of the site's other pages,
    one that does not is doubted all the same.
    """
    key = fold_key(CUT.sub("", candidate.value))
    if key in article.slogans:
        return "a line of the page's frame, a slogan"
    names = {name for site_name in article.site_names if len(name := fold_key(site_name)) >= _NAME}
    named = {stem_word(word) for site_name in article.site_names for word in fold_text(site_name).split()}
    stems = [stem_word(word) for word in words if word not in _FUNCTION_WORDS]
    own = [stem for stem in stems if stem not in named] or stems
    general = sum(stem in _OF_NEWS_SITES for stem in own)
    shared = sum(stem in article.stems and stem not in _OF_NEWS_SITES for stem in own)
    if 2 * general >= len(own) and 2 * shared < len(own):
        return "words that news sites say of themselves, a slogan"
    names_site = any(name in key for name in names)
    if any(key.startswith(name) for name in names) and 4 * general >= len(own):
        return "the site's name and what it says of itself, a slogan"
    is_of_article = candidate.rule == "json_ld:description" and not names_site and general == 0
    if article.is_site_known or is_of_article or 5 * shared >= 2 * len(own):
        return ""
    if names_site or 4 * general >= len(own) or len(key) < 40 or not 5 * shared >= len(own):
        return "shares few words with the article, as a site's slogan does"
    return ""


def is_piecemeal(words: list[str], text: str) -> bool:
    """Whether a description is glued from the page's own lines: nearly every run of four words stands in the text."""
    runs = [" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3))]
    return sum(run in text for run in runs) >= 0.6 * len(runs)
