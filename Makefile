# make run    set everything up and serve the portal as in production, on http://127.0.0.1:8000
# make test   set everything up and run all tests
# make dev    the autoreloading server
# make check  linters, types, migrations and deployment settings
# make benchmark  how fast the slow parts are, and what the rotation does for members; benchmarks/README.md has results

PYTHON ?= python3
BIN := .venv/bin
VAR := $(or $(VAR_DIR),var)
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip --disable-pip-version-check
PYTEST_ARGS ?= -n 2
NEW_KEY := $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))'
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
export CHROMIUM

# For trying the portal out: a deployment asks the team for a second step at sign-in.
run dev: export REQUIRE_TEAM_2FA ?= False

.PHONY: run prepare dev test check benchmark chromium

run: $(VAR)/static/staticfiles.json
	@$(MANAGE) prepare --demo
	@echo "REQUIRE_TEAM_2FA=$$REQUIRE_TEAM_2FA; a deployment asks the team for a second step at sign-in."
	@exec $(BIN)/gunicorn

# What a deployment runs before it (re)starts gunicorn.
prepare: $(VAR)/static/staticfiles.json
	@$(MANAGE) prepare

dev: $(BIN)/.installed-dev
	@DEBUG=True $(MANAGE) prepare --demo
	@echo "REQUIRE_TEAM_2FA=$$REQUIRE_TEAM_2FA; a deployment asks the team for a second step at sign-in."
	@DEBUG=True $(MANAGE) runserver

test: $(BIN)/.installed-dev chromium
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: $(BIN)/.installed-dev
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/djade --check $$(git ls-files 'templates/*.html')
	@$(BIN)/mypy --no-error-summary
	@$(MANAGE) makemigrations --check --dry-run
	@HTTPS=True SITE_URL=https://unk.example SECRET_KEY=$$($(NEW_KEY)) $(MANAGE) check --deploy --fail-level WARNING

benchmark: $(BIN)/.installed
	@$(BIN)/python -m benchmarks.rotation.speed
	@$(BIN)/python -m benchmarks.rotation

# Stamps: each step runs again only when what it was made from has changed.

$(BIN)/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The portal needs Python 3.11 or newer.")'
	@echo "Installing the portal's packages …"
	@$(PYTHON) -m venv .venv
	@$(PIP) install --quiet --requirement requirements.txt
	@touch $@

$(BIN)/.installed-dev: requirements.txt requirements-dev.txt $(BIN)/.installed
	@echo "Installing what tests and checks need …"
	@$(PIP) install --quiet --requirement requirements-dev.txt
	@touch $@

$(VAR)/static/staticfiles.json: $(BIN)/.installed $(shell find static -type f)
	@echo "Compressing static files …"
	@$(MANAGE) collectstatic --no-input --verbosity 0

chromium:
	@if [ -n "$(CHROMIUM)" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium …"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
		echo "The browser tests need Chromium. Install it (on Debian: sudo apt-get install chromium) or name yours: make test CHROMIUM=/path" >&2; \
		exit 1; \
	fi
