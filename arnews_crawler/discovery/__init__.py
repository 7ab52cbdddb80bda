"""Where a site announces articles: addresses, sitemaps, feeds and listings, as pure functions."""
