# Everything a person needs to know is printed by `make help`.

PYTHON ?= python3
WORKERS ?= 2

VENV := .venv
BIN := $(VENV)/bin
# The stamps tell what is installed; they are older than pyproject.toml if that has changed.
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
# Development tools include all that the demo needs, so they are not taken away again.
READY := $(if $(wildcard $(DEV)),$(DEV),$(RUNTIME))

WORKSPACES := $(notdir $(patsubst %/,%,$(sort $(wildcard journeys/*/))))
# -qq leaves errors only; the version check is a request that tells us nothing.
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# All tests of a file run in one process, so that what they share, such as the browser or the wheel, is made once.
PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

export PYTHON
# Compiled modules are kept: the tests start the command many times.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: help demo dev test lint format types imports unit docs gallery bench fuzz accept clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '%-14s %s\n' "$$name" "$$text"; done

demo: $(READY) ## Build the report of every workspace under journeys/ into build/
	@set -eu; for name in $(WORKSPACES); do \
		echo "==> journeymap build journeys/$$name -o build/$$name"; \
		$(BIN)/journeymap build "journeys/$$name" -o "build/$$name" >/dev/null; done
	@echo; echo "Open in a browser:"; for name in $(WORKSPACES); do \
		for page in build/$$name/*.html; do echo "  $(CURDIR)/$$page"; done; done

dev: $(DEV) ## Install the project and the development tools into .venv

test: $(DEV) lint types imports unit ## Run all checks and all tests

lint: $(DEV) ## Check style and formatting
	@echo "==> ruff check"; $(BIN)/ruff check --quiet
	@echo "==> ruff format --check"; $(BIN)/ruff format --check --quiet

types: $(DEV) ## Check the types
	@echo "==> mypy --strict"; $(BIN)/mypy --no-error-summary

imports: $(DEV) ## Check that each layer imports only the layers below it
	@echo "==> lint-imports"; out=$$($(BIN)/lint-imports 2>&1) || { echo "$$out"; exit 1; }

unit: $(DEV) ## Run the tests, with those of the wheel, in the browser and in LibreOffice
	@tools/system-packages chromium office
	@echo "==> pytest"; $(PYTEST)

format: $(DEV) ## Format the code and put right what can be put right by itself
	@echo "==> ruff format"; $(BIN)/ruff check --quiet --fix-only && $(BIN)/ruff format --quiet

docs: $(DEV) ## Write the reference pages from the code into build/reference
	@$(BIN)/python tools/reference.py build/reference

gallery: $(DEV) ## Draw every view of every example, and awkward cases, into build/gallery
	@echo "==> python -m tools.gallery build/gallery"; $(BIN)/python -m tools.gallery build/gallery

bench: $(DEV) ## Measure the parts; only the reports: ONLY=report; quickly: QUICK=1; the planner: PSPLIB=DIR, LIMIT=N
	@echo "==> bench"; $(BIN)/python tools/bench.py $(if $(QUICK),--quick) $(if $(ONLY),--only "$(ONLY)") $(if $(PSPLIB),--psplib "$(PSPLIB)") $(if $(LIMIT),--limit "$(LIMIT)")

fuzz: $(DEV) ## Run the property tests for long, with new examples
	@echo "==> pytest -m hypothesis --hypothesis-profile=fuzz"; $(PYTEST) -m hypothesis --hypothesis-profile=fuzz

accept: $(DEV) ## Accept the present output as the golden files
	@echo "==> pytest with ACCEPT=1"; ACCEPT=1 $(PYTEST)
	@git status --short tests docs/images

clean: ## Remove what was built and installed
	@echo "==> clean"; rm -rf build dist $(VENV) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@tools/system-packages venv
	@echo "==> $(PYTHON) -m venv $(VENV)"; $(PYTHON) -m venv $(VENV)

$(RUNTIME): pyproject.toml constraints.txt | $(BIN)/python
	@echo "==> pip install -e ."; $(PIP) install -e . -c constraints.txt
	@touch $@

$(DEV): pyproject.toml constraints.txt | $(BIN)/python
	@echo "==> pip install -e '.[dev]'"; $(PIP) install -e '.[dev]' -c constraints.txt
	@touch $(RUNTIME) $@
