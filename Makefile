# Walled Gardens. `make` sets up and runs the main job; `make test` sets up and runs all tests.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := all
.PHONY: all build test lint fmt check chromium pictures bench clean help

all: $(VENV)/installed ## set up and build the graph, the Turtle files and the pages
	$(BIN)/kg build

build: all

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/tested: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/installed

chromium: ## install Chromium for the browser tests (by apt where root)
	@sh tests/browser/install-chromium

lint: $(VENV)/tested ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: $(VENV)/tested chromium lint ## set up and run all tests
	$(BIN)/python -m pytest -n auto

fmt: $(VENV)/tested ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: $(VENV)/installed ## check the data
	$(BIN)/kg check

pictures: $(VENV)/tested chromium all ## draw the pictures of the documents
	$(BIN)/python docs/pictures.py

bench: $(VENV)/tested ## measure how fast it is, beside others
	$(BIN)/python -m benchmarks

clean: ## remove what was made
	rm -rf build dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | sort
