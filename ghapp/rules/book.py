"""The rule book: every rule, in the order in which the documentation lists them."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from ghapp.rules.rule import Rule

NAMES = (
    "bullet",
    "indentation",
    "spaces",
    "trailing-space",
    "blank-line",
    "link-syntax",
    "prefix",
    "tracking-parameter",
    "duplicate-link",
    "wrong-file",
    "heading-changed",
    "event-format",
)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules; a rule called `some-name` is `RULE` in the module `some_name`."""
    return tuple(import_module(f"ghapp.rules.{name.replace('-', '_')}").RULE for name in NAMES)
