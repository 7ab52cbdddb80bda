"""Why an item goes no further: each reason is an exception that the store turns into a row."""

from __future__ import annotations

from scrapy.exceptions import DropItem


class RejectedItem(DropItem):
    """The item is no article that can be stored; ``code`` and ``detail`` go to ``rejects``."""

    def __init__(self, url: str, code: str, detail: str) -> None:
        # Counted and stored, so the log does not need a warning an item as well.
        super().__init__(f"{code}: {detail}", log_level="DEBUG")
        self.url = url
        self.code = code
        self.detail = detail


class RepeatedItem(DropItem):
    """The article was met before in this run; ``url`` is one more address of the one at ``article_url``."""

    def __init__(self, url: str, article_url: str) -> None:
        super().__init__(f"the article of {article_url} once more", log_level="DEBUG")
        self.url = url
        self.article_url = article_url


class UnstoredItem(DropItem):
    """The file takes nothing any more; that is told once, not once an item."""

    def __init__(self) -> None:
        super().__init__("the database takes nothing any more", log_level="DEBUG")
