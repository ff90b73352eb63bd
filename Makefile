# The workflow, executable. `make` lists it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: up down logs help setup run demo check test soak bench score days plots lock fields kibana schema snapshots picture train-ner clean

help: ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

# --no-deps: the lock files are whole; where pip resolves again, a requirement with an extra takes a newer release
# than the locked one and is refused for want of a hash.
setup: .venv/.installed ## the environment, in .venv, from the lock file with hashes

.venv/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11 setup" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	$(BIN)/python -m pip check --quiet --disable-pip-version-check
	@touch $@

run: setup ## watch what feeds.yaml lists
	@$(BIN)/beffroi up

demo: setup ## the same over sample feeds served on this machine, without network
	@$(BIN)/beffroi up --demo

check: .venv/.installed-dev ## format, lint, types, import direction
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What pytest makes of the test files is kept, whatever the shell says: collecting takes a process 8 s, not 12.
test: check ## all of that, then every test: unit, real Valkey, real Elasticsearch, end to end
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 4 --dist loadgroup --no-loadscope-reorder

soak: .venv/.installed-dev ## kill -9 of the deliverer at ten points, 200 times each
	$(BIN)/pytest -n 0 tests/test_delivery_crash.py --crashes 200

bench: .venv/.installed-dev ## articles a second beside the libraries alone, memory; watches; polls a second with slow feeds; stories; alerts a second; the page
	OMP_NUM_THREADS=1 PYTHONPATH=tests $(BIN)/python bench/throughput.py
	PYTHONPATH=tests $(BIN)/python bench/extraction.py
	OMP_NUM_THREADS=1 PYTHONPATH=tests $(BIN)/python bench/enrichment.py
	$(BIN)/python bench/claims.py
	$(BIN)/python bench/stories.py
	$(BIN)/python bench/parse.py
	PYTHONPATH=tests $(BIN)/python bench/matching.py
	PYTHONPATH=tests $(BIN)/python bench/reload.py
	PYTHONPATH=tests $(BIN)/python bench/polls.py
	PYTHONPATH=tests $(BIN)/python bench/index.py
	$(BIN)/python bench/alerts.py
	PYTHONPATH=tests $(BIN)/python bench/latency.py
	PYTHONPATH=tests $(BIN)/python bench/page.py

score: .venv/.installed-dev ## what is recognised in the gold texts, against floors; writes docs/scores.md, bench/forms.md, bench/senses.md
	PYTHONPATH=tests $(BIN)/python bench/forms.py
	PYTHONPATH=tests $(BIN)/python bench/senses.py
	OMP_NUM_THREADS=1 PYTHONPATH=tests $(BIN)/python bench/score.py $(if $(GOLD),--gold $(GOLD)) $(SCORE)

days: .venv/.installed-dev ## 72 hours of 2,000 made-up feeds on a virtual clock, into docs/polling.md
	PYTHONPATH=tests $(BIN)/python bench/days.py

plots: .venv/.installed-dev ## docs/intervals.svg, the intervals over a week
	PYTHONPATH=tests $(BIN)/python bench/plots.py

train-ner: .venv/.installed-dev ## the entity model's weights, from GOLD=folder of annotated texts (8 minutes)
	OMP_NUM_THREADS=1 PYTHONPATH=tests $(BIN)/python bench/train_ner.py $(GOLD)

lock: ## new lock files (needs uv)
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements.lock
	uv pip compile pyproject.toml --extra parquet --group build --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -c requirements.lock -o requirements-dev.lock

.env:
	@umask 077; secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }; \
	printf 'COMPOSE_PROFILES=kibana\nELASTIC_PASSWORD=%s\nKIBANA_PASSWORD=%s\nKIBANA_KEY=%s\nPAGE_PASSWORD=%s\n' $$(secret) $$(secret) $$(secret) $$(secret) > $@
	@echo "passwords written to .env: keep it"

up: .env ## the server deployment, with Docker Compose
	docker compose up -d --build

down: ## stops it; volumes stay
	docker compose down

logs: ## what its services say
	docker compose logs -f --tail 100

fields: .venv/.installed-dev ## docs/fields.md, from the mapping of the index
	$(BIN)/python -m workers.edges.elastic_archive.fields_page > docs/fields.md

kibana: .venv/.installed-dev ## ops/kibana/beffroi.ndjson: data view, saved search, dashboards
	$(BIN)/python -m workers.stages.kibana ops/kibana

schema: .venv/.installed-dev ## the JSON Schema that editors complete feeds.yaml with
	$(BIN)/python -m workers.watchlist.schema > docs/feeds.schema.json

snapshots: .venv/.installed-dev ## what each kind of channel is sent, stored anew to be looked at
	PYTHONPATH=tests/stages/render $(BIN)/python tests/stages/render/shown.py

picture: .venv/.installed-dev ## docs/screen.svg and docs/img, drawn from the running demo (needs chromium)
	PYTHONPATH=tests $(BIN)/python bench/picture.py
	PYTHONPATH=tests $(BIN)/python bench/page_pictures.py
	$(BIN)/python bench/mail_picture.py

clean: ## without the environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
