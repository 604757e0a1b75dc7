"""Writes the pages that are made from the code, or with --check says which are stale."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ghapp.commands.registry import COMMANDS
from ghapp.newsletter.calendar import FileKind
from ghapp.records import fields_of, is_record, text_of
from ghapp.review.file_problems import FILE_PROBLEMS
from ghapp.rules.problem import Severity
from ghapp.rules.registry import rules
from ghapp.rules.rule import Rule
from ghapp.settings.tree import ClosedSection, Settings

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
of the file.
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

COMMANDS_HEAD = """\
# Commands

Write a command at the start of a line of a new comment on an open pull request: `/name`, or
`@ghapp name` with the slug of the App that is installed. A comment may hold five of them, which
run in order. Quotes, code, lists and what is hidden in HTML are no commands, nor is what you write
into a comment later, or in a review.

The app reacts to the comment with 👍 when it did what you asked, and with 😕 when it did not; then
a reply says why, and what to do.

A comment speaks of the head that stood when you wrote it. If another one was pushed since, you have
not seen that one: `/approve` and `/merge` are refused, and `/approve SHA` or `/merge SHA` says
outright which head you mean.

An *editor* is who may write to the repository, and the *author* is who opened the pull request;
GitHub is asked each time. GitHub's own approving review of an editor does the same as `/approve`.
An approval ends with the next push, with `/unapprove`, when that review is dismissed, and when an
editor requests changes.

| command | who | what it does |
| --- | --- | --- |
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
    if isinstance(value, tuple) and value:
        texts = ", ".join(f'"{text}"' for text in value)
        return f"`[{texts}]`"
    return f"`{value}`" if value or value == 0 else "none"


def commands_page() -> str:
    """The page of all commands, in the order of the help."""
    return COMMANDS_HEAD + "".join(
        f"| `{one.usage}` | {one.who} | {one.summary} |\n" for one in COMMANDS
    )


PAGES = {"rules.md": rules_page, "settings.md": settings_page, "commands.md": commands_page}


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
