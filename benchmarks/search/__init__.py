"""How well and how fast articles are found: `python -m benchmarks.search`."""
