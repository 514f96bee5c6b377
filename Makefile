# Each of these works on a machine with only Python 3.11+, git and make; those that need Chromium find it or get it.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
HOST := $(if $(LAN),0.0.0.0,127.0.0.1)
PORT ?= 8000
DATA ?= data
BIN := .venv/bin
# Keep compiled files even if the environment says otherwise: the tests start dozens of Python processes.
export PYTHONDONTWRITEBYTECODE :=
# Compile only what is imported; most files never are.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile

.PHONY: run demo build test fresh thorough soak mutants coverage check check-types check-python check-browser shots bench clean

run: .venv/run.stamp           ## start the server (LAN=1 lets phones on the same network in)
	$(BIN)/live-cop serve --host $(HOST) --port $(PORT) --data $(DATA)

demo: .venv/run.stamp          ## a meeting already under way
	$(BIN)/live-cop demo --host $(HOST) --port $(PORT)

# Needs Node.js. The result is committed, so nobody else does. Where two changes of it meet, make it again.
build: node_modules/.stamp     ## the scripts as browsers get them, of the modules in static/js/, in static/built/
	node scripts/build_scripts.js

# A test that fails is run once more, and printed as RERUN if it passes then: see docs/decisions/0019-tests-and-tools.md.
ONCE_MORE := --reruns 1 -r sR

# Reports, pictures and archives are made in processes of their own, a damaged file is found before anybody is served, and
# a page that waits for nothing is the same with any engine.
ELSEWHERE := $(addprefix tests/web/,attendance communities host mail pages photos reports test_importing.py) \
	tests/faults/crashes/test_damaged_file.py

# The browser tests run separately: Playwright keeps an event loop in the process, which must not meet ours.
test: .venv/dev.stamp          ## the tests, in some twenty minutes; those of the live path, web and faults with both engines
	@$(BIN)/python -m scripts.chromium
	$(BIN)/python -m pytest -n 3 --dist worksteal $(ONCE_MORE) -m "not thorough" tests/browser
	$(BIN)/python -m pytest -n 4 --dist worksteal $(ONCE_MORE) -m "not thorough" --ignore tests/browser
	@# test_http_requests.py starts both engines itself, whatever this says. What is slow runs with gevent in `make
	@# thorough`, and so does what no engine has a part in.
	LIVE_COP_SERVER=gevent $(BIN)/python -m pytest -n 4 --dist worksteal $(ONCE_MORE) -m "not slow and not thorough" \
		tests/live tests/web tests/faults $(addprefix --ignore ,tests/live/runtime/test_http_requests.py $(ELSEWHERE))

# The tests that draw examples: other ones than in `make test`, and fewer. The intruder has others in `make soak`.
fresh: .venv/dev.stamp         ## any meeting, any text, any order: with examples that nobody has seen yet
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "(hypothesis or seeded) and not slow and not thorough" \
		--hypothesis-profile fresh \
		$(shell grep -rlE "from hypothesis|mark.seeded" tests --include "test_*.py" --exclude-dir intruder)

thorough: .venv/dev.stamp      ## all tests in the browser, with animations, long ones, and slow ones with gevent: half an hour
	@$(BIN)/python -m scripts.chromium --full
	LIVE_COP_MOTION=1 $(BIN)/python -m pytest -n 2 --dist worksteal tests/browser
	$(BIN)/python -m pytest -n 2 -m thorough --ignore tests/browser
	LIVE_COP_SERVER=gevent $(BIN)/python -m pytest -n 2 -m "slow or thorough" tests/live tests/web tests/faults
	LIVE_COP_SERVER=gevent $(BIN)/python -m pytest -n 2 -m "not slow and not thorough" $(ELSEWHERE)
	@# On PostgreSQL; what is about the file says so, and is skipped.
	LIVE_COP_TEST_DATABASE=postgres $(BIN)/python -m pytest -n 2 -m "not thorough and not slow" tests/store \
		tests/live/sync tests/live/follow tests/live/transport tests/live/mail tests/live/end_to_end \
		tests/live/test_health.py tests/live/test_nightly.py \
		$(addprefix tests/web/,api attendance communities host http mail pages photos reports) tests/rehearse tests/cli \
		tests/faults/crashes tests/faults/network tests/faults/hostile

# The day needs both cores for itself.
soak: .venv/dev.stamp          ## a whole day, the long form of the tests of faults and of the intruder: hours (the intruder: one)
	$(BIN)/python -m bench.day
	LIVE_COP_SOAK=1 $(BIN)/python -m pytest -n 3 --timeout 0 --hypothesis-profile soak tests/faults tests/intruder
	LIVE_COP_SOAK=1 LIVE_COP_SERVER=gevent $(BIN)/python -m pytest --timeout 0 tests/faults/hostile/test_beside.py
	$(BIN)/python -m tests.cluster.faults
	$(BIN)/python -m tests.cluster.faults --postgres
	$(BIN)/python -m pytest -n 3 --timeout 0 --ignore tests/browser -m hypothesis --hypothesis-profile soak
	$(MAKE) mutants

# Each mutant is tried by the tests that reach its function; what is known from the last time is not done again.
mutants: .venv/dev.stamp       ## whether the tests of the rules and of the store see a fault in any one place: for hours
	$(BIN)/mutmut run $(MUTANTS)
	$(BIN)/mutmut results

# Printed, not chased: an untested line is worth a look, and a tested one may still be wrong.
coverage: .venv/dev.stamp      ## the lines and branches of live_cop/ that the tests reach, without those in the browser
	rm -f .coverage .coverage.*
	$(BIN)/coverage run -m pytest -n 2 --dist worksteal --ignore tests/browser $(COVERAGE)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# `make -j2 check` does two of them at a time.
check: check-types check-python check-browser  ## linters, types, and known vulnerabilities in what is installed

check-types: .venv/dev.stamp
	$(BIN)/mypy

check-python: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(BIN)/python -m scripts.audit
	@# That all tests can be read; the processes of `make test`, which start together, then find them compiled.
	@$(BIN)/python -m pytest --collect-only -q --ignore tests/browser >/dev/null

# The same for scripts and styles. These tools need Node.js; on a machine without it the rest can still be checked.
ifneq ($(shell command -v npm 2>/dev/null),)
check-browser: node_modules/.stamp .venv/dev.stamp
	@# As the oldest browsers of docs/hosting.md read them.
	rm -rf node_modules/.page-scripts
	$(BIN)/python -m scripts.page_scripts node_modules/.page-scripts
	for script in node_modules/.page-scripts/*; do \
		case $$script in *.mjs) kind=--module ;; *) kind= ;; esac; \
		node_modules/.bin/acorn --ecma2021 $$kind --silent $$script || exit 1; done
	node scripts/build_scripts.js --check
	node_modules/.bin/biome ci --error-on-warnings .
	node_modules/.bin/tsc --project jsconfig.json
else
check-browser:
	@echo "npm is not installed, so scripts and styles were not checked."
	@test "$(CI)" != true
endif

shots: .venv/dev.stamp         ## the pictures of README and docs, and contact sheets of every screen in build/shots/
	@$(BIN)/python -m scripts.chromium
	$(BIN)/python -m scripts.shots
	$(BIN)/python -m scripts.sheets

bench: .venv/run.stamp         ## the server beside a plain relay, under the same load (needs Linux, Node.js and npm)
	npm ci --prefix bench/relay --silent --no-audit --no-fund
	$(BIN)/python bench/compare.py $(BENCH)

clean:
	rm -rf .venv node_modules

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Please install Python 3.11 or newer."; exit 1; }
	@# Some systems have a part of venv in a separate package. Half an environment would confuse the next attempt.
	$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Please install the venv part of Python too."; exit 1; }

.venv/run.stamp: pyproject.toml | .venv/bin/python
	$(PIP) --editable .
	@touch $@

.venv/dev.stamp: pyproject.toml | .venv/bin/python
	$(PIP) --editable '.[dev]'
	@touch $@ .venv/run.stamp

node_modules/.stamp: package.json package-lock.json
	npm ci --loglevel=error
	@touch $@
