"""Running crawls: what they are given, how they end, what they say meanwhile."""
