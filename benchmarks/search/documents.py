"""Questions whose answer is one paragraph of a page: the questions are ours, the pages are read where they lie."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from arnews_crawler import extract
from arnews_crawler.text.fold import fold_key

_QUESTIONS: Final = Path(__file__).parent / "questions.jsonl"


@dataclass(frozen=True)
class Question:
    """What is asked, and the number of the paragraph that answers it; half ``a`` is to develop with, ``b`` to hold."""

    text: str
    answer: int
    half: str


@dataclass(frozen=True)
class Collection:
    """Paragraphs, and the questions that they answer."""

    paragraphs: list[str]
    questions: list[Question]

    def asked(self, half: str) -> list[Question]:
        """Return the questions of a half."""
        return [question for question in self.questions if question.half == half]


def paragraph_key(paragraph: str) -> str:
    """Return what tells a paragraph from others without quoting it.

    >>> paragraph_key("قمّة") == paragraph_key("قمة")
    True
    """
    return blake2b(fold_key(paragraph).encode(), digest_size=8).hexdigest()


def read_collection(pages: Path) -> Collection:
    """Read the paragraphs of saved pages; questions whose paragraph is not there are left out.

    :param pages: a folder of pages, ``SITE__NAME.html``.
    """
    paragraphs: list[str] = []
    for page in sorted(pages.glob("*.html")):
        body = extract(page.read_bytes(), f"https://{page.name.split('__')[0]}/page").body
        paragraphs.extend(body.split("\n\n"))
    places: dict[str, int] = {}
    for number, paragraph in enumerate(paragraphs):
        places.setdefault(paragraph_key(paragraph), number)
    questions = []
    for number, line in enumerate(_QUESTIONS.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        if row["paragraph"] in places:
            questions.append(Question(row["question"], places[row["paragraph"]], "ab"[number % 2]))
    return Collection(paragraphs, questions)
