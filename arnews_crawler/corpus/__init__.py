"""The corpus file: one SQLite database of articles, their revisions, and what the crawls knew and did."""
