# The only door: every command makes its own environment first.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

# Spark needs Java, and is large: it has a target of its own.
.PHONY: demo test test-deep test-spark types lint contracts check coverage bench mutate deletions ledger clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	@touch $@

demo: $(VENV)/.installed
	@$(BIN)/egovdocs demo

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n auto -m 'not deep'

test-deep: $(VENV)/.installed
	$(BIN)/python -m pytest -n auto -m deep

test-spark: $(VENV)/.installed
	@if command -v java > /dev/null; then \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[spark]' && \
		$(BIN)/python -m pytest -m deep tests/unit/test_bulk_spark.py; \
	else echo "no Java here: the tests of Spark are not run"; fi

types: $(VENV)/.installed
	$(BIN)/python -m mypy

lint: $(VENV)/.installed
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .

contracts: $(VENV)/.installed
	$(BIN)/lint-imports

coverage: $(VENV)/.installed
	$(BIN)/python -m pytest -n auto -m 'not deep' --cov --cov-report=term-missing

check: test types lint contracts

bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks

mutate: $(VENV)/.installed
	$(BIN)/python scripts/mutate.py --tests

deletions: $(VENV)/.installed
	$(BIN)/python scripts/prove_deletions.py

ledger: mutate
	$(BIN)/python scripts/fill_ledger.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
