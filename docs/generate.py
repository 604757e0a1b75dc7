"""Writes the pages that are made from the code, or with --check says which are stale."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ghapp.records import fields_of, is_record, text_of
from ghapp.rules.book import rules
from ghapp.rules.rule import Rule, Severity
from ghapp.settings import ClosedSection, Settings

DOCS = Path(__file__).parent

RULES_HEAD = """\
# Rules

What the app corrects, and why. A pull request is judged only by the lines that it changes.
An *error* fails the check, a *warning* makes it neutral, and a *notice* is a mark on the line and
nothing more. `[rules]` in the [settings](settings.md) changes the severity of each, or turns it
off.

"""

SETTINGS_HEAD = """\
# Settings

`.github/ghapp.toml` on the default branch. Without the file, all defaults hold. A typing error is
reported on the pull request that makes it, and the last good settings stay in force. A repository
variable `GHAPP_<TABLE>_<KEY>` overrides a single value without a commit: `GHAPP_PAUSED`,
`GHAPP_RULES_TRACKING_PARAMETER`.

| setting | default | what it does |
| --- | --- | --- |
"""


def rules_page() -> str:
    """The page of all rules, in the order of the book."""
    index = "".join(f"- [{rule.name}](#{rule.name}): {rule.severity.word}\n" for rule in rules())
    return RULES_HEAD + index + "\n" + "\n".join(_entry(rule) for rule in rules())


def _entry(rule: Rule) -> str:
    severity = "off by default" if rule.severity is Severity.OFF else rule.severity.word
    return (
        f"## {rule.name}\n\n{rule.why} ({severity})\n\n"
        f"Instead of\n\n{_block(rule.bad)}\n\nwrite\n\n{_block(rule.good)}\n"
    )


def _block(text: str) -> str:
    return f"````markdown\n{text}\n````"


def settings_page() -> str:
    """The page of all settings with their defaults."""
    return SETTINGS_HEAD + "".join(_rows(Settings(), ""))


def _rows(settings: Any, table: str) -> Iterator[str]:
    for field in fields_of(settings):
        value = getattr(settings, field)
        if is_record(value):
            yield from _rows(value, f"{table}{field}.")
        elif field == "closed":
            yield from _rows(ClosedSection(), "closed[].")
        else:
            yield f"| `{table}{field}` | {_shown(value)} | {text_of(settings, field)} |\n"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str):
        return f'`"{value}"`'
    return f"`{value}`" if value or value == 0 else "none"


PAGES = {"rules.md": rules_page, "settings.md": settings_page}


def main() -> int:
    """Write the pages; with --check only compare them, and fail where one is stale."""
    stale = [
        name
        for name, page in PAGES.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text() != page()
    ]
    if "--check" in sys.argv[1:]:
        for name in stale:
            sys.stderr.write(f"docs/{name} is stale: run `make docs`.\n")
        return 1 if stale else 0
    for name in stale:
        (DOCS / name).write_text(PAGES[name]())
    return 0


if __name__ == "__main__":
    sys.exit(main())
