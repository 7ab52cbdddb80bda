"""The grammar's Arabic: agreement, numbers, dates, spelling."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from random import Random

import pytest

from arnews_crawler.demo import calendar
from arnews_crawler.demo.calendar import is_visible, read_date, reading_tolerance, relative_phrase, show_date
from arnews_crawler.demo.compiler import compile_lines, compile_template
from arnews_crawler.demo.editing import cut_excerpt, join_site_name, spell_headline
from arnews_crawler.demo.grammar import Entity, Lexicon, Scene
from arnews_crawler.demo.model import DATE_STYLES, DateStyle
from arnews_crawler.demo.numerals import Counted, count_phrase, counted_form, draw_number
from arnews_crawler.demo.orthography import (
    QUOTES,
    HouseStyle,
    bare_key,
    draw_style,
    vocalise,
)
from arnews_crawler.demo.story import open_story
from arnews_crawler.demo.vocabulary import BEATS, lexicon
from arnews_crawler.demo.words_counts import COUNTED
from arnews_crawler.demo.words_places import CITIES

ZONE = timezone(timedelta(hours=3))
NOW = datetime(2025, 3, 14, 18, 30, tzinfo=ZONE)
AFTERNOON = datetime(2025, 3, 14, 14, 5, 9, tzinfo=ZONE)
NIGHT = datetime(2024, 8, 6, 0, 7, 30, tzinfo=ZONE)


class TestNumerals:
    """A counted noun takes the form that its number asks for."""

    @pytest.mark.parametrize(
        ("number", "phrase"),
        [
            (1, "طالب"),
            (2, "طالبين"),
            (3, "3 طلاب"),
            (10, "10 طلاب"),
            (11, "11 طالباً"),
            (99, "99 طالباً"),
            (100, "100 طالب"),
            (104, "104 طلاب"),
            (112, "112 طالباً"),
            (3000, "3000 طالب"),
        ],
    )
    def test_number_and_noun(self, number: int, phrase: str) -> None:
        assert count_phrase(number, COUNTED["student"], str(number)) == phrase

    @pytest.mark.parametrize(
        ("key", "accusative"),
        [("school", "مدرسة"), ("worker", "عاملاً"), ("hospital", "مستشفى"), ("job", "فرصة عمل")],
    )
    def test_tanwin_follows_the_ending(self, key: str, accusative: str) -> None:
        assert counted_form(15, COUNTED[key]) == accusative

    def test_no_drawn_number_ends_in_one_or_two_hundredths(self) -> None:
        rng = Random(1)
        numbers = [draw_number(rng, 3, 90_000) for _ in range(5_000)]
        assert not [number for number in numbers if number % 100 in (1, 2)]
        assert min(numbers) >= 3
        assert max(numbers) <= 90_000

    def test_every_number_in_every_text_agrees_with_its_noun(self) -> None:
        forms = {(form, key): noun for key, noun in COUNTED.items() for form in (noun.plural, noun.accusative)}
        nouns = {form: noun for (form, _), noun in forms.items()}
        found = 0
        for text in _many_sentences(HouseStyle(grouped=False), 4_000):
            for number, word in re.findall(r"(\d+) (\w+\u064b?)", text):
                noun = nouns.get(word)
                if noun is not None and noun.plural != noun.singular:
                    found += 1
                    assert counted_form(int(number), noun) == word, text
        assert found > 1_000


class TestGrammar:
    """Slots agree in gender, and templates that are wrong do not compile."""

    def test_gender_follows_the_subject(self) -> None:
        template = compile_template("{inst?أعلن|أعلنت} {inst.short} نيت{inst?ه|ها}")
        texts = [
            template.render(Scene(Random(1), Lexicon({}, {}, {}, {}), bound={"inst": entity}))
            for entity in (Entity("مجلس", False, "المجلس"), Entity("وزارة", True, "الوزارة"))
        ]
        assert texts == ["أعلن المجلس نيته", "أعلنت الوزارة نيتها"]

    @pytest.mark.parametrize("wrong", ["<نعم|لا", "{city", "a > b"])
    def test_open_brackets_are_refused(self, wrong: str) -> None:
        if ">" in wrong:
            assert compile_template(wrong).source == wrong
        else:
            with pytest.raises(ValueError, match="unclosed"):
                compile_template(wrong)

    @pytest.mark.parametrize("slug", list(BEATS))
    def test_every_template_of_every_pool_renders(self, slug: str) -> None:
        scene = open_story(slug, Random(3), HouseStyle())
        for name, pool in lexicon(slug).pools.items():
            if name in ("office", "resident_role"):
                continue
            for template in pool:
                for _ in range(3):
                    scene.new_paragraph()
                    text = template.render(scene)
                    assert text, (name, template.source)
                    assert not re.search(r"[{}<>]|  |^ | $", text), (name, template.source, text)

    def test_a_template_does_not_follow_itself(self) -> None:
        pool = compile_lines("\n".join("abcd"))
        scene = Scene(Random(5), Lexicon({}, {}, {}, {}))
        said = [scene.say(pool) for _ in range(300)]
        assert all(one != other for one, other in pairwise(said))
        assert set(said) == set("abcd")

    def test_no_nominative_plural_after_anna(self) -> None:
        for text in _many_sentences(HouseStyle(), 4_000):
            words = re.findall(r"(?:^| )(?:أن|إن|بأن) (ال\w+ون) ", text)
            assert not [word for word in words if word not in {"القانون", "التعاون"}], text

    def test_the_article_merges_with_li(self) -> None:
        for text in _many_sentences(HouseStyle(), 3_000):
            assert not re.search(r"(?:^| )و?لال\w", text), text


class TestDates:
    """Each style prints what newspapers of its region print, and a reader can tell it back."""

    @pytest.mark.parametrize(
        ("style", "when", "variant", "printed"),
        [
            ("visible_levantine", AFTERNOON, 0, "الجمعة 14 آذار 2025 - 14:05"),
            ("visible_levantine", AFTERNOON, 1, "14 آذار 2025، 2:05 م"),
            ("visible_egyptian", AFTERNOON, 0, "الجمعة 14 مارس 2025 - 02:05 م"),
            ("visible_egyptian", NIGHT, 1, "6 أغسطس 2024 12:07 صباحاً"),
            ("visible_maghrebi", NIGHT, 0, "6 أوت 2024 - 00:07"),
            ("visible_maghrebi", NIGHT, 1, "الثلاثاء 6 غشت 2024 - 00:07"),
            ("visible_paired", AFTERNOON, 0, "14 آذار/مارس 2025 - 14:05"),
            ("visible_arabic_digits", AFTERNOON, 0, "١٤ مارس ٢٠٢٥ - ٠٢:٠٥ م"),
            ("visible_arabic_digits", AFTERNOON, 2, "٢٠٢٥-٠٣-١٤ ١٤:٠٥"),
            ("visible_hijri", AFTERNOON, 0, "14 رمضان 1446 هـ الموافق 14 مارس 2025 م"),
            ("visible_relative", AFTERNOON, 0, "قبل 4 ساعات"),
            ("visible_relative", AFTERNOON, 1, "منذ 4 ساعات"),
            ("json_ld", AFTERNOON, 0, "2025-03-14T14:05:09+03:00"),
            ("none", AFTERNOON, 0, ""),
        ],
    )
    def test_printed(self, style: DateStyle, when: datetime, variant: int, printed: str) -> None:
        assert show_date(style, when, now=NOW, variant=variant) == printed

    def test_levantine_and_maghrebi_name_all_months(self) -> None:
        for months in (
            calendar.LEVANTINE,
            calendar.EGYPTIAN,
            calendar.ALGERIAN,
            calendar.MOROCCAN,
            calendar.HIJRI,
        ):
            assert len(set(months)) == 12
        assert {"جانفي", "فيفري"} <= set(calendar.ALGERIAN)
        assert {"يوليوز", "غشت"} <= set(calendar.MOROCCAN)

    @pytest.mark.parametrize(
        ("age", "phrase"),
        [
            (timedelta(seconds=20), "قبل لحظات"),
            (timedelta(minutes=2), "قبل دقيقتين"),
            (timedelta(minutes=10), "قبل 10 دقائق"),
            (timedelta(minutes=11), "قبل 11 دقيقة"),
            (timedelta(hours=2, minutes=59), "قبل ساعتين"),
            (timedelta(hours=23), "قبل 23 ساعة"),
            (timedelta(days=3), "قبل 3 أيام"),
            (timedelta(days=80), "قبل 11 أسبوعاً"),
            (timedelta(minutes=-5), "قبل لحظات"),
        ],
    )
    def test_relative_agreement(self, age: timedelta, phrase: str) -> None:
        assert relative_phrase(age) == phrase

    @pytest.mark.parametrize("style", DATE_STYLES)
    @pytest.mark.parametrize("variant", range(4))
    def test_what_is_read_is_what_is_printed(self, style: DateStyle, variant: int) -> None:
        printed = show_date(style, AFTERNOON, now=NOW, variant=variant)
        read = read_date(style, AFTERNOON, variant=variant)
        if style == "none":
            assert read is None
            return
        assert read is not None
        if is_visible(style) and style != "visible_relative":
            has_time = re.search("[0-9٠-٩]:[0-9٠-٩]", printed) is not None
            assert read == (AFTERNOON.replace(second=0) if has_time else NOW.replace(hour=0, minute=0))
        else:
            assert read == AFTERNOON

    def test_only_relative_dates_are_read_with_tolerance(self) -> None:
        assert reading_tolerance("visible_relative", AFTERNOON, now=NOW) == timedelta(hours=1)
        assert reading_tolerance("visible_relative", NOW, now=NOW) == timedelta(minutes=1)
        assert reading_tolerance("visible_egyptian", AFTERNOON, now=NOW) == timedelta()

    def test_other_offsets_keep_their_own_day(self) -> None:
        late = datetime(2025, 3, 13, 23, 30, tzinfo=UTC)
        assert "13 مارس" in show_date("visible_egyptian", late, now=NOW)
        assert "14 مارس" in show_date("visible_egyptian", late.astimezone(ZONE), now=NOW)


class TestSpelling:
    """One text in two house styles is still one text."""

    SOURCE = "قال «نعم» ومضى كل سكان الحي يوماً، ثم حُوّل السير"

    def test_styles_differ_but_read_the_same(self) -> None:
        rng = Random(2)
        spelled = {draw_style(rng).spell(self.SOURCE) for _ in range(80)}
        assert len(spelled) >= 10
        assert {bare_key(text) for text in spelled} == {bare_key(self.SOURCE)}

    def test_plain_keeps_tanwin_alone(self) -> None:
        assert HouseStyle(tashkeel="plain").spell("حُوّل يوماً") == "حول يوماً"

    def test_all_spellings_are_composed(self) -> None:
        rng = Random(4)
        for text in _many_sentences(draw_style(rng), 300):
            assert unicodedata.is_normalized("NFC", vocalise(text)), text

    def test_windows_1256_can_print_a_style_without_arabic_digits(self) -> None:
        rng = Random(6)
        for _ in range(12):
            for text in _many_sentences(draw_style(rng, arabic_digits_allowed=False), 60):
                vocalise(text).encode("cp1256")

    def test_headline_in_other_quotes(self) -> None:
        for number, quotes in enumerate(QUOTES):
            style = HouseStyle(quotes=quotes)
            headline = style.spell("«نعم» و«لا»: حكاية")
            other = QUOTES[(number + 1) % len(QUOTES)]
            assert spell_headline(headline, "quotes", style=style, site_name="موقع", separator="|") == HouseStyle(
                quotes=other
            ).spell("«نعم» و«لا»: حكاية")

    def test_site_name_on_either_side(self) -> None:
        assert join_site_name("خبر", "موقع", "»", in_front=True) == "موقع » خبر"
        assert join_site_name("خبر", "موقع", ":", in_front=False) == "خبر: موقع"


class TestExcerpt:
    """An excerpt is the beginning, cut inside the text, with an ellipsis."""

    OPENING = (
        "أعلنت بلدية صور مساء الأحد بدء حملة تنظيف الشاطئ، بمشاركة 120 متطوعاً من أحياء المدينة. "
        "وقالت منسقة الحملة إن العمل سيستمر 3 أسابيع، وإن المرحلة الثانية ستشمل القرى القريبة من الساحل. "
    ) * 2

    def test_is_the_cut_beginning(self) -> None:
        in_word = 0
        rng = Random(9)
        for _ in range(400):
            teaser = cut_excerpt(self.OPENING, rng)
            kept = teaser.rstrip(" .…")
            assert teaser[len(kept) :] in ("...", "…", " ...", " …")
            assert self.OPENING.startswith(kept)
            assert len(self.OPENING) / 5 < len(kept) < len(self.OPENING) * 0.81
            in_word += self.OPENING[len(kept)].isalpha()
        assert 60 < in_word < 340


def _many_sentences(style: HouseStyle, count: int) -> list[str]:
    pools = (
        "headline",
        "lead",
        "fact",
        "intro",
        "voice",
        "expert",
        "background",
        "outlook",
        "figure",
        "item",
    )
    texts = []
    for number in range(count // 40):
        scene = open_story(list(BEATS)[number % len(BEATS)], Random(f"{style} {number}"), style)
        for at in range(40):
            scene.new_paragraph()
            texts.append(style.spell(scene.say(scene.lexicon.pools[pools[at % len(pools)]])))
    return texts


def test_words_are_not_listed_twice() -> None:
    assert len(set(CITIES)) == len(CITIES)
    assert isinstance(COUNTED["family"], Counted)
