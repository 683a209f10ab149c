# Targets of the house; `make` alone lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PORT ?= 8000
START_IN ?= 60
ROUNDS ?= 6
ROUND_SECONDS ?= 60
CHANGEOVER_SECONDS ?= 15
SEED ?= 1
# Processes that test side by side, a file of tests each; many tests wait for a clock.
WORKERS ?= 3
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo run test check types lint imports messages lock clean requirements

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

# What the machine must bring; each complaint is one line.
PYTHON_IS = $(shell $(PYTHON) -c 'import sys; print("old" if sys.version_info < (3, 11) else "fine")' 2>/dev/null)
NODE_IS = $(shell node -e 'console.log(process.versions.node.split(".")[0] < 20 ? "old" : "fine")' 2>/dev/null)
requirements:
	$(if $(filter fine,$(PYTHON_IS)),,$(error Tischwechsel needs Python 3.11 or newer; here is $(or $(shell $(PYTHON) -V 2>&1),none)))
	$(if $(filter fine,$(NODE_IS)),,$(error Tischwechsel needs Node.js 20 or newer for its browser client; here is $(or $(shell node -v 2>/dev/null),none)))
	$(if $(shell command -v npm),,$(error Tischwechsel needs npm, which comes with Node.js; there is none here))
	@:

# Exactly what was tried, by hash; then the service itself, which brings nothing along.
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check

.make/python: pyproject.toml requirements.lock | requirements
	@echo "Setting up .venv (once, one or two minutes) ..."
	@$(PYTHON) -m venv .venv
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@mkdir -p .make && touch $@

.make/development: pyproject.toml requirements-dev.lock .make/python
	@$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@

.make/npm: package.json package-lock.json | requirements
	@npm ci --no-audit --no-fund --loglevel=error
	@mkdir -p .make && touch $@

CLIENT := $(wildcard webapp/static/*.* webapp/static/js/* webapp/static/css/* webapp/*/static/*.* webapp/*/static/*/*) webapp/browser_client/build.mjs
.make/browser-client: $(CLIENT) .make/npm
	@node webapp/browser_client/build.mjs
	@mkdir -p .make && touch $@

PO := $(wildcard webapp/translations/*/LC_MESSAGES/*.po webapp/*/translations/*/LC_MESSAGES/*.po)
.make/translations: $(PO) .make/python
	@$(BIN)/python -m webapp.messages compile
	@touch $@

.PHONY: setup
setup: .make/python .make/browser-client .make/translations ## Install everything the service needs into .venv

demo: setup ## An evening with people in it, in about a minute (PORT START_IN ROUNDS ROUND_SECONDS CHANGEOVER_SECONDS SEED)
	@$(BIN)/tischwechsel demo --port $(PORT) --start-in $(START_IN) --rounds $(ROUNDS) --round-seconds $(ROUND_SECONDS) --changeover-seconds $(CHANGEOVER_SECONDS) --seed $(SEED)

run: setup ## The service on 127.0.0.1:8000, with a database of its own
	@$(BIN)/tischwechsel upgrade && $(BIN)/tischwechsel run --port $(PORT)

test: setup .make/development ## Everything that must be true: checks and tests (needs Debian's chromium for the browser part)
	@$(MAKE) --no-print-directory check
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not crowded"
	@$(BIN)/pytest -n 2 --dist loadfile -m crowded

check: .make/development .make/npm ## Lint, types (the browser client's too), import contracts
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy --strict -p plaintext -p matching -p scheduler && $(BIN)/mypy -p webapp -p rehearsal -p commandline
	@node_modules/.bin/tsc --project tsconfig.json
	@$(BIN)/lint-imports

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
lock: .make/development ## Take the newest libraries that pyproject.toml allows into the lock files
	@$(LOCK) --upgrade --extra setup --output-file requirements.lock pyproject.toml
	@$(LOCK) --upgrade --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

messages: .make/development ## Collect what must be translated into webapp/*/translations
	@$(BIN)/python -m webapp.messages collect

clean: ## Remove what was installed and built, keep instance/
	@rm -rf .venv node_modules .make webapp/static/built .mypy_cache .ruff_cache .pytest_cache .hypothesis
