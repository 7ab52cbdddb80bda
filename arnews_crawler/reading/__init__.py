"""Reading one page, in the crawl's process or in a second one: bytes and hints in, what the page is out."""
