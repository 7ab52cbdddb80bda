"""Bytes to text: which charset a page really is, whatever its labels say.

Order of belief: byte order mark; well-formed UTF-8; UTF-16 by its NUL bytes; then the labels and the two eight-bit
Arabic code pages, judged by how much like Arabic the letters are. Labels lie: windows-1256 sent as UTF-8 is common on
older Arabic sites, and so is UTF-8 sent as windows-1256.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, resolve_encoding

from .errors import UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4_000
"""Letters beyond ASCII that a judgement looks at: more changes nothing, and the cost stays bounded."""

# Letters of written Arabic, the frequent ones first; the first dozen make up about three quarters of any news text.
_FREQUENT = set("النيموترهعبد")
_LETTERS = set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْپچژگکی،؛؟“”«»‘’–—…\xa0٠١٢٣٤٥٦٧٨٩ـ")

_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_HIGH_RUN_PARTS = re.compile(rb"([\x80-\xff]+)")
# What UTF-8 Arabic looks like once its bytes were read as windows-1256: each letter becomes ط or ظ (0xD8, 0xD9)
# and a sign; or as windows-1252: Ø or Ù and a sign.
_MOJIBAKE = re.compile(r"[طظ][^\sء-ي]|[ØÙ][\x80-¿ŒœŠšŸŽžƒˆ˜–-™]|[طظ][آأؤإئابةتثجحخدذرزسشصض]")
_SIGNS_OF_MOJIBAKE = tuple(sign.encode() for sign in ("ط§", "ظ„", "Ø§", "Ù„"))
"""What becomes of the two commonest letters, alef and lam; as bytes, which are searched faster than letters."""
_MOJIBAKE_RUN = re.compile(r"[^\x00-\x7f]+(?:[ ]?[^\x00-\x7f]+)*")


@dataclass(frozen=True)
class Decoded:
    """The text of a page, the charset that it was in, and codes of what was odd (``charset_mislabelled`` …)."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()
    utf8: bytes | None = None
    """The text as UTF-8, where the page was sent so: nobody needs to encode it again."""


def decode_html(html: bytes, content_type: str | None = None) -> Decoded:
    """Bytes of a page (and its Content-Type header) to text.

    Raises UnreadableDocument (``undecodable``) where no charset gives plausible text: better none than mojibake.
    """
    for mark, encoding in _BOMS:
        if html.startswith(mark):
            try:
                text = html.decode(encoding).removeprefix("\ufeff")
                return _repaired(text, html[len(mark) :] if encoding == "utf-8" else text.encode(), encoding, ())
            except UnicodeDecodeError:
                html = html[len(mark) :] if encoding == "utf-8" else html
                break
    declared = _declared(html, content_type)
    if wide := _wide(html):
        return Decoded(html.decode(wide, "ignore"), wide)
    try:
        text = html.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_other(html, declared, error)
    odd = () if declared in (None, "utf-8", "ascii") or text.isascii() else ("charset_mislabelled",)
    return _repaired(text, html, "utf-8", odd)


def _declared(html: bytes, content_type: str | None) -> str | None:
    """The charset that the header or, failing that, a meta element anywhere in the head names."""
    label = http_content_type_encoding(content_type) if content_type else None
    if not label:
        label = html_body_declared_encoding(html[:4096])
    if not label and (late := re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", html, re.IGNORECASE)):
        label = resolve_encoding(late[1].decode("ascii", "replace"))
    return label


def _wide(html: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its markup is NUL."""
    head = html[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 20 or min(even, odd) > len(head) // 200:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_other(html: bytes, declared: str | None, error: UnicodeDecodeError) -> Decoded:
    """Bytes that are no well-formed UTF-8: an eight-bit code page, or UTF-8 with pasted or cut pieces.

    Runs of bytes beyond ASCII are judged one by one, since pages are glued from pieces in several charsets.
    """
    runs = _HIGH_RUN.findall(html)
    valid = [run for run in runs if _is_utf8(run)]
    others = [run for run in runs if not _is_utf8(run)]
    if sum(map(len, valid)) > 2 * sum(map(len, others)):
        is_arabic = _arabic_share(b"".join(valid[:1500]).decode("utf-8")) > 0.5
        text = _decode_runs(html, "cp1256" if is_arabic else "cp1252")
        lied = ("charset_mislabelled",) * (declared not in (None, "utf-8"))
        return Decoded(text, "utf-8", ("charset_mixed", *lied))
    sample = b" ".join(others[:1500])[: _SAMPLE * 2]
    mean_run = sum(map(len, others[:1500])) / max(1, len(others[:1500]))
    if page := _best_code_page(sample, declared, mean_run):
        odd = ("charset_mislabelled",) * (declared not in (None, page))
        if any(len(run) >= 8 for run in valid):
            return Decoded(_decode_runs(html, page), page, (*odd, "charset_mixed"))
        return Decoded(html.decode(page, "ignore"), page, odd)
    encoding = _other_charset(html, declared)
    if encoding is None:
        raise UnreadableDocument("undecodable", f"no charset gives plausible text ({error.reason} at {error.start})")
    return Decoded(html.decode(encoding, "ignore"), encoding, ("charset_mislabelled",) * (declared != encoding))


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_runs(html: bytes, page: str) -> str:
    """Each run of bytes beyond ASCII as UTF-8 where it is nearly that, else in the code page."""
    pieces = _HIGH_RUN_PARTS.split(html)
    return "".join(_fragment(piece, page) if index % 2 else piece.decode("ascii") for index, piece in enumerate(pieces))


def _best_code_page(sample: bytes, declared: str | None, mean_run: float) -> str | None:
    """The Arabic code page under which the bytes read most like Arabic; None where neither does.

    Single bytes between ASCII letters are accents of a Latin text, not Arabic words.
    """
    scored = []
    for encoding in ("cp1256", "iso8859_6"):
        text = sample.decode(encoding, "replace").replace("\ufffd", "\x00")
        score = _arabic_score(text) + (0.02 if encoding == declared else 0)
        scored.append((score, encoding))
    best, encoding = max(scored)
    return encoding if best > 0.35 and mean_run >= 2 else None


def _arabic_score(text: str) -> float:
    """How much letters beyond ASCII are like written Arabic: about .75 for news, below .3 if the guess is wrong."""
    counts = Counter(text.replace(" ", ""))
    total = sum(counts.values()) or 1
    letters = sum(n for char, n in counts.items() if char in _LETTERS)
    frequent = sum(n for char, n in counts.items() if char in _FREQUENT)
    words = text.split()
    article = sum(word.startswith(("ال", "وال", "بال")) for word in words) / (len(words) or 1)
    return frequent / total + min(article, 0.3) - 3 * (total - letters) / total


def _arabic_share(text: str) -> float:
    letters = [char for char in text if not char.isspace()]
    return sum("\u0600" <= char <= "\u06ff" for char in letters) / (len(letters) or 1)


def _other_charset(html: bytes, declared: str | None) -> str | None:
    """A charset that is neither UTF-8 nor Arabic: the label where it decodes, else charset-normalizer's finding."""
    for candidate in (declared, "cp1252"):
        if candidate and candidate != "utf-8" and _decodes(html, candidate):
            return candidate
    match = from_bytes(html[:200_000]).best()
    return match.encoding if match else None


def _decodes(html: bytes, encoding: str) -> bool:
    try:
        text = html.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    high = [char for char in text[:200_000] if char > "\x7f"]
    letters = sum(char.isalpha() or char in "“”‘’–—…\xa0©®°·•«»€" for char in high)
    return letters >= 0.8 * len(high)


def _fragment(run: bytes, page: str) -> str:
    """A run as UTF-8, even if it is cut somewhere; one that is half broken is in the code page."""
    text = run.decode("utf-8", "ignore")
    lost = len(run) - len(text.encode("utf-8"))
    return text if lost * 3 <= len(run) else run.decode(page, "ignore")


def _repaired(text: str, utf8: bytes, encoding: str, warnings: tuple[str, ...]) -> Decoded:
    """Undoes a double encoding: UTF-8 that was read as windows-1256 or 1252 and written as UTF-8 again (ط§ظ„…)."""
    # All signs end in one of two characters that few pages have: one letter is found faster than two.
    if ("§" not in text and "„" not in text) or not any(sign in utf8 for sign in _SIGNS_OF_MOJIBAKE):
        return Decoded(text, encoding, warnings, utf8)
    sample = "".join(_MOJIBAKE_RUN.findall(text)[:200])[:_SAMPLE]
    if len(sample) < 8 or 2 * len(_MOJIBAKE.findall(sample)) < 0.6 * len(sample):
        return Decoded(text, encoding, warnings, utf8)
    for page in ("cp1256", "cp1252"):
        fixed = _MOJIBAKE_RUN.sub(lambda run, page=page: _undo(run[0], page), text)  # type: ignore[misc]
        again = "".join(_MOJIBAKE_RUN.findall(fixed)[:200])[:_SAMPLE]
        if _arabic_share(again) > 0.8 and _arabic_score(again) > 0.35:
            return Decoded(fixed, encoding, (*warnings, "charset_repaired"))
    raise UnreadableDocument("undecodable", "the text was encoded twice and cannot be restored")


def _undo(run: str, page: str) -> str:
    raw = bytearray()
    for char in run:
        try:
            raw += char.encode(page)
        except UnicodeEncodeError:
            if char > "\xff":
                return run
            raw.append(ord(char))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return run
