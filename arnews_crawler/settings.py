"""Scrapy's settings for every crawl; each differs from Scrapy's default for the reason beside it."""

from __future__ import annotations

import os

from arnews_crawler.version import __version__

BOT_NAME = "arnews"
SPIDER_MODULES = ["arnews_crawler.spiders"]
NEWSPIDER_MODULE = "arnews_crawler.spiders"

# Who asks. A site owner has to be able to reach a person: ARNEWS_CONTACT in the environment is an e-mail
# address or a page of whoever runs the crawl. robots.txt is obeyed for "arnews", whatever stands here.
ARNEWS_CONTACT = os.environ.get("ARNEWS_CONTACT", "").strip()
USER_AGENT = f"arnews/{__version__}" + (f" (+{ARNEWS_CONTACT})" if ARNEWS_CONTACT else "")

# What is stored. The database is also named by the environment variable of the same name.
ARNEWS_DB = os.environ.get("ARNEWS_DB") or "data/arnews.db"
ITEM_PIPELINES = {
    "pipelines.clean.CleanPipeline": 100,
    "pipelines.validate.ValidatePipeline": 200,
    "pipelines.deduplicate.DeduplicatePipeline": 300,
    "pipelines.store.StorePipeline": 400,
}

# One run at a time for a site and a database, also by `scrapy crawl`; and what each run was like, for the judgement
# of its site's health. ARNEWS_HEALTH_IGNORE names fields that a site gave up for good ("teaser tags").
EXTENSIONS = {
    "arnews_crawler.operations.lock_extension.LockExtension": 10,
    "arnews_crawler.operations.vital_signs.VitalSigns": 20,
    # A run that ends asks for nothing more, however long its hosts' delays are.
    "arnews_crawler.politeness.ending.PromptEnd": 30,
}
ARNEWS_HEALTH_IGNORE = ""

# Pages are kept as they came, so that they can be read again when the rules are better. The folder is
# <database>.warc if none is named; a run's file is followed by another one from that size on.
ARNEWS_ARCHIVE = True
ARNEWS_ARCHIVE_DIR = os.environ.get("ARNEWS_ARCHIVE_DIR", "")
ARNEWS_ARCHIVE_MAX_BYTES = 1024**3

# A run that spends more than this share of its time on reading pages has them read by a second process.
ARNEWS_SECOND_READER = True
ARNEWS_SECOND_READER_SHARE = 0.2

# Only public addresses are connected to: the resolver checks the very address that a connection is made to.
ARNEWS_ALLOW_PRIVATE = os.environ.get("ARNEWS_ALLOW_PRIVATE", "").lower() in ("1", "true", "yes")
TWISTED_DNS_RESOLVER = "arnews_crawler.politeness.resolver.PublicResolver"
DOWNLOAD_HANDLERS = {
    "http": "arnews_crawler.politeness.handler.PublicDownloadHandler",
    "https": "arnews_crawler.politeness.handler.PublicDownloadHandler",
    # A site may name file:///etc/passwd in its sitemap; nothing but HTTP is ever asked for.
    "file": None,
    "ftp": None,
    "s3": None,
    "data": None,
}
# Through a proxy the proxy resolves the names, so that the check above would see its address alone. Who needs
# one sets this to True and takes that on.
HTTPPROXY_ENABLED = False
# Scrapy verifies no certificate by default.
DOWNLOAD_VERIFY_CERTIFICATES = True

# Requests stay on the site and obey robots.txt; both middlewares say what Scrapy's own let through.
ROBOTSTXT_OBEY = True
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    # Last of all: what comes is what the spider reads.
    "arnews_crawler.spiders.read_ahead.ReadAheadMiddleware": 40,
    "arnews_crawler.politeness.scope.SiteScopeMiddleware": 50,
    # What `arnews withhold` named; before robots.txt is asked for it.
    "arnews_crawler.politeness.withheld.WithheldMiddleware": 60,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "arnews_crawler.politeness.robots.RobotsMiddleware": 100,
    # Between decompression and redirects: the archive keeps a body as it was transferred.
    "arnews_crawler.politeness.raw_body.RawBodyMiddleware": 595,
    # Of a cut or damaged gzip Scrapy hands on what it could read.
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "arnews_crawler.politeness.encodings.UnpackMiddleware": 590,
    # Tests whether a person asks; before a refresh of theirs is followed (580).
    "arnews_crawler.politeness.challenge.ChallengeMiddleware": 585,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "arnews_crawler.politeness.redirects.RefreshMiddleware": 580,
    # `javascript:`, line breaks and passwords in a Location; before it is followed (600).
    "arnews_crawler.politeness.redirects.RedirectGuard": 610,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "arnews_crawler.politeness.cookies.HomeCookiesMiddleware": 700,
    # After all that sets headers: secrets are for one host.
    "arnews_crawler.politeness.credentials.CredentialsMiddleware": 760,
    # 429 and Retry-After; before Scrapy's retries (550), which would ask again at once.
    "arnews_crawler.politeness.rest.RestMiddleware": 560,
}
REDIRECT_MAX_TIMES = 8
# News front pages reload themselves by a refresh of a minute or five; only an immediate one is a redirect.
METAREFRESH_MAXDELAY = 5

# Polite pace: one request at a time on average, as fast as the site answers. The spider lifts it for a site
# on this very machine.
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 30.0
DOWNLOAD_DELAY = 0.5
CONCURRENT_REQUESTS_PER_DOMAIN = 4

# Bounds of one answer. Scrapy's are a gigabyte and three minutes.
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
DOWNLOAD_TIMEOUT = 60
DNS_TIMEOUT = 20
# 429 is no accident that goes away within a second; asking again at once is what it complains about.
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]
# A page that cannot be had is a reject with a reason; it is no error of the crawl.
RETRY_GIVE_UP_LOG_LEVEL = "INFO"

# Articles need no session, and a session's addresses are one more spelling of each page.
COOKIES_ENABLED = False
# Arabic first, for sites that choose their edition by it.
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "ar,en;q=0.3",
}

# What is due is decided by the crawl's own memory (table urls); a second cache would only disagree with it.
HTTPCACHE_ENABLED = False
# Both open a port that runs code, and the second writes files into the home folder.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# Items go through pure functions and into a buffer; holding a hundred at once gains nothing.
CONCURRENT_ITEMS = 16
# Scrapy logs each request and item at DEBUG, which costs more than parsing them.
LOG_LEVEL = "INFO"
LOGSTATS_INTERVAL = 300.0
# It parses the spider's source anew for nearly each page: what it remembers is forgotten with each bound method.
WARN_ON_GENERATOR_RETURN_VALUE = False
# Dropped items are counted and stored with their reason.
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"
MEMUSAGE_LIMIT_MB = 1024
# -O out.jsonl is read by people: Arabic as Arabic, not as \u escapes.
FEED_EXPORT_ENCODING = "utf-8"
