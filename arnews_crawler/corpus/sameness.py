"""Whether a later look at an article says what is stored of it."""

from __future__ import annotations

import sqlite3
from typing import Final

from arnews_crawler.article import Article
from arnews_crawler.corpus.keys import content_hash
from arnews_crawler.corpus.records import article_to_row, without_credentials
from arnews_crawler.corpus.told_teasers import keep_told_teaser

_STORED: Final = """
    SELECT headline, teaser, body, evidence, content_hash FROM articles
    WHERE id = coalesce(
        (SELECT id FROM articles WHERE url = :url), (SELECT article_id FROM urls WHERE url = :url))
"""


def is_stored(connection: sqlite3.Connection, url: str, article: Article) -> bool:
    """Return whether headline, teaser and body of the article at an address are, letter for letter, those given.

    :param connection: one whose rows have their columns by name.
    """
    row = connection.execute(_STORED, {"url": without_credentials(url)}).fetchone()
    if row is None:
        return False
    new = article_to_row(article)
    new["content_hash"] = content_hash(article.headline, article.teaser, article.body)
    return bool(keep_told_teaser(row, new)["content_hash"] == row["content_hash"])
