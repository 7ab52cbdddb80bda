"""Fold keys of lines, remembered: a site's pages share their menus, names and headlines' spellings."""

from __future__ import annotations

from functools import lru_cache

from arnews_crawler.text.fold import fold_key

line_key = lru_cache(maxsize=8192)(fold_key)
"""`fold_key` for short lines that are asked for again and again. Long text goes to `fold_key` itself."""
