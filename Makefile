# `make run` and `make test` are all a newcomer needs; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test check format bench demo reset lock
.DELETE_ON_ERROR:

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
VENV := .venv/bin
UV ?= uv
SCALE ?= 1
# Playwright leaves an event loop running, so browser tests are a second pytest command.
# As many workers as cores, from two to four: each has a database and, at the end, a portal.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(min(4, max(2, os.cpu_count() or 2)))')

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

run: .venv/.local ## the portal with its demo: http://localhost:8000 (PORT, DATABASE_URL)
	@exec $(VENV)/python manage.py serve --stop-with-parent

test: .venv/.dev ## the whole suite, browser journeys last (DATABASE_URL)
	$(VENV)/python -m pytest -n $(WORKERS) -m "not e2e and not bench"
	$(VENV)/python -m pytest -n $(WORKERS) --dist loadgroup -m e2e

PRODUCTION := DJANGO_SETTINGS_MODULE=reims_solidarite.settings.prod EMAIL_HOST=mail.invalid \
  DATABASE_URL=postgres://portail@db.invalid/portail \
  ALLOWED_HOSTS=portail.invalid DEFAULT_FROM_EMAIL=portail@portail.invalid

# Tests are full of invented passwords and bank accounts; a line that ruff already asked to explain
# is not asked twice; migrations hold the digests of their triggers; « secretaire » is a person.
NOT_SECRET := --exclude-files '(^tests/|/migrations/)' --exclude-lines 'noqa: S10[5-7]' \
  --exclude-secrets '^secretaire$$'

check: .venv/.dev ## format, lint, types, directions, templates, migrations, deployment, secrets
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/mypy .
	$(VENV)/lint-imports --no-logo
	git ls-files -z 'templates/*.html' | xargs -0r $(VENV)/djade --target-version 5.2 --check
	$(VENV)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) SECRET_KEY="$$($(VENV)/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	  $(VENV)/python manage.py check --deploy --fail-level WARNING
	git ls-files -z | xargs -0 $(VENV)/detect-secrets-hook $(NOT_SECRET)
	! grep -rE "https?://" requirements/

format: .venv/.dev ## rewrite code and templates in the house format
	$(VENV)/ruff check --fix-only --quiet .
	$(VENV)/ruff format .
	git ls-files -z 'templates/*.html' | xargs -0r $(VENV)/djade --target-version 5.2

bench: .venv/.dev ## pages beside their floor pages; the rota's solver, level by level
	$(VENV)/python manage.py bench

demo: .venv/.local ## load the demo, SCALE times larger
	$(VENV)/python manage.py demo --scale $(SCALE)

reset: .venv/.local ## throw away the local data: database, files, e-mails
	@echo "Suppression des données locales (var/)…"
	$(VENV)/python -m reims_solidarite.devdb.reset
	rm -rf var

lock: ## pin the newest versions allowed by pyproject.toml (needs uv on the PATH)
	$(call compile,--group dev,dev)
	$(call compile,--group local --constraint requirements/dev.txt,local)
	$(call compile,--constraint requirements/dev.txt,run)

define compile
	$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header pyproject.toml $(1) -o requirements/$(2).txt
endef

# One stamp for each set: asking for the small one never undoes the large one.
.venv/.local .venv/.dev: .venv/.%: requirements/%.txt
	@[ -n "$(PYTHON)" ] || { echo "Il faut Python 3.11 ou plus récent. / Python 3.11 or newer is needed."; exit 1; }
	@$(VENV)/python -m pip --version >/dev/null 2>&1 || { \
	  echo "Création de l’environnement Python ($$($(PYTHON) --version))…"; \
	  $(PYTHON) -m venv .venv || { echo "Sur Debian ou Ubuntu : apt-get install python3-venv"; exit 1; }; }
	@echo "Vérification de $$(grep -c '==' $<) paquets ($<)…"
	@$(VENV)/python -m pip install --disable-pip-version-check --no-input --progress-bar off \
	  --require-hashes --no-deps -r $< | sed -un \
	  -e 's/^Collecting \([^ ;]*\).*/  téléchargement  \1/p' -e 's/^Installing collected.*/  installation…/p'
	@touch $@
