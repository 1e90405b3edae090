# Linli: two commands are enough, `make demo` to see it and `make test` to trust it.
# Everything is installed into .venv and node_modules here; `make help` lists the rest.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
# tests keep their own home, and so their own PostgreSQL, away from the demo's
TEST_HOME := $(CURDIR)/.linli/tests

.PHONY: help demo test check fix bench module lock clean

help:
	@echo 'make demo              run Linli with a synthetic city, at http://127.0.0.1:8000 (Ctrl-C stops it)'
	@echo 'make test              install what tests need, then check and test everything'
	@echo 'make check             lint, types, imports, templates, migrations, words, documents: within 90 seconds'
	@echo 'make fix               format, and correct what a machine can correct'
	@echo 'make bench             measure; one JSON line per figure (PEOPLE=1000000 for the real size)'
	@echo 'make module NAME=...   write the rooms of a new module'
	@echo 'make lock              write the lock files anew (needs uv)'
	@echo 'make clean             stop the test database, remove caches; data and .venv stay'

demo:
	@ops/setup demo
	@exec $(BIN)/linli demo

test:
	@ops/setup test
	@export LINLI_HOME=$(TEST_HOME); ops/check; checked=$$?; ops/run-tests && exit $$checked

check:
	@ops/setup test
	@LINLI_HOME=$(TEST_HOME) ops/check

fix:
	@ops/setup test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench:
	@ops/setup test
	@$(BIN)/linli bench all --json $(if $(PEOPLE),--people $(PEOPLE))

module:
	@ops/setup test
	@test -n '$(NAME)' || { echo 'Name the module: make module NAME=permits' >&2; exit 2; }
	@$(BIN)/linli module '$(NAME)'

lock:
	@ops/lock

clean:
	@if [ -x $(BIN)/linli ]; then LINLI_HOME=$(TEST_HOME) $(BIN)/linli stop; fi
	rm -rf .mypy_cache .ruff_cache .import_linter_cache .hypothesis linli.egg-info build dist
	find linli tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
