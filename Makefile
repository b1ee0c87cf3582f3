# Alles wat u nodig hebt staat in `make help`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# The tests of sentence-transformers need torch; the newest CUDA build would be several GB.
TORCH ?= torch==2.13.0

# Only a package of the system needs more than you may.
AS_ROOT ?= $(if $(filter 0,$(shell id -u)),,sudo)

# Nothing an ancestor of this process set may switch tracing on.
export LANGSMITH_TRACING := false

.DEFAULT_GOAL := help

.PHONY: help
help: ## Laat deze lijst zien
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 of nieuwer is nodig. Kies er een met: make run PYTHON=python3.12"; exit 1; }
	@echo "Installeren (een keer, ongeveer een minuut)..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	@echo "Testgereedschap installeren (een keer, een paar minuten)..." >&2
	@$(BIN)/pip install --quiet --disable-pip-version-check $(TORCH)
	@$(BIN)/pip install --quiet --disable-pip-version-check --group test
	@test -x /usr/bin/chromium || { \
		echo "Chromium installeren, voor de tests van de pagina's..." >&2; \
		$(AS_ROOT) apt-get -qq update && $(AS_ROOT) apt-get -qq install --yes --no-install-recommends chromium >/dev/null; } || { \
		echo "Chromium ontbreekt. Installeer het als beheerder: apt-get install chromium" >&2; exit 1; }
	@touch $@

.PHONY: install
install: $(VENV)/installed ## Installeer in .venv, zonder te starten

.PHONY: run
run: $(VENV)/installed ## Start de Telegram-bot (met token), anders het gesprek in de terminal
	@$(BIN)/drievragen run

# One thread a process: the processes of the tests keep every core busy already.
.PHONY: test
test: lint ## Installeer wat de tests nodig hebben en voer ze allemaal uit
	@OMP_NUM_THREADS=1 $(BIN)/pytest -n auto

.PHONY: test-llm
test-llm: $(VENV)/installed-test ## Probeer het taalmodel uit de instellingen (DRIEVRAGEN_LLM)
	@$(BIN)/python -m tests.llm

.PHONY: understanding
understanding: $(VENV)/installed-test ## Leer vrije tekst opnieuw na een wijziging in de uitingen of de regels
	@$(BIN)/python -m evals.understanding.train

.PHONY: lint
lint: $(VENV)/installed-test ## Stijl, types en importregels
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

.PHONY: knowledge
knowledge: $(VENV)/installed ## Maak vectoren en ijking opnieuw na een wijziging in de passages
	@$(BIN)/python -m knowledge.vectors
	@$(BIN)/python -m knowledge.calibration

.PHONY: asking
asking: $(VENV)/installed-test ## Leer zoekvragen lezen opnieuw na veel nieuwe ijkvragen of passages (een kwartier)
	@$(BIN)/python -m evals.retrieval.train

.PHONY: bench
bench: $(VENV)/installed-test ## Meet de snelheid op deze machine
	@$(BIN)/python -m bench

.PHONY: clean
clean: ## Gooi de virtuele omgeving en alle caches weg (niet uw gesprekken)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
