"""Writes the pages that are made from the code, or with --check says which are stale."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ghapp.commands.registry import COMMANDS
from ghapp.newsletter.calendar import FileKind
from ghapp.records import fields_of, form_of, is_record, text_of
from ghapp.review.file_problems import FILE_PROBLEMS
from ghapp.rules.problem import Severity
from ghapp.rules.registry import rules
from ghapp.rules.rule import Rule
from ghapp.settings.example import example
from ghapp.settings.forms import ANY, taken
from ghapp.settings.schema import SCHEMA_FILE, schema
from ghapp.settings.tree import Settings

DOCS = Path(__file__).parent

RULES_HEAD = """\
# Rules

What the app corrects, and why. A pull request is judged only by the lines that it changes.
An *error* fails the check, a *warning* makes it neutral, and a *notice* is a mark on the line and
nothing more. `[rules]` in the [settings](settings.md) changes the severity of each rule, or turns
it off. What a rule marks as advisory, because editors often publish such lines as they are, is
never more than a notice, whatever is set. Why each rule has the severity that it comes with:
[severities](severities.md).

"""

WHOLE_FILES_HEAD = """\
# Whole files

These are no rules: each is an error, and no setting changes that. The mark stands on the first line
of the file, or on the line of the settings that is wrong.
"""

SETTINGS_HEAD = """\
# Settings

`.github/ghapp.toml` on the default branch, in [TOML](https://toml.io). Without the file, all
defaults hold.

A pull request that changes the file gets each error on its line in the check run `newsletter`, or
else is told there what would change. While the file on the default branch has errors, the last
settings without an error stay in force, and an issue says what is wrong and in which line; the app
edits it when that changes, and closes it when all is mended.

`ghapp settings FILE` says the same on the command line. Editors that know
[the schema](SCHEMA_FILE) complete settings and mark errors while you write: the
[example](#an-example) names it in its first line. Cron expressions, time zones, and dates that no
calendar has are checked by the app alone.

## A single value, without a commit

A repository variable (*Settings*, *Secrets and variables*, *Actions*, *Variables*) named
`GHAPP_<TABLE>_<KEY>` overrides a single value of the file: `GHAPP_PAUSED`,
`GHAPP_DUPLICATES_EDITIONS`, `GHAPP_RULES_TRACKING_PARAMETER`. It holds from the next event on. One
that makes no sense is left out, and the others hold; the log names it, and so does the issue on the
file while there is one. Without the permission to read variables, there are none.

## All settings

| setting | default | takes | what it does |
| --- | --- | --- | --- |
""".replace("SCHEMA_FILE", SCHEMA_FILE)

EXAMPLE_HEAD = """\

## An example

Every setting, as a comment at its default:

"""

COMMANDS_HEAD = """\
# Commands

Write a command at the start of a line of a new comment on an open pull request: `/name`, or
`@ghapp name` with the slug of the App that is installed. A comment may hold five of them, which
run in order. Quotes, code, lists and what is hidden in HTML are no commands, nor is what you write
into a comment later, or in a review.

The app reacts to the comment with 👍 when it did what you asked, and with 😕 when it did not; then
a reply says why, and what to do.

A comment speaks of the head, the last commit of the branch, that stood when you wrote it. If
another one was pushed since, you have not seen that one: `/approve` and `/merge` are refused, and
`/approve SHA` or `/merge SHA` says outright which head you mean.

An *editor* is who may write to the repository, and the *author* is who opened the pull request;
GitHub is asked each time. GitHub's own approving review of an editor does the same as `/approve`.
An approval ends with the next push, with `/unapprove`, when that review is dismissed, and when an
editor requests changes.

| command | who | what it does |
| --- | --- | --- |
"""

EXAMPLES_HEAD = """\

## Examples

| comment | what comes of it |
| --- | --- |
"""


def rules_page() -> str:
    """The page of all rules, in the order of the registry, and of what is no rule."""
    index = [f"- [{rule.name}](#{rule.name}): {rule.severity.word}\n" for rule in rules()]
    index += [f"- [{name}](#{name}): error, of a whole file\n" for name in FILE_PROBLEMS]
    entries = [_entry(rule) for rule in rules()]
    others = [f"## {name}\n\n{_filled(text)}\n" for name, text in FILE_PROBLEMS.items()]
    return RULES_HEAD + "\n".join(("".join(index), *entries, WHOLE_FILES_HEAD, *others))


def _entry(rule: Rule) -> str:
    severity = "off by default" if rule.severity is Severity.OFF else rule.severity.word
    title = f"## {rule.name}\n\n{rule.why} ({severity})\n\n"
    return title + "\n\n".join((*_worse(rule), *_better(rule))) + "\n"


def _worse(rule: Rule) -> Iterator[str]:
    """What stood there before, where that matters, and the bad example."""
    if rule.base and not _is_left(rule) and FileKind.DRAFT in rule.kinds:
        yield _begun(_place(rule) + "where there was")
        yield _block(rule.base)
        yield "instead of"
    else:
        yield _begun(_place(rule) + "instead of")
    yield _block(rule.bad)


def _place(rule: Rule) -> str:
    if rule.path != Rule.path:
        return f"in `{rule.path}`, "
    return f"in the section {rule.section}, " if rule.section != Rule.section else ""


def _is_left(rule: Rule) -> bool:
    """Whether what stood in a draft is as it should be, and the change is the problem."""
    return rule.base == rule.good and FileKind.DRAFT in rule.kinds


def _begun(words: str) -> str:
    return words[0].upper() + words[1:]


def _better(rule: Rule) -> Iterator[str]:
    if not rule.good:
        yield "leave it out."
        return
    yield "leave" if _is_left(rule) else "write"
    yield _block(rule.good)


def _filled(text: str) -> str:
    return textwrap.fill(text, 100, break_long_words=False, break_on_hyphens=False)


def _block(text: str) -> str:
    lines = text.strip("\n")
    return f"````markdown\n{lines}\n````"


def settings_page() -> str:
    """The page of all settings with their defaults, and the example."""
    return "".join(
        (SETTINGS_HEAD, *_rows(Settings(), ""), EXAMPLE_HEAD, f"```toml\n{example()}```\n")
    )


def _rows(settings: Any, table: str) -> Iterator[str]:
    for field in fields_of(settings):
        value, form = getattr(settings, field), form_of(settings, field) or ANY
        if is_record(value):
            yield from _rows(value, f"{table}{field}.")
        elif form.each is not None:
            yield from _rows(form.each(), f"{field}[].")
        else:
            name = f"{table}{field}.NAME" if isinstance(value, dict) else f"{table}{field}"
            told = text_of(settings, field)
            yield f"| `{name}` | {_shown(value)} | {taken(form, value)} | {told} |\n"


def _shown(value: Any) -> str:
    """A default as it is written in the file."""
    if value == "" or value == {}:
        return "none"
    return f"`{json.dumps(value, ensure_ascii=False)}`"


def schema_file() -> str:
    """The schema of the settings, for editors."""
    return json.dumps(schema(), indent=2) + "\n"


def commands_page() -> str:
    """The page of all commands, in the order of the help, and an example of each."""
    rows = (f"| `{one.usage}` | {one.who} | {one.summary} |\n" for one in COMMANDS)
    shown = (f"| `{one.example.written}` | {one.example.outcome} |\n" for one in COMMANDS)
    return "".join((COMMANDS_HEAD, *rows, EXAMPLES_HEAD, *shown))


PAGES = {
    "rules.md": rules_page,
    "settings.md": settings_page,
    SCHEMA_FILE: schema_file,
    "commands.md": commands_page,
}


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
