# Everything runs in .venv, made from the locked dependencies. Only python3 (3.11 or later) and make must be there.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PARALLEL := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
export PIP_ROOT_USER_ACTION := ignore
# Python keeps what it compiles: otherwise every dbt compiles its imports anew, for 3 s, and Great Expectations for 6.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help build test test-long test-engines test-duckdb-1.5 bench bench-large lint format dashboard lock clean

help:  ## Say what can be made
	@awk -F ':.*## ' '/^[a-z0-9.-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(VENV)/installed  ## Set up, run dbt build, say what there is
	@$(BIN)/seller-sla build

test: $(VENV)/installed-dev  ## Run every test
	@$(BIN)/python -m pytest $(PARALLEL)

test-long: $(VENV)/installed-engines  ## Run the long form of tests that are run short otherwise
	@$(BIN)/python -m pytest $(PARALLEL) -m long

test-engines: $(VENV)/installed-engines $(VENV)/installed-duckdb-1.5  ## Build on PostgreSQL, Spark and DuckDB 1.5, compare
	@$(BIN)/python -m pytest $(PARALLEL) -m 'engines and not long' tests/python/engines

test-duckdb-1.5: $(VENV)/installed-dev $(VENV)/installed-duckdb-1.5  ## Build on DuckDB 1.5, compare with the locked DuckDB
	@$(BIN)/python -m pytest -m engines tests/python/engines/test_older_duckdb.py

bench: $(VENV)/installed-engines  ## Measure builds of 100,000 and 1,000,000 orders, and what others take
	@$(BIN)/python -m benchmarks

bench-large: $(VENV)/installed-engines  ## The same with 10,000,000 orders; hours, and 60 GB of disk
	@$(BIN)/python -m benchmarks --large --compare

lint: $(VENV)/installed-dev  ## Check style and types: ruff, mypy, sqlfluff
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/sqlfluff lint --nocolor --disable-progress-bar models tests/data

format: $(VENV)/installed-dev  ## Mend what the linters can mend
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet
	@$(BIN)/sqlfluff fix --nocolor --disable-progress-bar models tests/data

dashboard: $(VENV)/installed  ## Open the app; build first if nothing is published
	@$(BIN)/seller-sla dashboard

lock:  ## Resolve the dependencies anew (needs uv)
	@scripts/lock.sh

clean:  ## Remove the warehouse and what dbt wrote; .venv stays
	rm -rf warehouse target logs

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "seller_sla needs Python 3.11 or later; $(PYTHON) is older. Name another: make build PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "Could not make $(VENV): on Debian and Ubuntu, install the package python3-venv." >&2; exit 1; }

# The stamps are written last, so an interrupted installation is taken up again.
$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the locked dependencies into $(VENV) (a minute or two)"
	@$(PIP) install --require-hashes --no-deps --no-compile -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	@echo "Installing what tests and linters need"
	@$(PIP) install --require-hashes --no-deps --no-compile -r requirements-dev.lock
	@touch $@

$(VENV)/installed-engines: requirements-engines.lock $(VENV)/installed-dev
	@echo "Installing what PostgreSQL and Spark need (half a gigabyte)"
	@$(PIP) install --require-hashes --no-deps --no-compile -r requirements-engines.lock
	@touch $@

# Not instead of the locked DuckDB: a folder that a test puts before it.
$(VENV)/installed-duckdb-1.5: requirements-duckdb-1.5.lock $(VENV)/installed-dev
	@echo "Installing DuckDB 1.5 beside the locked one"
	@rm -rf $(VENV)/duckdb-1.5
	@$(PIP) install --require-hashes --no-deps --no-compile --target $(VENV)/duckdb-1.5 -r requirements-duckdb-1.5.lock
	@touch $@
