# Every target makes the environment it needs (.ci/setup). Set-up speaks on stderr and never reads stdin, so that
# `make run < examples/lambda-es.txt` prints the conversation and nothing else.
.PHONY: help run serve test gate check format bench fuzz test-local-model slack-live aimock clean
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
LOCK := pyproject.toml uv.lock
export PYTHON
export UV_SYSTEM_CERTS ?= 1
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

# The rooms in which every branch is tested.
PURE := bot/core/*,bot/core/*/*,bot/assessment/*,bot/assessment/*/*,bot/planning/contract*,bot/planning/contract*/*

help:
	@echo 'make run               talk to the bot; ARGS="--lang es", or a script: make run < FILE'
	@echo 'make serve             the bot in Slack (docs/slack.md) and Discord (docs/discord.md)'
	@echo 'make test              the tests, then the coverage gate; ARGS="-k interview" runs a part, without the gate'
	@echo 'make check             ruff, mypy, pyright, import-linter'
	@echo 'make format            let ruff put the code in order'
	@echo 'make bench             the figures of the README'
	@echo 'make fuzz              hostile input for the readers of manifests; SECONDS=900, CORPUS=FOLDER'
	@echo 'make test-local-model  the whole job on a small model that runs here'
	@echo 'make slack-live        what is sent, before the real Slack (docs/slack-testing.md)'
	@echo 'make aimock            fetch what tests take from npm: a model's server, a Slack, Slack's types'
	@echo 'make clean             remove the environment and what the tools left behind'

run: .venv/.run
	@$(BIN)/wasm-architect chat $(ARGS)

serve: .venv/.serve
	@$(BIN)/wasm-architect serve $(ARGS)

# Compiled once for all the processes that tests start, and not beside the sources, whatever the surroundings say of it.
test test-local-model: export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/bytecode
test test-local-model: export PYTHONDONTWRITEBYTECODE :=

test: .venv/.dev
	@$(BIN)/pytest $(or $(ARGS),--numprocesses auto --dist worksteal --cov --cov-report=)
	@$(if $(ARGS),:,$(MAKE) --no-print-directory gate)

# Silent when it holds, so that pytest has the last word.
gate: .venv/.dev
	@$(BIN)/coverage report --include='$(PURE)' --fail-under=100 > .venv/gate.txt || { cat .venv/gate.txt; exit 1; }

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.dev
	@$(BIN)/python -m benchmarks $(ARGS)

fuzz: .venv/.fuzz
	@$(BIN)/python -m tests.fuzz.atheris_readers $(or $(CORPUS),.venv/corpus) -artifact_prefix=.venv/ -max_total_time=$(or $(SECONDS),900)

test-local-model: .venv/.local-model
	@$(BIN)/pytest -m local_model $(ARGS)

slack-live: .venv/.dev
	@$(BIN)/python -m tests.slack.live

aimock: tests/node/node_modules/.package-lock.json
	@:

tests/node/node_modules/.package-lock.json: tests/node/package.json tests/node/package-lock.json
	@npm ci --prefix tests/node --no-fund --no-audit --loglevel=error >&2 </dev/null
	@touch $@

clean:
	rm -rf .venv .uv .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache dist \
	    tests/node/node_modules

# Stamps: the environment is made again when the project or its lock changes.
.venv/.dev: $(LOCK) .ci/setup
	@.ci/setup dev >&2 </dev/null
	@touch .venv/.run .venv/.serve $@

.venv/.run: $(LOCK) .ci/setup
	@.ci/setup run >&2 </dev/null
	@touch $@

.venv/.serve: $(LOCK) .ci/setup
	@.ci/setup serve >&2 </dev/null
	@touch .venv/.run $@

.venv/.fuzz: .venv/.dev
	@.ci/setup fuzz >&2 </dev/null
	@touch $@

.venv/.local-model: .venv/.dev
	@.ci/setup local-model >&2 </dev/null
	@touch $@
