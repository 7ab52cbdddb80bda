"""How fast a site is crawled, and how little a second run asks for, beside bare Scrapy and other crawlers."""
