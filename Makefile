.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BROWSER := chromium fontconfig fonts-noto-cjk
JAVA := default-jre-headless

help:  ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# One stamp per requirement file: a changed lock installs again, an unchanged one costs nothing.
$(VENV)/core.stamp: requirements/core.txt requirements/build.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/core.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/core.stamp
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	touch $@

# The browser that looks at the site, where this machine lets us install it; elsewhere its tests say what is missing.
$(VENV)/browser.stamp: | $(VENV)/dev.stamp
	{ command -v chromium && fc-list :lang=zh | grep -q .; } > /dev/null 2>&1 \
		|| { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(BROWSER) > /dev/null; } \
		|| echo "These packages could not be installed, so the tests of the site will be skipped: $(BROWSER)" >&2
	touch $@

# Spark, and the Java that it runs on. Its lock is resolved with the environment's own, and holds only what that lacks. It
# lies beside the environment: where they find PySpark, Great Expectations and pandera load it, at every start.
$(VENV)/spark.stamp: tests/spark/requirements.txt $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet --upgrade --no-deps --require-hashes --target $(VENV)/spark -r tests/spark/requirements.txt
	command -v java > /dev/null \
		|| { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(JAVA) > /dev/null; } \
		|| echo "This package could not be installed, so the tests on Spark will be skipped: $(JAVA)" >&2
	touch $@

build: $(VENV)/core.stamp  ## Set up and publish warehouse/policy.duckdb from the shipped documents
	$(BIN)/policydw build

test: $(VENV)/dev.stamp $(VENV)/browser.stamp $(VENV)/spark.stamp  ## Set up and run the whole test suite
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/dev.stamp  ## Check style, types and SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint dbt_project/models dbt_project/tests dbt_project/macros
	$(BIN)/sqlfluff lint --dialect sparksql --rules references.quoting dbt_project/models dbt_project/tests

test-clients: $(VENV)/dev.stamp  ## Try the file with the tools of docs/clients, Superset among them, each in its own environment
	$(BIN)/python -m pytest -o addopts=-ra tests/clients

test-spark: $(VENV)/spark.stamp  ## Extract and build on a Spark cluster of three processes, and kill a worker in between
	$(BIN)/python -m pytest tests/spark/on_a_cluster.py

quality: $(VENV)/core.stamp  ## Write the pages on the rules of extraction and how well they read
	$(BIN)/policydw evaluate --page docs/extraction-quality.md
	$(BIN)/policydw rules --page docs/rules.md

docs: $(VENV)/dev.stamp  ## Run the examples in the pages and write their outputs anew
	$(BIN)/python -m tests.docs.examples

answers: $(VENV)/dev.stamp  ## Keep the answers to the questions on the shipped documents anew
	$(BIN)/python -m tests.questions.answers

dbt-docs: $(VENV)/core.stamp  ## Write dbt's own pages on models, tests and lineage as one file
	cd dbt_project && DBT_TARGET=published ../$(BIN)/dbt --quiet docs generate --static
	@echo dbt_project/target/static_index.html

structure: $(VENV)/dev.stamp  ## Count where the dbt project breaks its own rules
	$(BIN)/python -m tests.dbt.show_structure

# Everything that may go wrong, at full count: hours on two cores. COUNT=20 kills, publishes, hammers less.
COUNT ?= 200
torture: $(VENV)/dev.stamp  ## Try to break publishing at full count (hours; COUNT=20 for less) and write docs/resilience.md
	$(BIN)/python -m tests.warehouse.torture.all --count $(COUNT) --page docs/resilience.md

performance: $(VENV)/spark.stamp  ## Measure speed and memory anew and write the page; takes more than an hour
	$(BIN)/python -m benchmarks.performance

lock: $(VENV)/dev.stamp  ## Resolve the dependencies again and write the hash-locked files
	$(BIN)/python requirements/lock.py

clean:  ## Remove everything generated, the environment included
	rm -rf $(VENV) .cache raw/tables warehouse/builds warehouse/site warehouse/parquet warehouse/*.duckdb dbt_project/target dbt_project/logs

.PHONY: help build test test-clients test-spark lint quality docs answers dbt-docs structure performance torture lock clean
