# The commands of the README. Everything is installed in .venv; the engine's wheel is built once and kept outside the checkout.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -q
CACHE  ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/aparte/wheels
DATA   ?=
OUT    ?= gallery

.DEFAULT_GOAL := help
.PHONY: help run test setup engine check bench gallery bundle fuzz train messages locks clean

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

## make run      install what is needed to run (no compiler) and open the window
run: $(VENV)/run.stamp
	@$(BIN)/python -m aparte_ui.start

## make test     install everything the tests need, the engine included, and run them
test: setup
	$(BIN)/python -m pytest -q $(PYTEST)

## make setup    run-time, development and engine dependencies
setup: $(VENV)/dev.stamp engine

$(VENV)/run.stamp: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

## make engine   build llama.cpp once (about 7 minutes); GPU=vulkan|cuda|metal|hip for a GPU build
engine: $(VENV)/run.stamp
	@$(BIN)/python -m aparte.engine.build --lock requirements-engine.lock --cache "$(CACHE)" $(if $(GPU),--gpu $(GPU))

## make check    format, lint, types, layers, tests: before sharing a change
check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q

## make bench    every figure, beside its peer; DATA=DIR adds those that need the labelled data
bench: setup
	$(BIN)/python -m tests.measures $(if $(DATA),--data $(DATA))

## make gallery  draw every screen to PNG (OUT=DIR)
gallery: $(VENV)/run.stamp
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m aparte_ui gallery $(OUT)

## make bundle   a folder that runs without Python (PyInstaller)
bundle: setup
	$(BIN)/python -m PyInstaller --noconfirm --clean build.spec

## make fuzz     longer property tests than the suite's
fuzz: setup
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -q -m "not engine" -k "hypothesis or property or any" --timeout 0 tests/core tests/contracts

## make train    rebuild the learned tables from the corpus and DATA=DIR (scikit-learn, from its own lock file)
train: $(VENV)/train.stamp
	PYTHONPATH=desktop:. $(BIN)/python -W ignore::FutureWarning -m models.train --data $(DATA)

$(VENV)/train.stamp: $(VENV)/run.stamp requirements-train.lock
	$(PIP) install --require-hashes -r requirements-train.lock
	@touch $@

## make messages refresh the French catalogue from the code and compile it
messages: $(VENV)/dev.stamp
	@mkdir -p build
	$(BIN)/pybabel -q extract --no-location --sort-output -k N_ -o build/aparte.pot desktop/aparte ui/aparte_ui
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -D aparte -i build/aparte.pot -d resources/locale
	$(BIN)/pybabel -q compile -D aparte -d resources/locale

## make locks    resolve the three lock files again (needs uv)
locks:
	uv pip compile -q --generate-hashes --universal --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile -q --generate-hashes --universal --no-emit-index-url --no-header --python-version 3.11 -c requirements.lock --extra dev --extra bundle pyproject.toml -o requirements-dev.lock
	uv pip compile -q --generate-hashes --universal --no-emit-index-url --no-header --python-version 3.11 -c requirements.lock --extra engine pyproject.toml -o requirements-engine.lock
	uv pip compile -q --generate-hashes --universal --no-emit-index-url --no-header --python-version 3.11 -c requirements.lock --extra train pyproject.toml -o requirements-train.lock

clean:
	rm -rf $(VENV) build dist gallery
