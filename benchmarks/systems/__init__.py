"""Whole sites made by real publishing systems, from texts of the demo newsroom, crawled and compared with the truth."""
