"""What happens to an article between spider and file: clean (100), validate (200), deduplicate (300), store
(400).

One job a file, thin: text is dealt with in `arnews_crawler.text`, the file in `arnews_crawler.corpus`.
"""
