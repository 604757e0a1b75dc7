"""Wrong file: new submissions go into the current draft; what is published is only corrected."""

from __future__ import annotations

from collections.abc import Iterator

from ghapp.newsletter.addresses import canonical
from ghapp.newsletter.calendar import FileKind
from ghapp.newsletter.roles import Role
from ghapp.rules.reading import Reading
from ghapp.rules.rule import Problem, Rule, Severity, code

PLACES = (Role.SUBMISSIONS, Role.EVENTS, Role.CFP_PROJECTS, Role.CFP_EVENTS)


def check(reading: Reading) -> Iterator[Problem]:
    """Find submissions added to a published edition, an old draft or the template."""
    base = reading.change.base
    where = _wrong_place(reading) if base is not None else None
    if base is None or where is None:
        return
    known = {canonical(link.url) for link in base.links}
    replaced = len(reading.change.removed)
    current = reading.context.current_draft
    advice = f"Please add it to {code(current)} instead." if current else "Please use the draft."
    added = reading.change.added_set
    seen = 0
    for link in reading.links(PLACES):
        line = reading.change.head.line(link.line)
        if canonical(link.url) in known or not line.lstrip().startswith(("*", "-", "+", "[")):
            continue
        below = line.startswith((" ", "\t")) and link.line - 1 in added
        if link.line == seen or below:
            continue
        seen = link.line
        if replaced:  # a corrected line: the address itself was wrong
            replaced -= 1
            continue
        yield Problem(link.span, f"{where} {advice}")


def _wrong_place(reading: Reading) -> str | None:
    if reading.kind is FileKind.EDITION:
        return "This edition is published: a new submission here reaches nobody."
    if reading.kind is FileKind.TEMPLATE:
        return "This is the template: a submission here would stand in every edition to come."
    context, path = reading.context, reading.change.path
    day, newest = context.layout.day_of_draft(path), context.newest_edition
    if day is None or newest is None:
        return None
    if day <= newest:
        return "This draft is closed: its edition is published."
    if day.weekday() != context.layout.weekday and context.current_draft not in (None, path):
        return "No edition appears on the day of this draft."
    return None


RULE = Rule(
    name="wrong-file",
    check=check,
    severity=Severity.ERROR,
    why="An edition goes out once. What is added afterwards, no reader gets to see.",
    path="content/2026-08-19-this-week-in-rust.md",
    base="* [Post](https://blog.example/post)",
    bad="* [Post](https://blog.example/post)\n* [New](https://blog.example/new)",
    good="* [Post, corrected](https://blog.example/post)",
    kinds=(FileKind.DRAFT, FileKind.EDITION, FileKind.TEMPLATE),
)
