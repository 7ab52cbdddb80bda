"""Charsets: whatever a page's labels say, its text comes out letter for letter or is refused."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from itertools import product

import pytest

from arnews_crawler.article import Article
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.encoding import decode_html
from arnews_crawler.extraction.errors import ExtractionError, UnreadableDocument
from arnews_crawler.loaders import extract

LOST = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Story:
    """A page's text: what must come out again."""

    name: str
    headline: str
    paragraphs: tuple[str, ...]
    around: str = ""

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)

    def html(self, meta: str = "", *, late: bool = False) -> str:
        padding = f"<style>{'.x{color:#123456} ' * 400}</style>" if late else ""
        paragraphs = "\n".join(f"<p>{text}</p>" for text in self.paragraphs)
        return (
            f'<!DOCTYPE html>\n<html lang="ar" dir="rtl">\n<head>\n{padding}{meta}\n<title>'
            f"{self.headline}</title>\n</head>\n"
            f'<body>\n<div id="nav"><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></div>{self.around}\n'
            f'<div class="news"><h1>{self.headline}</h1>\n<div class="news-text">'
            f"{paragraphs}</div></div>\n</body>\n</html>\n"
        )


STORIES = (
    Story(
        "plain",
        "افتتاح مكتبة عامة جديدة في حي الميناء",
        (
            ("افتتحت بلدية المدينة مساء أمس مكتبة عامة جديدة في حي الميناء، بحضور عدد من الكتاب "
"وطلاب المدارس."),
            ("وتضم المكتبة نحو عشرين ألف كتاب وقاعة للأطفال وأخرى للمخطوطات، وتفتح أبوابها ستة "
"أيام في الأسبوع."),
            "وقالت مديرتها إن الإعارة مجانية لسكان الحي، وإن التبرع بالكتب يبدأ مطلع الشهر المقبل.",
        ),
    ),
    Story(
        "tashkeel_and_quotes",
        "شاعِرٌ يُهدي ديوانَه الأوّل إلى «معلّم القرية»",
        (
            ("قال الشاعر في أمسية أقيمت أمس: “هذا الديوان دَينٌ قديم”، وأهداه إلى معلّمه الذي "
"علّمه القراءة في كُتّاب القرية."),
            ("وقرأ قصيدته «بابُ الطين» التي كتبها قبل ثلاثين عاما – كما روى – على ورق أكياس "
"الإسمنت، ثم سأل الحضور: أتعرفون الخوف؟"),
        ),
    ),
    Story(
        "short",
        "إغلاق الجسر القديم ليومين",
        (
            ("أغلقت دائرة الطرق الجسر القديم أمام السيارات يومين لإصلاح فواصله، ودعت السائقين "
"إلى سلوك الطريق الشرقي."),
        ),
    ),
    Story(
        "latin_words_between",
        "شركة Nadir Tech تطلق تطبيقا لحجز العيادات",
        (
            ("أطلقت شركة Nadir Tech تطبيق Mawid 2.0 لحجز مواعيد العيادات في العاصمة، وهو متاح "
"على Android وiOS مجانا."),
            ("وقال مؤسسها إن فكرة التطبيق جاءت من مقهى صغير (Café de la Gare) حيث كان ينتظر دوره "
"لدى الطبيب ساعات."),
            ("ويستخدم التطبيق خوارزمية Open Queue 3، وقد حمله أكثر من 40,000 شخص خلال 6 أسابيع، "
"بحسب الشركة نفسها."),
        ),
        around="<script>var menu = {open: true, items: [1, 2, 3]};</script>" * 30,
    ),
    Story(
        "persian_letters",
        "پاریس چای: مقهى إيراني يفتح أبوابه في گليم",
        (
            ("افتتح طاه شاب مقهى پاریس چای في حي گليم، ويقدم فيه الشاي بالهيل والكعك بالژله على "
"الطريقة القديمة."),
            ("ويقول صاحبه إن الزبائن يسألون أولا عن معنى الاسم، ثم يعودون في اليوم التالي من أجل "
"الخبز والجبن والجوز."),
        ),
    ),
)  # fmt: skip

# name -> (codec, mark in front, label that is right)
ENCODINGS = {
    "utf-8": ("utf-8", b"", "utf-8"),
    "utf-8 with mark": ("utf-8", codecs.BOM_UTF8, "utf-8"),
    "windows-1256": ("cp1256", b"", "windows-1256"),
    "iso-8859-6": ("iso8859_6", b"", "iso-8859-6"),
    "utf-16-le": ("utf-16-le", b"", "utf-16"),
    "utf-16-be": ("utf-16-be", b"", "utf-16"),
    "utf-16-le with mark": ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
    "utf-16-be with mark": ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
}
DECLARATIONS = (
    "none",
    "header",
    "meta",
    "meta http-equiv",
    "meta late",
    *(f"{place} says {label}"
      for place in ("header", "meta") for label in ("utf-8", "iso-8859-1", "windows-1256")),
)  # fmt: skip


def labelled(story: Story, encoding: str, declaration: str) -> tuple[bytes, str | None]:
    """The bytes of a page and its Content-Type header."""
    codec, mark, right = ENCODINGS[encoding]
    place, _, wrong = declaration.partition(" says ")
    label = wrong or right
    meta = {
        "meta": f'<meta charset="{label}">',
        "meta late": f'<meta charset="{label}">',
        "meta http-equiv": f'<meta http-equiv="Content-Type" content="text/html; charset={label}">',
    }.get(place, "")
    html = story.html(meta, late=place == "meta late")
    header = f"text/html; charset={label}" if place == "header" else None
    return mark + html.encode(codec, "xmlcharrefreplace"), header


def assert_is(article: Article, story: Story) -> None:
    assert article.headline == story.headline
    assert article.body == story.body


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
@pytest.mark.parametrize(("encoding", "declaration"), list(product(ENCODINGS, DECLARATIONS)))
def test_every_charset_is_read_under_every_label(story: Story, encoding: str, declaration: str) -> None:
    html, header = labelled(story, encoding, declaration)
    assert_is(extract(html, "https://example.org/news/1", header), story)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_wrong_label_is_told(story: Story) -> None:
    html, header = labelled(story, "windows-1256", "header says utf-8")
    assert "charset_mislabelled" in extract(html, "", header).warnings
    html, header = labelled(story, "windows-1256", "header")
    assert "charset_mislabelled" not in extract(html, "", header).warnings


@pytest.mark.parametrize("label", ["utf8", "UTF-8", "unicode-1-1-utf-8", "no-such-charset", "utf-7", "", "؟", "utf-32"])
def test_odd_labels_do_no_harm(label: str) -> None:
    story = STORIES[0]
    html = story.html(f'<meta charset="{label}">').encode()
    assert_is(extract(html, "", f"text/html; charset={label}"), story)
    old = story.html(f'<meta charset="{label}">').encode("cp1256", "xmlcharrefreplace")
    assert_is(extract(old, "", f"text/html; charset={label}"), story)


@pytest.mark.parametrize(
    "header", ["", "text/html", "text/html;charset", ";;;", 'text/html; charset="', "\x00", "x" * 5_000]
)
def test_odd_headers_do_no_harm(header: str) -> None:
    assert_is(extract(STORIES[0].html().encode(), "", header), STORIES[0])


# --- encoded twice ---


def encoded_twice(text: str, page: str) -> str:
    """UTF-8 that was read in an eight-bit code page (ط§ظ„…, Ø§Ù„…); C1 where the page has no letter."""
    return "".join(bytes([byte]).decode(page) if _has(page, byte) else chr(byte) for byte in text.encode())


def _has(page: str, byte: int) -> bool:
    try:
        bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
@pytest.mark.parametrize("page", ["cp1256", "cp1252", "latin-1"])
@pytest.mark.parametrize("label", ["utf-8", "windows-1256", None])
def test_text_encoded_twice_is_repaired(story: Story, page: str, label: str | None) -> None:
    html = encoded_twice(story.html(), page).encode()
    assert_is(extract(html, "", label and f"text/html; charset={label}"), story)


def test_a_repair_is_told() -> None:
    assert "charset_repaired" in extract(encoded_twice(STORIES[0].html(), "cp1256").encode()).warnings


def test_text_encoded_twice_that_lost_letters_is_refused() -> None:
    """A database column of another charset put question marks where its code page had no letter."""
    broken = encoded_twice(STORIES[0].html(), "cp1252").encode("cp1252", "replace").decode("cp1252")
    with pytest.raises(UnreadableDocument) as caught:
        extract(broken.encode())
    assert caught.value.code == "undecodable"


def test_signs_that_look_like_double_encoding_are_left_alone() -> None:
    page = STORIES[0].html(), "ط و ظ حرفان متجاوران في المعجم: طظ، ظط، طآ، ظأ"
    html = page[0].replace("</h1>", f"</h1><p>{page[1]}، كما يقول أصحاب المعاجم القديمة.</p>")
    assert page[1] in extract(html.encode()).body


# --- more than one charset in a page ---


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_pasted_block_in_windows_1256_does_not_spoil_a_page_in_utf_8(story: Story) -> None:
    block = "<aside class='sidebar'><p>الأكثر قراءة: أسعار الخضار في الأسواق الشعبية</p></aside>".encode("cp1256")
    html = story.html().encode().replace(b"</body>", block + b"</body>")
    article = extract(html, "", "text/html; charset=utf-8")
    assert_is(article, story)
    assert "charset_mixed" in article.warnings


def test_a_pasted_paragraph_in_windows_1256_is_read_as_what_it_is() -> None:
    story = STORIES[0]
    pasted = "وأشار إلى أن القاعة الثانية تفتح الأسبوع المقبل، وأن الدخول إليها بلا بطاقات."
    html = story.html().encode().replace(b"</div></div>", b"<p>" + pasted.encode("cp1256") + b"</p></div></div>")
    assert extract(html, "", "text/html; charset=utf-8").body == f"{story.body}\n\n{pasted}"


@pytest.mark.parametrize("cut", range(1, 4))
def test_a_page_cut_inside_its_last_letter_keeps_all_others(cut: int) -> None:
    html = STORIES[0].html().encode() + "نهاية \N{SUNFLOWER}".encode()[:-cut]
    decoded = decode_html(html)
    assert LOST not in decoded.text
    assert decoded.encoding == "utf-8"
    assert_is(extract(html), STORIES[0])


def test_a_cut_excerpt_in_the_head_costs_no_other_letter() -> None:
    """PHP's substr() counts bytes: it leaves half a letter in a description."""
    half = "افتتحت بلدية المدينة مساء أمس مكتبة".encode()[:-1]
    html = STORIES[0].html('<meta name="description" content="CUT">').encode().replace(b"CUT", half)
    assert_is(extract(html), STORIES[0])


def test_thousands_of_broken_places_are_refused_in_time() -> None:
    html = "<p>خبر من المدينة</p>".encode() + "خبر عن المدينة القديمة وأهلها ".encode() * 20_000
    broken = html.replace("وأ".encode(), b"\xff\xfe\xff")
    with pytest.raises(ExtractionError):
        extract(broken)


# --- what is not Arabic ---

FRENCH = Story(
    "french",
    "Le port de Bizerte s’agrandit : « un cœur pour la ville »",
    (
        (
            "La municipalité a présenté hier le plan d’agrandissement du port, où les pêcheurs "
            "réclament un quai à eux depuis des années."
        ),
        (
            "« Nous avons été écoutés », a déclaré une élue ; le coût – cent mille dinars – "
            "sera couvert à moitié par l’État."
        ),
        ("Les travaux, prévus à l’été, dureront huit mois. Une façade classée, près du café de Noël, sera préservée."),
    ),
)
GERMAN = Story(
    "german",
    "Größere Bäckerei in der Südstadt eröffnet",
    (
        (
            "Die Bäckerei an der Königsstraße hat nach zwei Jahren wieder geöffnet, und die "
            "Nachbarn stehen schon früh um fünf Uhr an."
        ),
        (
            "Der Bäcker sagt, er habe das Mehl für die Brötchen aus Österreich bestellt, weil "
            "die Mühle im Ort geschlossen wurde."
        ),
        ("Künftig gibt es dort auch Käse, Äpfel und süße Hörnchen; am Samstag übernimmt die Tochter den Verkauf."),
    ),
)


@pytest.mark.parametrize("declaration", ["none", "header", "meta", "header utf-8", "meta utf-8"])
@pytest.mark.parametrize(
    ("story", "codec", "label"),
    [
        (FRENCH, "cp1252", "windows-1252"),
        (GERMAN, "latin-1", "iso-8859-1"),
        (GERMAN, "cp1252", "windows-1252"),
    ],
    ids=["french", "german", "german_1252"],
)
def test_western_pages_are_not_taken_for_arabic(story: Story, codec: str, label: str, declaration: str) -> None:
    said = "utf-8" if declaration.endswith("utf-8") else label
    html = story.html(f'<meta charset="{said}">' if declaration.startswith("meta") else "")
    # The menu of the template is Arabic: a Western page has none.
    html = html.replace("الرئيسية", "Start").replace("رياضة", "Sport")
    header = f"text/html; charset={said}" if declaration.startswith("header") else None
    assert_is(extract(html.encode(codec), "", header), story)


def test_cyrillic_under_its_own_label_is_read() -> None:
    headline = "Городская библиотека открылась после ремонта"
    text = (
        "Городская библиотека открылась после ремонта, который длился два года, и жители пришли на праздник в субботу."
    )
    html = (
        f"<html><head><meta charset=windows-1251><title>{headline}</title></head><body><h1>"
        f"{headline}</h1><p>{text}</p></body></html>"
    )
    article = extract(html.encode("cp1251"))
    assert (article.headline, article.body) == (headline, text)


# --- references, forms, marks ---


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
@pytest.mark.parametrize("form", ["&#{};", "&#x{:x};", "&#X{:X};"])
def test_numeric_references_are_letters(story: Story, form: str) -> None:
    html = "".join(form.format(ord(char)) if char > "\x7f" else char for char in story.html())
    assert html.isascii()
    assert_is(extract(html.encode("ascii"), "", "text/html; charset=iso-8859-1"), story)


@pytest.mark.parametrize("form", ["&#{};", "&#x{:x};", "&#{:04};"])
def test_references_to_c1_controls_mean_the_signs_of_windows_1252(form: str) -> None:
    """WHATWG HTML, 13.2.5.80."""
    quoted = f"قال{form.format(0x93)} نعم {form.format(0x94)}{form.format(0x97)}ثم خرج{form.format(0x85)}"
    story = STORIES[0]
    html = story.html().replace("بحضور", quoted)
    wanted = story.body.replace("بحضور", "قال“ نعم ”—ثم خرج…")
    assert extract(html.encode()).body == wanted


@pytest.mark.parametrize(
    "reference",
    [
        "&#0;",
        "&#xD800;",
        "&#xDFFF;",
        "&#x110000;",
        "&#99999999999;",
        "&#xFFFD;",
        "&#x1;",
        "\N{REPLACEMENT CHARACTER}",
    ],
)
def test_references_to_no_character_are_never_stored(reference: str) -> None:
    story = STORIES[0]
    html = story.html().replace("مكتبة عامة", f"مكتبة{reference} عامة")
    article = extract(html.encode())
    assert_is(article, story)


def test_text_that_was_lost_before_it_was_sent_is_refused() -> None:
    html = "".join(LOST if char > "\x7f" else char for char in STORIES[0].html())
    with pytest.raises(ExtractionError):
        extract(html.encode())


def test_text_that_became_question_marks_is_refused() -> None:
    html = "".join("?" if char > "\x7f" else char for char in STORIES[0].html())
    with pytest.raises(ExtractionError):
        extract(html.encode())


def test_presentation_forms_become_letters() -> None:
    forms = str.maketrans({"ا": "ﺍ", "ل": "ﻟ", "م": "ﻣ", "ن": "ﻧ", "ي": "ﻳ", "و": "ﻭ", "ت": "ﺗ", "ب": "ﺑ", "ح": "ﺣ"})
    story = STORIES[0]
    html = story.html().translate(forms)
    assert html != story.html()
    assert_is(extract(html.encode()), story)


def test_marks_that_no_reader_sees_are_gone() -> None:
    story = STORIES[0]
    html = story.html().replace(" في ", " \u200fفي\u200e ").replace("مكتبة", "مكتــــبة").replace("،", "\u200b،\ufeff")
    assert_is(extract(html.encode()), story)


# --- no charset at all ---


def test_rubbish_bytes_give_no_article() -> None:
    noise = bytes((7 * i * i + 31 * i) % 128 + 128 for i in range(4_000))
    with pytest.raises(ExtractionError):
        extract(b"<html><body><h1>x</h1><p>" + noise + b"</p></body></html>")


def test_the_charset_found_is_told() -> None:
    html = STORIES[0].html().encode("cp1256", "xmlcharrefreplace")
    assert parse_document(html).encoding == "cp1256"
    assert parse_document(STORIES[0].html().encode()).encoding == "utf-8"


def test_a_pasted_paragraph_in_utf_8_in_a_page_of_windows_1256_is_read_as_what_it_is() -> None:
    story = STORIES[0]
    pasted = "وأشار إلى أن القاعة الثانية تفتح الأسبوع المقبل، وأن الدخول إليها بلا بطاقات."
    old = story.html().encode("cp1256", "xmlcharrefreplace")
    html = old.replace(b"</div></div>", b"<p>" + pasted.encode() + b"</p></div></div>")
    assert extract(html, "", "text/html; charset=windows-1256").body == f"{story.body}\n\n{pasted}"
