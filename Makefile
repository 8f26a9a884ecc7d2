# The two commands of the README are `make report` and `make test`.
# Each sets up what it needs in .venv, once; nothing is installed elsewhere.

.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.installed


help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(SETUP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version.split()[0]; sys.exit(sys.version_info < (3, 11) and f"Python 3.11 or newer is needed; $(PYTHON) is {v}. Name another: make PYTHON=python3.12")'
	@echo "Setting up $(VENV) from requirements.lock (once; a minute or two) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

report: $(SETUP)  ## execute every notebook in place and draw every figure
	@$(BIN)/jhreport report

test: $(SETUP)  ## run all tests: library, tables, notebooks, figures
	@$(BIN)/python -m pytest

lab: $(SETUP)  ## open JupyterLab on the notebooks
	@$(BIN)/jupyter lab notebooks

format: $(SETUP)  ## format the code
	@$(BIN)/ruff check --fix --quiet src tests tools benchmarks notebooks
	@$(BIN)/ruff format --quiet src tests tools benchmarks notebooks

check: $(SETUP)  ## check code style and the tables, without executing notebooks
	@$(BIN)/ruff check src tests tools benchmarks notebooks
	@$(BIN)/ruff format --check src tests tools benchmarks notebooks
	@$(BIN)/jhreport check

lock:  ## pin the newest versions that pyproject.toml allows (needs uv)
	uv pip compile pyproject.toml --all-extras --universal --generate-hashes --upgrade --quiet \
	  --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 -o requirements.lock

bench: $(SETUP)  ## measure speed, as ratios within one run; of the reader in seconds
	@$(BIN)/python benchmarks/bench.py

clean:  ## remove .venv and what the tools leave behind
	rm -rf $(VENV) dist .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name .ipynb_checkpoints -type d -prune -exec rm -rf {} +

.PHONY: help report test lab format check lock bench clean
