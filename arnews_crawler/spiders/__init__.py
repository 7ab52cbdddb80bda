"""The spiders: one file a site, and what every news spider does."""
