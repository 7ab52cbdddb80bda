"""Run as a script: `run_crawl` in a process of its own; JSON comes in on stdin and goes out on stdout."""

from __future__ import annotations

import json
import sys

from arnews_crawler.article import Article
from arnews_crawler.operations.crawl import run_crawl


def main() -> None:
    task = json.load(sys.stdin)
    articles: list[str] = []

    def keep(article: Article) -> None:
        articles.append(article.url)

    outcome = run_crawl(task["spiders"], task["arguments"], task["settings"], on_article=keep)
    answer = {
        "exit_code": int(outcome.exit_code),
        "reason": outcome.reason,
        "notes": outcome.notes,
        "articles": articles,
    }
    sys.stdout.write(json.dumps(answer))
    sys.exit(outcome.exit_code)


if __name__ == "__main__":
    main()
