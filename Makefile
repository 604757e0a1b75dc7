PYTHON ?= python3
VENV := .venv
ARGS ?=

.PHONY: demo test fuzz lint docs pictures clean

demo: $(VENV)/installed
	$(VENV)/bin/ghapp demo $(ARGS)

# What pytest makes of the files of tests is kept: each process would need five seconds for it.
test: $(VENV)/installed
	PYTHONDONTWRITEBYTECODE= $(VENV)/bin/python -m pytest -n auto $(ARGS)

fuzz: $(VENV)/installed
	$(VENV)/bin/python -m pytest -n auto -m hypothesis --hypothesis-profile fuzz $(ARGS)

lint: $(VENV)/installed
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

docs: $(VENV)/installed
	$(VENV)/bin/python docs/generate.py

pictures: $(VENV)/installed
	$(VENV)/bin/python docs/pictures.py

clean:
	rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("ghapp needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	$(VENV)/bin/python -m compileall -q ghapp  # where Python may not write it later, it starts slowly
	touch $@
