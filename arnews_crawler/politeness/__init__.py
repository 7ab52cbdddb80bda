"""The downloader side: what may be asked of which host, and when."""
