"""Measurements of arnews beside other extractors; nothing here is shipped in the package."""
