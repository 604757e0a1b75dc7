"""`ghapp settings`: what is wrong with a settings file, each error on its line; or the schema."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from ghapp.local.files import read_file, root_of
from ghapp.local.settings_doubts import doubts
from ghapp.review.settings_findings import settings_errors, settings_or_none
from ghapp.settings.problem import SettingsError
from ghapp.settings.schema import schema


def check_settings(path: str) -> int:
    """Print each error on a line of its own, and return the exit code: 0 none, 1 some.

    What is doubtful but no error is printed to standard error, and does not count.
    """
    content = read_file(path)
    errors = settings_errors(content)
    for error in errors:
        sys.stdout.write(f"{path}:{error.line or 1}: {error.message}\n")
    for doubt in () if errors else _doubts(path, content):
        sys.stderr.write(f"{path}:{doubt.line or 1}: warning: {doubt.message}\n")
    return 1 if errors else 0


def print_schema() -> int:
    """Print the JSON Schema of the settings."""
    sys.stdout.write(json.dumps(schema(), indent=2) + "\n")
    return 0


def _doubts(path: str, content: bytes) -> Iterator[SettingsError]:
    """What is doubtful in a file without errors, by the git work tree that it lies in."""
    settings, root = settings_or_none(content), root_of(path)
    if settings is not None and root is not None:
        yield from doubts(content, settings, root)
