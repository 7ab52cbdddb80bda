# Everything lives in .venv, which is made when it is first needed. `make PYTHON=python3.12 install` takes
# another Python; `make test ARGS="tests/cli --no-cov"` runs some of the tests.

PYTHON ?= python3
UV ?= uv
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALLED := $(VENV)/.installed
BENCH_INSTALLED := $(VENV)/.installed-bench
DOCS_INSTALLED := $(VENV)/.installed-docs
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

.DEFAULT_GOAL := help
.PHONY: help install demo test screenshots chaos soak lint docs bench crawling systems lock clean

help:
	@echo 'make demo      crawl the demo newsroom into data/demo.db and compare with its truth'
	@echo 'make install   what demo does first: arnews and its packages into .venv, .venv/bin/arnews'
	@echo 'make test      the tests, with coverage'
	@echo 'make screenshots  the pictures of docs/images, with Chromium; ARGS=--all takes every page, into build/screenshots'
	@echo 'make chaos     crawl the hostile newsroom, all faults, and write docs/faults.md; takes some minutes'
	@echo 'make soak      a month of hourly cron runs against a newsroom that lives; takes half an hour or more'
	@echo 'make lint      ruff, mypy, the import rules'
	@echo 'make docs      the documentation as a site, in build/site'
	@echo 'make bench     extraction against other libraries, on real pages if there are any'
	@echo 'make crawling  a crawl beside bare Scrapy and others, and what second runs ask for'
	@echo 'make systems   publish with real systems (WordPress, Ghost, Hugo, Next ...), crawl, compare; takes an hour'
	@echo 'make lock      the lock files anew from pyproject.toml; UPGRADE=--upgrade takes newer versions'

install: $(INSTALLED)

$(INSTALLED): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'arnews needs Python 3.11 or newer, and $(PYTHON) is none;' \
	       'name one: make PYTHON=/path/to/python3.12 install' >&2; exit 1; }
	@echo 'installing into $(VENV), once'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --no-deps --require-hashes -r requirements/dev.txt
	@PYTHONWARNINGS=ignore $(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(BENCH_INSTALLED): requirements/bench.txt $(INSTALLED)
	@echo 'installing the libraries to compare with, once'
	@$(PIP) install --no-deps --require-hashes -r requirements/bench.txt
	@touch $@

$(DOCS_INSTALLED): requirements/docs.txt $(INSTALLED)
	@echo 'installing what makes the site, once'
	@$(PIP) install --no-deps --require-hashes -r requirements/docs.txt
	@touch $@

demo: $(INSTALLED)
	@$(BIN)/arnews demo

# Hundreds of tests start a Python of their own, which would compile all modules anew where none may be kept.
test chaos: export PYTHONDONTWRITEBYTECODE :=

# --cov would take a path that follows it for its own.
test: $(INSTALLED)
	$(BIN)/python -m pytest $(if $(filter -n%,$(ARGS)),,-n 2 --dist worksteal) --cov --cov-config=pyproject.toml $(ARGS)

screenshots: $(INSTALLED)
	@$(BIN)/python -m tests.web.screenshots $(ARGS)

chaos: $(INSTALLED)
	@rm -f build/chaos.jsonl && mkdir -p build
	CHAOS_RESULTS=$(CURDIR)/build/chaos.jsonl CHAOS_KILLS=50 $(BIN)/python -m pytest -m chaos --no-cov tests/chaos $(ARGS); \
	  status=$$?; $(BIN)/python -m tests.chaos.report build/chaos.jsonl docs/faults.md && exit $$status

soak: $(INSTALLED)
	@$(BIN)/python -m benchmarks.soak.clock || { [ "$$(id -u)" = 0 ] && command -v apt-get && \
	  apt-get install --yes --quiet faketime; } >/dev/null 2>&1 || true
	$(BIN)/python -m benchmarks.soak $(ARGS)

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# NO_MKDOCS_2_WARNING: mkdocs.yml says what the notice says. Not --quiet: it would hide warnings from --strict too.
docs: $(DOCS_INSTALLED)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict $(ARGS)
	@echo 'build/site/index.html; its search needs a server: $(BIN)/python -m http.server -b 127.0.0.1 -d build/site 8002'

bench: $(BENCH_INSTALLED)
	$(BIN)/python -m benchmarks.extraction $(ARGS)

crawling: $(BENCH_INSTALLED)
	$(BIN)/python -m benchmarks.crawling $(ARGS)
	$(BIN)/python -m benchmarks.crawling.split

systems: $(INSTALLED)
	$(BIN)/python -m benchmarks.systems $(ARGS)

lock:
	@command -v $(UV) >/dev/null || { \
	  echo 'make lock needs uv: pip install uv, or make UV=/path/to/uv lock' >&2; exit 1; }
	$(COMPILE) $(UPGRADE) pyproject.toml -o requirements/core.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --group dev --all-extras -c requirements/core.txt -o requirements/dev.txt
	$(COMPILE) $(UPGRADE) pyproject.toml --group dev --group bench --all-extras -c requirements/dev.txt \
	  -o requirements/bench.txt
	$(COMPILE) $(UPGRADE) --group docs -c requirements/bench.txt -o requirements/docs.txt

clean:
	rm -rf $(VENV) build dist htmlcov .coverage* *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
