"""Bytes of a page to an extracted article: decode and parse once, gather candidates, decide each field."""
