"""Fold keys of lines, remembered: a site's pages share their menus, names and headlines' spellings."""

from __future__ import annotations

from functools import lru_cache

from arnews_crawler.text.fold import fold_key, fold_text, join_folded

from .blocks import Block
from .phrases import LONGEST_BOILERPLATE, is_boilerplate_line, may_match

line_key = lru_cache(maxsize=8192)(fold_key)
"""`fold_key` for short lines that are asked for again and again. Long text goes to `fold_key` itself."""


def key_of(block: Block) -> str:
    """A block's folded text, worked out once."""
    if block.key is None:
        block.key = fold_text(block.text)
    return block.key


def boilerplate_of(block: Block) -> str | None:
    """The kind of boilerplate that a block is (`is_boilerplate_line`), or None for text."""
    if block.size > LONGEST_BOILERPLATE or not may_match(block.text):
        return None
    return is_boilerplate_line(key_of(block), block.size)


def joined_key(block: Block) -> str:
    """A block's `fold_key`, from its folded text."""
    return join_folded(key_of(block))
