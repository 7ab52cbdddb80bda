"""``python -m arnews_crawler``: the same as ``arnews``."""

from arnews_crawler.cli import main

if __name__ == "__main__":
    main()
