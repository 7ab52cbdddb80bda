"""What can be wrong with a page: every way in which extraction refuses one, with the code that ``rejects`` stores."""

from __future__ import annotations


class ExtractionError(Exception):
    """A page gives no article. ``code`` is stable and counted; ``detail`` is for a person.

    >>> raise NotAnArticle("stub", "12 letters of text")
    Traceback (most recent call last):
    arnews_crawler.extraction.errors.NotAnArticle: stub: 12 letters of text
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail

    def __reduce__(self) -> tuple[type[ExtractionError], tuple[str, str]]:
        return type(self), (self.code, self.detail)


class UnreadableDocument(ExtractionError):
    """The bytes are no readable HTML page.

    Codes: ``empty_document``, ``not_html`` (an image, a PDF, JSON, any binary), ``undecodable`` (no charset
    gives plausible text), ``too_large``, ``too_many_attributes``, ``unparsable``.
    """


class NotAnArticle(ExtractionError):
    """The page is readable, but no news article.

    Codes: ``no_headline``, ``no_body``, ``stub``, ``listing``, ``home``, ``service_page``, ``tag``, ``author``,
    ``search``, ``video``, ``gallery``,
    ``live_blog``, ``login``, ``paywall``, ``captcha``, ``soft_404``, ``other_language``.
    """
