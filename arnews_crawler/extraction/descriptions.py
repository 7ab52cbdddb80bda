"""Which of the descriptions that a page gives to machines is the newsroom's own: no slogan, no piece of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from arnews_crawler.text.fold import fold_key, fold_text
from arnews_crawler.text.stem import stem_word

from .article_text import ArticleText
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
_BEGINNING = 20
"""Letters of a text's beginning that no other text has by chance."""
_OF_ARTICLE = "json_ld:description"
"""The rule of what describes the article; the others describe the page."""
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


def without_cut(text: str) -> str:
    """A text without the dots, and the "read more", of one that was cut.

    >>> without_cut("وصل الوفد إلى العا... اقرأ المزيد"), without_cut("وصل الوفد.")
    ('وصل الوفد إلى العا', 'وصل الوفد.')
    """
    # The search for what stands around dots is dear, and most texts have none.
    return CUT.sub("", text) if "…" in text or "..." in text or "&" in text else text


def own_description(candidates: Sequence[Candidate], article: ArticleText) -> tuple[Candidate | None, list[str]]:
    """The first description that is the article's own, in its fullest spelling; and what speaks against each."""
    candidates = [_without_site(candidate, article.site_names) for candidate in candidates]
    # Pages say the same in three places; where it is said counts in JSON-LD alone.
    judged: dict[tuple[str, bool], str] = {}
    for candidate in candidates:
        if (case := (candidate.value, candidate.rule == _OF_ARTICLE)) not in judged:
            judged[case] = reason_against(candidate, article)
    against = [judged[candidate.value, candidate.rule == _OF_ARTICLE] for candidate in candidates]
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
    start = fold_key(without_cut(found.value))
    fuller = [
        other
        for other in candidates
        if (key := fold_key(without_cut(other.value))).startswith(start)
        and len(key) > len(start)
        and not reason_against(other, article)
    ]
    return max(fuller, key=lambda other: len(other.value), default=found)


def reason_against(candidate: Candidate, article: ArticleText) -> str:
    """Why a description is no teaser; empty where nothing speaks against it."""
    plain = without_cut(candidate.value)
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
    key = fold_key(without_cut(candidate.value))
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
    is_of_article = candidate.rule == _OF_ARTICLE and not names_site and general == 0
    if article.is_site_known or is_of_article or 5 * shared >= 2 * len(own):
        return ""
    if names_site or 4 * general >= len(own) or len(key) < 40 or not 5 * shared >= len(own):
        return "shares few words with the article, as a site's slogan does"
    return ""


def is_piecemeal(words: list[str], text: str) -> bool:
    """Whether a description is glued from the page's own lines: nearly every run of four words stands in the text."""
    runs = [" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3))]
    return sum(run in text for run in runs) >= 0.6 * len(runs)
