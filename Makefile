# tawatur: everything from a bare Python 3.11 (or newer) and make. `make help` lists the targets.
# Each target prepares .venv once, from the hashed locks in requirements/, and again only when they change.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
RUN := $(VENV)/.run-ready
DEV := $(VENV)/.dev-ready
TRAIN := $(VENV)/.train-ready
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help demo test check bench docs train encoder lock clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

demo: $(RUN) ## Read the sample texts, print their timeline and write a report
	$(BIN)/tawatur demo

test: $(DEV) ## Run the tests
	$(BIN)/python -m pytest

check: $(DEV) ## Style, types, layers and data files
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tawatur.rules.lint

bench: $(DEV) ## Measure speed and memory of each step
	$(BIN)/python benchmarks/run.py

docs: $(DEV) ## Build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet && echo "site/index.html"

train: $(TRAIN) ## Build the gazetteers and train the name tagger anew (needs the corpora in ../shared)
	$(BIN)/python training/build_gazetteers.py
	$(BIN)/python training/build_words.py
	$(BIN)/python training/train_terms.py
	$(BIN)/python training/train_names.py

encoder: $(TRAIN) ## Train the encoder anew and with it the name tagger (installs torch; an hour on two cores)
	$(PIP) install --require-hashes -r requirements/encoder.txt
	$(BIN)/python training/train_encoder.py
	$(BIN)/python training/silver.py train-out/names-12.onnx
	$(BIN)/python training/train_names.py --silver train-out/silver.jsonl

lock: $(DEV) ## Resolve the dependencies of pyproject.toml anew into requirements/
	$(UV_COMPILE) --upgrade pyproject.toml -o requirements/run.txt
	$(UV_COMPILE) --upgrade requirements/build.in -c requirements/run.txt -o requirements/build.txt
	$(UV_COMPILE) --upgrade pyproject.toml --extra dev --extra docs --extra accurate -c requirements/run.txt -c requirements/build.txt -o requirements/dev.txt
	$(UV_COMPILE) --upgrade pyproject.toml --extra train --extra accurate -c requirements/run.txt -o requirements/train.txt
	$(UV_COMPILE) --upgrade pyproject.toml --extra accurate -c requirements/run.txt -o requirements/accurate.txt
	$(UV_COMPILE) --upgrade pyproject.toml --extra train --extra accurate --extra encoder -c requirements/train.txt -o requirements/encoder.txt

clean: ## Remove what the targets made, .venv included
	rm -rf $(VENV) site demo-out train-out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(RUN): requirements/run.txt requirements/build.txt pyproject.toml
	@echo "preparing $(VENV) with $(PYTHON): packages to run tawatur"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/run.txt -r requirements/build.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUN) requirements/dev.txt
	@echo "preparing $(VENV): packages for tests, checks and docs"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(TRAIN): $(RUN) requirements/train.txt
	@echo "preparing $(VENV): packages for training"
	@$(PIP) install --require-hashes -r requirements/train.txt
	@touch $@
