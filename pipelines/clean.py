"""Cleaning: every text of an item becomes text as it is stored."""

from __future__ import annotations

from typing import Any, Final

from itemadapter import ItemAdapter

from arnews_crawler.text.clean import clean_body, clean_text

_LINE_FIELDS: Final = ("headline", "teaser", "section", "agency", "site_name", "published_raw")
_LIST_FIELDS: Final = ("authors", "tags")
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


class CleanPipeline:
    """Applies `clean_text` and `clean_body` to the text fields; what is empty afterwards is None or left out.

    A value with U+FFFD is left as it is: cleaning would hide that it was decoded wrongly, and validation
    refuses it.
    """

    def process_item(self, item: Any) -> Any:
        """Clean the item in place and pass it on."""
        adapter = ItemAdapter(item)
        for name in _LINE_FIELDS:
            value = adapter.get(name)
            if isinstance(value, str):
                adapter[name] = _clean_line(value) or ("" if name == "headline" else None)
        body = adapter.get("body")
        if isinstance(body, str) and _REPLACEMENT not in body:
            adapter["body"] = clean_body(body)
        for name in _LIST_FIELDS:
            values = adapter.get(name)
            if values:
                adapter[name] = list(dict.fromkeys(filter(None, map(_clean_line, values))))
        return item


def _clean_line(value: str) -> str:
    return value if _REPLACEMENT in value else clean_text(value)
