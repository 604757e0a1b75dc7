"""`ghapp settings`: what is wrong with a settings file, each error on its line; or the schema."""

from __future__ import annotations

import json
import sys

from ghapp.local.files import read_file, root_of
from ghapp.local.problem import LocalProblem
from ghapp.newsletter.template import Template
from ghapp.review.settings_findings import settings_errors, settings_or_none, unknown_sections
from ghapp.settings.schema import schema


def check_settings(path: str) -> int:
    """Print each error on a line of its own, and return the exit code: 0 none, 1 some.

    What is doubtful but no error is printed to standard error, and does not count.
    """
    content = read_file(path)
    errors = settings_errors(content)
    for error in errors:
        sys.stdout.write(f"{path}:{error.line or 1}: {error.message}\n")
    template = _template_around(path, content)
    for doubt in unknown_sections(content, template) if template is not None else ():
        sys.stderr.write(f"{path}:{doubt.line or 1}: warning: {doubt.message}\n")
    return 1 if errors else 0


def print_schema() -> int:
    """Print the JSON Schema of the settings."""
    sys.stdout.write(json.dumps(schema(), indent=2) + "\n")
    return 0


def _template_around(path: str, content: bytes) -> Template | None:
    """The template of the git work tree that a settings file without errors lies in."""
    settings, root = settings_or_none(content), root_of(path)
    if settings is None or root is None:
        return None
    try:
        template = read_file(f"{root}/{settings.draft.template}")
    except (LocalProblem, OSError):
        return None
    return Template(template.decode(errors="replace"), settings.conventions.placeholders)
