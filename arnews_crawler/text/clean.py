"""Text that is stored: what a reader sees stays as printed, what a reader cannot see goes.

Tashkeel, quotes, digits, dashes and symbols are left alone. Removed or replaced are only

* controls, bidi marks, zero-width marks, soft hyphens, interlinear marks, private-use icons, lone surrogates
  (a pair that came apart is put together) and U+FFFD, which is a decoder's mark and no text;
* joiners that join nothing. A ZWNJ stays between two letters that would join without it (Persian می‌شود), and
  a ZWJ within an emoji and behind a letter that it shapes (``ه‍``);
* presentation forms, which become the letters that they stand for (`arnews_crawler.text.presentation`);
* tatweel that stretches a word or rules a line; one at a word's end or between digits is a mark (هـ);
* whitespace of every kind: one space.

The rest is normalised to NFC (UAX #15).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from arnews_crawler.text.presentation import PRESENTATION_FORMS

TATWEEL: Final = "\N{ARABIC TATWEEL}"

# After Unicode's ArabicShaping.txt: letters that join to the one behind them, and every Arabic letter.
_DUAL_JOINING: Final = (
    "\u0620\u0626\u0628\u062a-\u062e\u0633-\u063f\u0641-\u0647\u0649\u064a\u066e\u066f\u0678-\u0687\u069a-\u06bf"
    "\u06c1\u06c2\u06cc\u06ce\u06d0\u06d1\u06fa-\u06fc\u06ff\u0750-\u0758\u075c-\u076a\u076d-\u0770\u0772\u0775-\u0777"
)
_ARABIC_LETTERS: Final = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
)
_ARABIC_MARKS: Final = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
)
_EMOJI: Final = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"

# Controls that are whitespace (TAB, LF, …, U+0085) are left for the whitespace rule.
_INVISIBLE: Final = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffd\ufffe\uffff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
_SUBDIVISION_FLAG: Final = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
_FORMS: Final = "".join(map(chr, PRESENTATION_FORMS))
_JOINERS: Final = "\u200c\u200d"

# One look decides whether there is anything to do: most text holds none of these.
_SPECIAL: Final = re.compile(f"[{_INVISIBLE}{_FORMS}{_JOINERS}{TATWEEL}\ud800-\udfff]")
# That, and white space of other kinds than the space.
_SPECIAL_OR_SPACE: Final = re.compile(
    f"[{_INVISIBLE}{_FORMS}{_JOINERS}{TATWEEL}\ud800-\udfff"
    "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
_UNSEEN_OR_FORM: Final = re.compile(f"({_SUBDIVISION_FLAG})|[{_INVISIBLE}{_FORMS}]")
_JOINER: Final = re.compile(
    f"((?<=[{_DUAL_JOINING}])\u200c(?=[{_ARABIC_LETTERS}])"
    f"|(?<=[{_DUAL_JOINING}])\u200d(?![{_ARABIC_LETTERS}{TATWEEL}{_JOINERS}])"
    f"|(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}]))"
    f"|[{_JOINERS}]"
)
_MARKS_AND_TATWEEL: Final = re.compile(f"[{TATWEEL}{_ARABIC_MARKS}]++")
_ARABIC_LETTER: Final = re.compile(f"[{_ARABIC_LETTERS}]")


def clean_text(value: str) -> str:
    """Return ``value`` as one line of stored text, as the module says. Cleaning twice is cleaning once.

    >>> clean_text("  \\u200fعـــاجل:\\u00a0«مُحَمَّد»  ")
    'عاجل: «مُحَمَّد»'
    >>> clean_text("ﺍﻟﻌﺮﺑﻴﺔ 1445 هـ")
    'العربية 1445 هـ'
    """
    if value.isascii() and value.isprintable():
        return one_space(value)
    if not _SPECIAL_OR_SPACE.search(value):
        value = unicodedata.normalize("NFC", value)
        return " ".join(value.split()) if "  " in value else value.strip(" ")
    if _SPECIAL.search(value):
        value = _drop_unseen(value)
    return one_space(unicodedata.normalize("NFC", value))


def one_space(value: str) -> str:
    """Return ``value`` with one space for each run of white space, and none at its ends.

    >>> one_space(" بيان\\n  الوزارة ")
    'بيان الوزارة'
    """
    # No white space but the space itself is printable: most text is as it should be, and one look tells.
    if value.isprintable() and "  " not in value:
        return value.strip(" ")
    return " ".join(value.split())


def clean_body(value: str) -> str:
    """Return ``value`` as paragraphs separated by one blank line; every line of ``value`` is a paragraph.

    >>> clean_body("أول\\n  \\n\\nثانٍ \\r\\nثالث")
    'أول\\n\\nثانٍ\\n\\nثالث'
    """
    return "\n\n".join(filter(None, map(clean_text, value.splitlines())))


def _drop_unseen(value: str) -> str:
    # Joiners before tatweel: a joiner that is dropped must not hide that a tatweel stands between letters.
    value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    value = _UNSEEN_OR_FORM.sub(_seen, value)
    if "\u200c" in value or "\u200d" in value:
        value = _JOINER.sub(r"\1", value)
    if TATWEEL in value:
        value = _MARKS_AND_TATWEEL.sub(_without_ruler, value)
    return value


def _seen(match: re.Match[str]) -> str:
    return match[1] or PRESENTATION_FORMS.get(ord(match[0]), "")


def _without_ruler(match: re.Match[str]) -> str:
    """Take tatweel out of a run of tatweel and vowel marks, unless it is one mark at the end of a word."""
    run, text = match[0], match.string
    stretches = run.count(TATWEEL)
    if not stretches:
        return run
    start, end = match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    if _ARABIC_LETTER.match(before) and _ARABIC_LETTER.match(after):
        return run.replace(TATWEEL, "")
    if stretches == 1:
        return run
    is_attached = before.isalnum() and not text[max(start - 2, 0) : start - 1].isalpha()
    head, _, tail = run.partition(TATWEEL)
    return head + (TATWEEL if is_attached else "") + tail.replace(TATWEEL, "")
