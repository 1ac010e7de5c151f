# Everything a newcomer needs:  make run   make test   make check
# A machine needs only Python 3.11 (or newer), make and a network. See CONTRIBUTING.md.

PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13 python3.14; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { command -v $$name; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PYTEST := $(BIN)/pytest -q -n 2 --dist worksteal
ABOVE_THE_CORE := tests/kit tests/config tests/concepts tests/doors tests/faults
export PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run setup frontend test test-core test-sqlite test-postgresql test-architecture test-browser check format lock bench clean

run: setup  ## Northing with the demo company on http://127.0.0.1:8000 (PORT= another)
	@$(BIN)/northing serve --demo

setup: $(VENV)/.installed frontend  ## prepares .venv, with the command `northing` in it

$(VENV)/.created:
	@test -n "$(PYTHON)" || { echo "Northing needs Python 3.11 or newer; none was found."; exit 1; }
	@echo "Creating $(VENV) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing (Debian: apt install python3-venv)."; exit 1; }
	@touch $@

$(VENV)/.packages: $(VENV)/.created requirements-dev.txt requirements-node.txt
	@echo "Installing the packages of requirements-dev.txt ..."
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@$(BIN)/python build_frontend.py --node 2>/dev/null || { echo "No Node.js 20 here: installing one into $(VENV) ..."; \
		$(BIN)/python -m pip install --quiet --require-hashes -r requirements-node.txt; }
	@touch $@

$(VENV)/.installed: $(VENV)/.packages pyproject.toml
	@$(BIN)/python build_frontend.py
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

frontend: $(VENV)/.installed  ## what the browser gets; only if a source has changed
	@$(BIN)/python build_frontend.py

test: test-core test-sqlite test-postgresql test-architecture test-browser  ## all tests, on both databases
	@echo "All tests passed."

test-core: setup  ## the rules alone, without Django
	$(PYTEST) -p no:django tests/core

test-sqlite: setup  ## everything above the rules, on SQLite
	$(PYTEST) --database sqlite $(ABOVE_THE_CORE)

# Who may what is a rule of the core, and what each reader sees is asked of both databases by tests/concepts. The table of
# every address and every role, and what pages do with texts, are not the database's business once more.
test-postgresql: setup  ## the same on PostgreSQL, but for the table of every address and every role
	$(PYTEST) --database postgresql $(ABOVE_THE_CORE) --ignore=tests/doors/matrix

test-architecture: setup  ## the contracts between floors and rooms
	$(PYTEST) tests/architecture

test-browser: setup  ## journeys in Chromium, where there is one
	@if $(BIN)/python -m tests.browser; then $(BIN)/pytest -q -n 3 --dist worksteal tests/browser; \
	else echo "Chromium was not found: the browser tests are left out."; fi

check: setup  ## style, types, templates, contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet src/northing/web
	$(BIN)/lint-imports --no-logo
	@echo "All checks passed."

format: setup  ## puts the code into its form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

lock: setup  ## writes requirements*.txt and package-lock.json anew from pyproject.toml and package.json
	$(BIN)/python lock.py

bench: setup  ## the figures the papers quote
	$(BIN)/python -m bench

clean:  ## removes what was built, not your data
	rm -rf $(VENV) node_modules src/northing/web/static/northing .mypy_cache .ruff_cache .pytest_cache .hypothesis
