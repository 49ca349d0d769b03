# Kennisbank: `make demo` shows it, `make test` tests it. Needs Python 3.11 or later and make, nothing else.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
READY := .venv/.ready
MANAGE := PORT=$(PORT) $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help demo demo-data test lint format bench prove messages lock clean

help: ## show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(READY): requirements/dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $(READY)

demo: demo-data ## install, build and serve a site with content (PORT=8000)
	@echo
	@echo "  Kennisbank    http://localhost:$(PORT)/"
	@echo "  Editors       http://localhost:$(PORT)/admin/    user: redacteur    password: kennisbank"
	@echo "  Stop with Ctrl-C."
	@echo
	@DJANGO_SETTINGS_MODULE=kennisbank.settings.dev PORT=$(PORT) $(BIN)/gunicorn kennisbank.wsgi --bind 127.0.0.1:$(PORT) --worker-class gthread --threads 4 --log-level warning

demo-data: $(READY) ## the same without serving
	@$(MANAGE) compile_translations
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo
	@$(MANAGE) rebuild_search

test: $(READY) ## run the tests, on PostgreSQL too when TEST_POSTGRESQL_URL is set
	@$(MANAGE) compile_translations
	$(PYTEST) -n auto --dist loadscope -m "not elasticsearch_cluster and not alone"
	@# They fork and kill processes, so no worker of another test may be about.
	$(PYTEST) -m alone
	@if [ -n "$$TEST_POSTGRESQL_URL" ]; then \
	  echo "The same tests on PostgreSQL:"; \
	  TEST_DATABASE_URL="$$TEST_POSTGRESQL_URL" $(PYTEST) -n auto --dist loadscope \
	    -m "not browser and not elasticsearch_cluster and not alone" || exit; \
	fi; \
	if [ -n "$$TEST_ELASTICSEARCH_CLUSTER$$CI" ]; then \
	  echo "A node of a cluster dies:"; \
	  TEST_DATABASE_URL="$$TEST_POSTGRESQL_URL" $(PYTEST) -m elasticsearch_cluster; \
	fi

lint: $(READY) ## check style, types, layers, templates, migrations and translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy home knowledge search editorial embed plone_import kennisbank manage.py
	$(BIN)/lint-imports
	$(BIN)/djhtml --check --tabwidth 2 home knowledge search editorial embed plone_import kennisbank
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check_translations

format: $(READY) ## put source and templates in their form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djhtml --tabwidth 2 home knowledge search editorial embed plone_import kennisbank

bench: $(READY) ## measure what we claim about speed
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.search --documents 10000

prove: $(READY) ## the long proofs: more rounds of benchmarks and faults, more random trees of pages
	$(BIN)/python -m benchmarks --full
	$(BIN)/python -m benchmarks.search --documents 10000
	$(BIN)/python -m benchmarks.search --documents 100000
	KILL_EVERY_STEP=1 FAULT_ROUNDS=10 TEST_DATABASE_URL="$$TEST_POSTGRESQL_URL" \
	  $(PYTEST) -q tests/search/test_killed.py tests/search/test_cluster.py
	PROPERTY_EXAMPLES=40 $(PYTEST) -q tests/test_visibility_everywhere.py

messages: $(READY) ## bring the translation files up to date with the source (needs gettext)
	$(MANAGE) extract_translations
	@$(MANAGE) compile_translations

lock: $(READY) ## pin the requirements again, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade -o requirements/production.txt
	$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade -o requirements/dev.txt

clean: ## remove what was installed and made
	rm -rf .venv var
