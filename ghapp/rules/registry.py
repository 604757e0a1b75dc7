"""The registry: every rule, in the order in which the documentation lists them."""

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
    "prose-link",
    "unfinished-sentence",
    "prefix",
    "mojibake",
    "invisible-character",
    "truncated-title",
    "site-name",
    "description",
    "bare-address",
    "emphasis",
    "backticks",
    "html-tag",
    "list-not-rendered",
    "address-scheme",
    "http",
    "tracking-parameter",
    "redirect-wrapper",
    "canonical-host",
    "placeholder-address",
    "own-page",
    "repository-link",
    "crates-io-link",
    "duplicate-link",
    "hidden-text",
    "none-beside-items",
    "unknown-section",
    "closed-section",
    "wrong-file",
    "heading-form",
    "heading-level",
    "heading-twice",
    "heading-changed",
    "boilerplate-changed",
    "boilerplate-damaged",
    "conflict-marker",
    "one-per-author-and-week",
    "event-format",
    "event-title",
    "event-date",
    "event-order",
    "event-location",
    "event-region",
    "duplicate-event",
    "cfp-project-format",
    "cfp-event-format",
    "cfp-past",
    "working-link",
    "visible-markup",
    "placeholder-left",
    "empty-section",
    "header",
)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules; a rule called `some-name` is `RULE` in the module `some_name`."""
    return tuple(import_module(f"ghapp.rules.{name.replace('-', '_')}").RULE for name in NAMES)
